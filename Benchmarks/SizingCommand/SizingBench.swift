import CapacityPlanning
import CatalogModel
import Quantities
import Queueing
import Storage

/// How long it takes to size tiers together over the whole catalog of a region, and how the search
/// compares with trying every combination.
///
/// Tiers are pools of machines with a queue each (M/M/c with a server per vCPU); the objective is the
/// mean response time of a request that visits all of them. Options are every number of every type up
/// to a tenfold of what the load needs, of which the skyline on cost and servers is left.
@main struct SizingBench {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "Catalog"
    guard
      let catalog = CatalogReader.read(SharedDirectory(path: folder), region: "eu-central-1")
        .catalog
    else {
      print("no catalog in \(folder)")
      return
    }
    let types = catalog.computeInstances.filter(\.isCurrentGeneration)
    print("types: \(types.count) of eu-central-1; times on one core, of the search alone")
    print("tiers  options  combinations  asked  ratio  bound/cost  seconds")
    for tiers in [2, 3, 4, 6, 8] {
      for seed in 1...3 as ClosedRange<UInt64> {
        run(TandemProblem(types: types, tiers: tiers, seed: seed))
      }
    }
    print("against trying everything, 3 tiers of 12 options: \(try agreement(types)) of 200 agree")
  }

  private static func run(_ problem: TandemProblem) {
    let clock = ContinuousClock()
    var result: CombinationSearch<TandemProblem>.Result?
    let time = clock.measure {
      var search = CombinationSearch(problem)
      result = search.solve()
    }
    guard let result, let best = result.best else {
      print("\(problem.tiers.count)  out of reach")
      return
    }
    let options = problem.tiers.map { $0[0].length }
    let combinations = options.reduce(1.0) { $0 * Double($1) }
    let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
    print(
      problem.tiers.count, options.reduce(0, +), "\(combinations)", result.tried,
      "\(combinations / Double(result.tried))",
      DecimalText.significant(result.bound / best.cost, 4),
      DecimalText.significant(seconds, 3), separator: "  ")
  }

  /// How many of 200 small problems have the same least cost when every combination is tried.
  private static func agreement(_ types: [ComputeInstance]) throws -> Int {
    var agreeing = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      let problem = TandemProblem(types: types, tiers: 3, seed: seed, most: 12)
      var search = CombinationSearch(problem)
      let found = search.solve().best?.cost
      var least: Double?
      let lengths = problem.tiers.map { $0[0].length }
      for first in 0..<lengths[0] {
        for second in 0..<lengths[1] {
          for third in 0..<lengths[2] {
            let choice = [first, second, third].map { OptionSpot(chain: 0, position: $0) }
            guard problem.carries(choice.map { $0 }) else { continue }
            let cost = choice.enumerated().reduce(0) {
              $0 + problem.tiers[$1.offset][0].cost($1.element.position)
            }
            least = min(least ?? .infinity, cost)
          }
        }
      }
      switch (found, least) {
      case (nil, nil): agreeing += 1
      case (let found?, let least?): if abs(found - least) <= 1e-9 * least { agreeing += 1 }
      default: break
      }
    }
    return agreeing
  }
}

/// Pools of machines that every request visits one after another.
struct TandemProblem: CombinationProblem {
  typealias Failure = Never

  let tiers: [[OptionChain]]
  private let means: [[Double]]
  private let idle: [Double]
  private let objective: Double

  init(types: [ComputeInstance], tiers count: Int, seed: UInt64, most: Int = .max) {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func uniform(_ range: ClosedRange<Double>) -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return range.lowerBound + (range.upperBound - range.lowerBound) * Double(state >> 11)
        * 0x1p-53
    }
    let rate = uniform(200...2000)
    var chains: [[OptionChain]] = []
    var means: [[Double]] = []
    var idle: [Double] = []
    var quick = 0.0
    var slow = 0.0
    for _ in 0..<count {
      let demand = uniform(0.004...0.03)
      let options = Self.skyline(types, load: rate * demand).prefix(most)
      let times = options.map { option in
        (try? MultiServerQueue(
          arrivalRate: RequestsPerSecond(rate), serviceTime: Seconds(demand),
          servers: option.servers))?.meanResponse.value ?? .infinity
      }
      let costs = options.map(\.cost)
      chains.append([
        OptionChain(
          length: costs.count, cost: { costs[$0] }, burden: { [times[$0]] })
      ])
      means.append(times)
      idle.append(demand)
      quick += times.last ?? demand
      slow += times.first ?? demand
    }
    tiers = chains
    self.means = means
    self.idle = idle
    objective = quick + (min(slow, quick * 3) - quick) * uniform(0.05...0.5)
  }

  /// The least cost for every number of servers that a type reaches, from a utilization of 95 % down to
  /// a tenfold of the load, and nothing that costs no less than more servers.
  static func skyline(
    _ types: [ComputeInstance], load: Double
  ) -> [(servers: Int, cost: Double)] {
    var least: [Int: Double] = [:]
    for type in types {
      let first = Int((load / 0.95 / Double(type.virtualCPUs)).rounded(.up))
      let last = max(first, Int((load * 10 / Double(type.virtualCPUs)).rounded(.up)))
      for number in first...last {
        let servers = number * type.virtualCPUs
        let cost = type.hourly.value * 730 * Double(number)
        least[servers] = min(least[servers] ?? .infinity, cost)
      }
    }
    var kept: [(servers: Int, cost: Double)] = []
    var cheapest = Double.infinity
    for (servers, cost) in least.sorted(by: { $0.key > $1.key }) where cost < cheapest {
      kept.append((servers, cost))
      cheapest = cost
    }
    return kept.reversed()
  }

  var condition: LinearCondition? {
    LinearCondition(budget: objective) { [means] tier, spot in means[tier][spot.position] }
  }

  func carries(_ choice: [OptionSpot?]) -> Bool {
    var total = 0.0
    for (tier, spot) in choice.enumerated() {
      total += spot.map { means[tier][$0.position] } ?? idle[tier]
    }
    return total <= objective
  }
}
