import CatalogModel
import Foundation
import RandomSystems
import Requirements
import Storage
import TestSupport
import Testing

/// Random answer files over the whole questionnaire: no crash, every decision explained.
@Suite struct RandomSystemTests {
  /// Valid files are made from the seeds in order; `RANDOM_SYSTEMS` says how many, in place of a few.
  private static let count =
    ProcessInfo.processInfo.environment["RANDOM_SYSTEMS"].flatMap(Int.init) ?? 12

  /// The first seeds with a valid file, in the region of the cases.
  private static let systems: [(seed: UInt64, system: RandomSystem)] = {
    guard let questionnaire = Bench.questionnaire, let catalog = Bench.catalog else { return [] }
    var systems: [(seed: UInt64, system: RandomSystem)] = []
    var seed: UInt64 = 1
    while systems.count < count {
      if let system = RandomSystem(seed: seed, questionnaire, [catalog.region: catalog]) {
        systems.append((seed, system))
      }
      seed += 1
    }
    return systems
  }()

  @Test(arguments: 0..<count) func aPlanIsSoundAndExplained(_ index: Int) throws {
    let (seed, system) = Self.systems[index]
    let catalog = try #require(Bench.catalog)
    #expect(system.breaches([catalog.region: catalog]) == [], "seed \(seed)\n\(system.text)")
  }

  @Test func aSeedGivesTheSameFile() throws {
    let questionnaire = try #require(Bench.questionnaire)
    var one = RandomAnswerFile(questionnaire, seed: 7)
    var two = RandomAnswerFile(questionnaire, seed: 7)
    var other = RandomAnswerFile(questionnaire, seed: 8)
    let text = one.text()
    #expect(text == two.text())
    #expect(text != other.text())
  }
}
