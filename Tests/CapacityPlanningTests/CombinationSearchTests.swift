import CapacityPlanning
import TestSupport
import Testing

/// Branch and bound against trying everything, on small problems at random.
@Suite struct CombinationSearchTests {
  /// Tiers of options with two burdens each; a combination carries while the sum of the first and the
  /// sum of the squares of the second stay below their limits.
  struct RandomProblem: CombinationProblem {
    typealias Failure = Never
    let options: [[[(cost: Double, burden: [Double])]]]
    let sumLimit: Double
    let squareLimit: Double
    let surchargeFrom: Double
    let surchargeBelow: Double
    /// What the surcharge pays for adds to the sum.
    let hindrance: Double

    init(seed: UInt64, isOrdered: Bool) {
      var random = SplitMix64(seed: seed)
      let tierCount = Int.random(in: 1...4, using: &random)
      options = (0..<tierCount).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          var cost = random.uniform(1...20)
          var burden = [random.uniform(1...8), isOrdered ? 0 : random.uniform(1...8)]
          return (0..<Int.random(in: 1...6, using: &random)).map { _ in
            let option = (cost: cost, burden: isOrdered ? [burden[0]] : burden)
            cost += random.uniform(0...4)
            burden = burden.map { $0 * random.uniform(0.4...1) }
            return option
          }
        }
      }
      // Between what the cheapest carry and what the strongest do: there a requirement binds.
      let strongest = options.map { $0.flatMap { $0 }.map { $0.burden[0] }.min() ?? 0 }
      let weakest = options.map { $0.map { $0[0].burden[0] }.max() ?? 0 }
      let low = strongest.reduce(0, +)
      sumLimit = low + (weakest.reduce(0, +) - low) * random.uniform(0...0.7)
      squareLimit = random.uniform(1...120)
      surchargeFrom = random.uniform(5...60)
      surchargeBelow =
        tierCount > 1 && Bool.random(using: &random) ? random.uniform(1...8) : 0
      hindrance = Bool.random(using: &random) ? random.uniform(0...3) : 0
    }

    var tiers: [[OptionChain]] {
      options.map { chains in
        chains.map { chain in
          let list = chain.map { (cost: $0.cost, burden: $0.burden) }
          return OptionChain(
            length: list.count, cost: { list[$0].cost }, burden: { list[$0].burden })
        }
      }
    }

    func option(_ tier: Int, _ spot: OptionSpot) -> (cost: Double, burden: [Double]) {
      options[tier][spot.chain][spot.position]
    }

    func carries(_ choice: [OptionSpot?]) -> Bool {
      var sum = 0.0
      var squares = 0.0
      for (tier, spot) in choice.enumerated() {
        guard let spot else { continue }
        let burden = option(tier, spot).burden
        sum += burden[0]
        if burden.count > 1 { squares += burden[1] * burden[1] }
      }
      let all = choice.compactMap { $0 }
      if all.count == choice.count, surcharge(all) > 0 { sum += hindrance }
      return sum <= sumLimit && squares <= squareLimit
    }

    /// Rises with the cost of the first tier, which rises along every chain, and ends where the last tier
    /// is strong.
    func surcharge(_ choice: [OptionSpot]) -> Double {
      let last = choice.count - 1
      return option(0, choice[0]).cost > surchargeFrom
        && option(last, choice[last]).burden[0] > surchargeBelow ? 3 : 0
    }

    /// The least cost by trying all combinations; nil where none carries.
    func leastByTrying() -> Double? {
      var best: Double?
      func visit(_ tier: Int, _ choice: [OptionSpot]) {
        guard tier < options.count else {
          guard carries(choice.map { $0 }) else { return }
          let cost =
            choice.enumerated().reduce(0) { $0 + option($1.offset, $1.element).cost }
            + surcharge(choice)
          best = min(best ?? .infinity, cost)
          return
        }
        for (chain, list) in options[tier].enumerated() {
          for position in list.indices {
            visit(tier + 1, choice + [OptionSpot(chain: chain, position: position)])
          }
        }
      }
      visit(0, [])
      return best
    }
  }

  @Test(arguments: 1...400 as ClosedRange<UInt64>, [true, false])
  func itFindsWhatTryingEverythingFinds(_ seed: UInt64, _ isOrdered: Bool) throws {
    let problem = RandomProblem(seed: seed, isOrdered: isOrdered)
    var search = CombinationSearch(problem)
    let result = search.solve()
    let least = problem.leastByTrying()
    #expect((result.best == nil) == (least == nil))
    guard let best = result.best, let least else { return }
    #expect(abs(best.cost - least) <= 1e-9 * least)
    #expect(problem.carries(best.choice.map { $0 }))
    #expect(result.bound <= best.cost * (1 + 1e-12))
  }

  /// Some of the problems are hard and some have no solution, or the test above would prove little.
  @Test func theProblemsBind() {
    let results = (1...400 as ClosedRange<UInt64>).map { seed in
      var search = CombinationSearch(RandomProblem(seed: seed, isOrdered: false))
      return search.solve()
    }
    #expect(results.count { $0.tried > 3 } > 150)
    #expect(results.count { $0.best == nil } > 20)
    #expect(results.count { ($0.best?.cost ?? 0) > $0.bound * (1 + 1e-9) } > 20)
  }

  /// Many machines beside the only database there is: each is enough with the best of the other.
  private struct OnlyOneOther: CombinationProblem {
    typealias Failure = Never
    let budget: Double
    /// Whether from the middle on a surcharge pays for something that takes a tenth of the budget.
    let isHindered: Bool
    static let length = 5000

    var tiers: [[OptionChain]] {
      [
        [
          OptionChain(
            length: Self.length, cost: { Double($0 + 1) }, burden: { [1 / Double($0 + 1)] })
        ],
        [OptionChain(length: 1, cost: { _ in 7 }, burden: { _ in [0.5] })],
      ]
    }

    func carries(_ choice: [OptionSpot?]) -> Bool {
      let machines = choice[0].map { 1 / Double($0.position + 1) } ?? 0
      let database = choice[1] == nil ? 0.4 : 0.5
      let all = choice.compactMap { $0 }
      let hindrance = all.count == 2 && surcharge(all) > 0 ? 0.1 : 0
      return machines + database + hindrance <= budget
    }

    func surcharge(_ choice: [OptionSpot]) -> Double {
      isHindered && choice[0].position >= Self.length / 2 ? 1 : 0
    }
  }

  @Test(
    arguments: [
      (0.45, false, nil), (0.45, true, nil), (0.5001, true, nil), (0.5002, true, nil),
      (0.501, false, 1007), (0.501, true, 1007), (0.5005, true, 2007),
    ] as [(Double, Bool, Double?)])
  func alongAChainItIsBisectedWhatCarriesWithTheOnlyOther(
    _ budget: Double, _ isHindered: Bool, _ cost: Double?
  ) {
    var search = CombinationSearch(OnlyOneOther(budget: budget, isHindered: isHindered))
    let result = search.solve()
    #expect(result.best?.cost == cost)
    #expect(result.tried < 60)
  }

  @Test func onlyWhatIsBelowTheLimitCounts() {
    for seed in 1...60 as ClosedRange<UInt64> {
      let problem = RandomProblem(seed: seed, isOrdered: false)
      guard let least = problem.leastByTrying() else { continue }
      var search = CombinationSearch(problem)
      #expect(search.solve(below: least * 0.999).best == nil)
      var another = CombinationSearch(problem)
      #expect(another.solve(below: least * 1.001).best != nil)
    }
  }
}
