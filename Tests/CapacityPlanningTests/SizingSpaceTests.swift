import CatalogModel
import Requirements
import Testing

@testable import CapacityPlanning

/// What the search over sizes takes for granted of costs and burdens.
@Suite struct SizingSpaceTests {
  static let seeds = Array(1...80 as ClosedRange<UInt64>)
  /// Connections of each vCPU: the catalog's, and so many that databases need a proxy.
  static let connections: [Double?] = [nil, 120]

  private struct Space {
    let example: SizingCase
    let space: SizingSpace

    /// Nil where the few types do not carry the load.
    init?(seed: UInt64, connections: Double?, isOneBox: Bool = false) throws {
      guard
        let example = try SizingCase(seed: seed, connections: connections, isOneBox: isOneBox),
        let frame = try example.sizing.frame(of: example.design, for: example.workload)
      else { return nil }
      self.example = example
      space = try SizingSpace(frame, model: example.model)
    }

    /// Options of a tier: of each chain some, the farther the sparser.
    func options(_ tier: Int) -> [OptionSpot] {
      space.tiers[tier].enumerated().flatMap { index, chain in
        [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89].filter { $0 < chain.length }
          .map { OptionSpot(chain: index, position: $0) }
      }
    }

    func burden(_ tier: Int, _ spot: OptionSpot) -> [Double] {
      space.tiers[tier][spot.chain].burden(spot.position)
    }

    func cost(_ choice: [OptionSpot]) -> Double {
      choice.enumerated().reduce(space.surcharge(choice)) {
        $0 + space.tiers[$1.offset][$1.element.chain].cost($1.element.position)
      }
    }
  }

  /// An option that is no worse in any burden carries whatever another one carries, with the other tier
  /// at its best and as small as it may be; a proxy, which is on the way of requests, is one more burden.
  @Test(arguments: [(nil, false), (120, false), (nil, true)])
  func whatIsBurdenedNoMoreCarriesNoLess(_ connections: Double?, _ isOneBox: Bool) throws {
    var compared = 0
    for seed in Self.seeds {
      guard let one = try Space(seed: seed, connections: connections, isOneBox: isOneBox) else {
        continue
      }
      for tier in one.space.tiers.indices {
        for rest in [nil, OptionSpot(chain: 0, position: 0)] {
          let options = try one.options(tier).map { spot in
            let choice = one.space.tiers.indices.map { $0 == tier ? spot : rest }
            let whole = choice.compactMap { $0 }
            let proxy: Double =
              whole.count == choice.count && one.space.surcharge(whole) > 0 ? 1 : 0
            return (spot, one.burden(tier, spot) + [proxy], try one.space.carries(choice))
          }
          for (worse, burden, carries) in options where carries {
            for (better, other, alsoCarries) in options
            where better != worse && zip(other, burden).allSatisfy({ $0 <= $1 }) {
              compared += 1
              #expect(alsoCarries, "seed \(seed), tier \(tier): \(better) for \(worse)")
            }
          }
        }
      }
    }
    #expect(compared > (isOneBox ? 20 : 1000))
  }

  /// Costs of the parts and the surcharge add up to the bill, but for what no size changes.
  @Test(arguments: connections) func costsAreThoseOfTheBill(_ connections: Double?) throws {
    var withProxy = 0
    for seed in Self.seeds.prefix(40) {
      guard let one = try Space(seed: seed, connections: connections) else { continue }
      // Serverless databases are billed by their use, which is reckoned once for the design.
      let databases = one.space.tiers.count > 1 ? one.options(1) : []
      let choices = one.options(0).enumerated().map { index, spot in
        [spot] + (databases.isEmpty ? [] : [databases[index % databases.count]])
      }
      let differences = try choices.map { choice in
        let architecture = one.space.architecture(choice)
        if architecture.relational?.hasProxy ?? false { withProxy += 1 }
        return try one.example.cost(architecture) - one.cost(choice)
      }
      guard let first = differences.first else { continue }
      for (choice, difference) in zip(choices, differences) {
        #expect(
          abs(difference - first) <= 1e-6 * one.cost(choice),
          "seed \(seed): \(one.space.architecture(choice))")
      }
    }
    #expect(connections == nil || withProxy > 20, "\(withProxy)")
  }
}
