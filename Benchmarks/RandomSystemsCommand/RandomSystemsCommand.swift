import CatalogModel
import Foundation
import RandomSystems
import Requirements
import Storage

/// Plans random systems and audits the plans: `random-systems [COUNT] [FIRST-SEED]`.
///
/// Seeds whose answers contradict each other are passed over and do not count. Prints each breach with
/// its seed, and at the end how many were planned, passed over and in breach, and the time; exits
/// with 1 where there was a breach.
@main enum RandomSystemsCommand {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let count = Int(arguments.first ?? 10_000)
    let first = arguments.dropFirst().first ?? 1
    let tree = FileTree(SharedDirectory(path: "Catalog"))
    let regions = CatalogReader.regions(of: tree)
    guard let questionnaire = QuestionnaireReader.read(tree, regions: regions).questionnaire else {
      return fail("the questions cannot be read; run it in the repository")
    }
    var catalogs: [String: Catalog] = [:]
    for region in regions { catalogs[region] = CatalogReader.read(tree, region: region).catalog }
    let begin = Date()
    var seed = first
    var (planned, passedOver, wrong) = (0, 0, 0)
    while planned < count {
      defer { seed += 1 }
      guard let system = RandomSystem(seed: seed, questionnaire, catalogs) else {
        passedOver += 1
        continue
      }
      planned += 1
      let breaches = system.breaches(catalogs)
      if !breaches.isEmpty { wrong += 1 }
      for breach in breaches.prefix(5) { print("seed \(seed): \(breach)") }
    }
    let seconds = Int(Date().timeIntervalSince(begin).rounded())
    print("\(planned) planned, \(passedOver) passed over, \(wrong) in breach, \(seconds) s")
    exit(wrong == 0 ? 0 : 1)
  }

  private static func fail(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
