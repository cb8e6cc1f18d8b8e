/// Branch and bound over the tiers of a problem, with a proof: nothing that carries is cheaper than
/// what is found.
///
/// 1. The cheapest option of every tier is tried first; where it carries, nothing can be cheaper.
/// 2. Otherwise each tier is looked at with the others at their best conceivable: its cheapest option
///    that carries then is a lower bound of what the tier costs (`least`), found by bisection in every
///    chain.
/// 3. Depth first in the order of the tiers and of the costs: a branch ends when its cost and the
///    least of the tiers to come reach the best combination known, or when it does not carry with the
///    others at their best that can still be afforded, or when a condition that adds up
///    (`LinearCondition`) shows that the rest must cost too much.
///
/// Outcomes are remembered by burdens (`CarriedRecord`), so that dominated combinations are not tried.
package struct CombinationSearch<Problem: CombinationProblem> {
  private let problem: Problem
  /// What the model answered, and what was known before it was asked.
  private(set) var record: CarriedRecord
  /// The burdens of each tier of a combination that is known to carry.
  private let standing: [[Double]]?
  private var tried = 0
  private var best: Found?
  private var least: [Double] = []
  /// Whether a number stands for the burden of every option of a tier, so that they have an order.
  private let isOrdered: [Bool]
  private var dual: DualBound?

  package init(_ problem: Problem) { self.init(problem, knowing: CarriedRecord()) }

  /// - Parameters:
  ///   - record: What the model answered to another search whose options have the same burdens.
  ///   - standing: The burdens of each tier of a combination that carries, whether it is one of the problem or not.
  init(_ problem: Problem, knowing record: CarriedRecord, standing: [[Double]]? = nil) {
    self.problem = problem
    self.record = record
    self.standing = standing
    isOrdered = problem.tiers.map { $0.count == 1 || $0[0].burden(0).count == 1 }
  }

  /// A combination with its cost in USD a month.
  package struct Found: Hashable, Sendable {
    package let choice: [OptionSpot]
    package let cost: Double
  }

  /// What a search ends with.
  package struct Result: Sendable {
    /// The cheapest combination that carries; nil where none does.
    package let best: Found?
    /// What no combination that carries is cheaper than by the bounds of single tiers alone, in USD a
    /// month; what is left to the best was closed by trying.
    package let bound: Double
    /// How often the model was asked.
    package let tried: Int
  }

  /// Searches.
  ///
  /// - Parameter limit: Only what is cheaper counts; in USD a month.
  /// - Complexity: Exponential in the number of tiers at worst; a few dozen questions to the model
  ///   where two tiers bind each other.
  package mutating func solve(below limit: Double = .infinity) throws(Problem.Failure) -> Result {
    let roots = problem.tiers.map { Self.cheapest(of: $0) }
    let floor = roots.enumerated().map { cost($0.offset, $0.element) }
    let bottom = floor.reduce(0, +)
    if bottom < limit, try carries(roots) {
      let surcharge = try problem.surcharge(roots)
      if bottom + surcharge < limit { best = Found(choice: roots, cost: bottom + surcharge) }
      if surcharge == 0 { return Result(best: best, bound: bottom, tried: tried) }
    }
    let none = [OptionSpot?](repeating: nil, count: problem.tiers.count)
    guard bottom < limit, try carries(none) else {
      return Result(best: best, bound: bottom, tried: tried)
    }
    least = floor
    for tier in problem.tiers.indices where problem.tiers.count > 1 {
      let rest = least.reduce(0, +) - least[tier]
      guard let alone = try cheapest(tier, with: none, below: min(limit, incumbent) - rest) else {
        return Result(best: best, bound: best?.cost ?? bottom, tried: tried)
      }
      least[tier] = cost(tier, alone)
    }
    if problem.tiers.count > 2 { try descend(limit) }
    var bound = least.reduce(0, +)
    if let condition = problem.condition {
      let dual = DualBound(problem.tiers, condition)
      bound = max(bound, dual.least(from: 0, left: condition.budget))
      self.dual = dual
    }
    try branch(0, none, 0, problem.condition?.budget ?? 0, limit)
    return Result(best: best, bound: bound, tried: tried)
  }

  /// What must be undercut: by more than rounding, or options of equal cost would follow each other.
  private var incumbent: Double { (best?.cost ?? .infinity) * (1 - 1e-9) }

  private func cost(_ tier: Int, _ spot: OptionSpot) -> Double {
    problem.tiers[tier][spot.chain].cost(spot.position)
  }

  private static func cheapest(of chains: [OptionChain]) -> OptionSpot {
    var best = (cost: Double.infinity, chain: 0)
    for (index, chain) in chains.enumerated() where chain.cost(0) < best.cost {
      best = (chain.cost(0), index)
    }
    return OptionSpot(chain: best.chain, position: 0)
  }

  private mutating func carries(_ choice: [OptionSpot?]) throws(Problem.Failure) -> Bool {
    var burden: [Double] = []
    var tiers: UInt64 = 0
    for (tier, spot) in choice.enumerated() {
      guard let spot else { continue }
      tiers |= 1 << UInt64(tier)
      burden += problem.tiers[tier][spot.chain].burden(spot.position)
    }
    let all = choice.compactMap { $0 }
    if all.count == choice.count {
      // What a surcharge pays for may be in the way of requests, so that it must not be forgotten.
      burden.append(try problem.surcharge(all) > 0 ? 1 : 0)
    }
    if let known = record.outcome(burden, tiers: tiers) { return known }
    if all.count < choice.count, isStanding(choice) { return true }
    tried += 1
    let outcome = try problem.carries(choice)
    record.note(burden, tiers: tiers, carries: outcome)
    return outcome
  }

  /// Whether the tiers that have an option are no worse than in the combination that is known to carry; the
  /// others, at their best conceivable, are not.
  private func isStanding(_ choice: [OptionSpot?]) -> Bool {
    guard let standing, standing.count == choice.count else { return false }
    for (tier, spot) in choice.enumerated() {
      guard let spot else { continue }
      let burden = problem.tiers[tier][spot.chain].burden(spot.position)
      guard CarriedRecord.isNoBetter(standing[tier], than: burden) else { return false }
    }
    return true
  }

  /// The cheapest option of a tier with which a choice carries, below a cost; of equal ones that of
  /// the first chain.
  private mutating func cheapest(
    _ tier: Int, with choice: [OptionSpot?], below limit: Double
  ) throws(Problem.Failure) -> OptionSpot? {
    var found: OptionSpot?
    var limit = limit
    let chains = problem.tiers[tier]
    let order = chains.indices.sorted { (chains[$0].cost(0), $0) < (chains[$1].cost(0), $1) }
    for index in order {
      let chain = chains[index]
      guard chain.cost(0) < limit else { break }
      func surcharge(_ position: Int) throws(Problem.Failure) -> Double {
        var choice = choice
        choice[tier] = OptionSpot(chain: index, position: position)
        return try self.surcharge(choice)
      }
      func total(_ position: Int) throws(Problem.Failure) -> Double {
        try chain.cost(position) + surcharge(position)
      }
      // Where a surcharge ends the total falls: what is before and what is behind are searched apart.
      let end = try Self.end(of: surcharge, length: chain.length)
      for part in [0..<end, end..<chain.length] where !part.isEmpty {
        // The last one that can be afforded, then the first of those that carries.
        var (low, high) = (part.lowerBound, part.upperBound)
        while low < high {
          let middle = (low + high) / 2
          if try total(middle) < limit { low = middle + 1 } else { high = middle }
        }
        guard low > part.lowerBound else { continue }
        (low, high) = (part.lowerBound, low - 1)
        var attempt = choice
        attempt[tier] = OptionSpot(chain: index, position: high)
        guard try carries(attempt) else { continue }
        while low < high {
          let middle = (low + high) / 2
          attempt[tier] = OptionSpot(chain: index, position: middle)
          if try carries(attempt) { high = middle } else { low = middle + 1 }
        }
        found = OptionSpot(chain: index, position: high)
        limit = try total(high)
      }
    }
    return found
  }

  /// The first position without a surcharge on a chain that begins with one; its length where none is.
  private static func end(
    of surcharge: (Int) throws(Problem.Failure) -> Double, length: Int
  ) throws(Problem.Failure) -> Int {
    guard length > 1, try surcharge(0) > 0, try surcharge(length - 1) == 0 else { return length }
    var (low, high) = (1, length - 1)
    while low < high {
      let middle = (low + high) / 2
      if try surcharge(middle) > 0 { low = middle + 1 } else { high = middle }
    }
    return high
  }

  private mutating func branch(
    _ tier: Int, _ choice: [OptionSpot?], _ spent: Double, _ left: Double, _ limit: Double
  ) throws(Problem.Failure) {
    let later = least[(tier + 1)...].reduce(0, +)
    guard tier < problem.tiers.count - 1 else {
      if let spot = try cheapest(tier, with: choice, below: min(limit, incumbent) - spent) {
        var full = choice
        full[tier] = spot
        let all = full.compactMap { $0 }
        best = Found(
          choice: all, cost: spent + cost(tier, spot) + (try problem.surcharge(all)))
      }
      return
    }
    var queue = ChainQueue(problem.tiers[tier])
    while let spot = queue.next() {
      let price = cost(tier, spot)
      let slack = min(limit, incumbent) - spent - price - later
      guard slack > 0 else { return }
      var rest = left
      if let dual, let condition = problem.condition {
        rest -= condition.weight(tier, spot)
        // A rounding error must not hide the best.
        let bound = spent + price + dual.least(from: tier + 1, left: rest)
        guard bound <= min(limit, incumbent) * (1 + 1e-12) else { continue }
      }
      var alone = [OptionSpot?](repeating: nil, count: choice.count)
      alone[tier] = spot
      guard try carries(alone) else {
        queue.skip(
          spot.chain,
          to: try firstStanding(
            tier, spot, with: alone, below: min(limit, incumbent) - spent - later))
        continue
      }
      var partial = choice
      partial[tier] = spot
      let hopeful = affording(partial, after: tier, slack)
      // With all others at their best conceivable it carries, as was seen above.
      if hopeful != alone, try isPlain(hopeful, after: tier), try !carries(hopeful) {
        queue.skip(
          spot.chain,
          to: try firstStanding(
            tier, spot, with: hopeful, below: min(limit, incumbent) - spent - later))
        continue
      }
      try branch(tier + 1, partial, spent + price, rest, limit)
    }
  }

  /// The first position after one that fails at which the chain may carry with the others as in a choice; nil
  /// where none below a cost does.
  private mutating func firstStanding(
    _ tier: Int, _ failed: OptionSpot, with choice: [OptionSpot?], below limit: Double
  ) throws(Problem.Failure) -> Int? {
    let chain = problem.tiers[tier][failed.chain]
    func attempt(_ position: Int) -> [OptionSpot?] {
      var attempt = choice
      attempt[tier] = OptionSpot(chain: failed.chain, position: position)
      return attempt
    }
    let first = failed.position + 1
    var (low, high) = (first, chain.length)
    while low < high {
      let middle = (low + high) / 2
      if chain.cost(middle) < limit { low = middle + 1 } else { high = middle }
    }
    let last = low - 1
    guard first <= last else { return nil }
    // What a surcharge pays for may be in the way, so that what is before it is searched by itself.
    (low, high) = (first, last)
    if try surcharge(attempt(first)) == 0, try surcharge(attempt(last)) > 0 {
      while low < high {
        let middle = (low + high) / 2
        if try surcharge(attempt(middle)) > 0 { high = middle } else { low = middle + 1 }
      }
      high -= 1
    }
    guard try carries(attempt(high)) else { return high < last ? high + 1 : nil }
    low = first
    while low < high {
      let middle = (low + high) / 2
      if try carries(attempt(middle)) { high = middle } else { low = middle + 1 }
    }
    return high
  }

  /// The surcharge of a combination; 0 while a tier is at its best conceivable.
  private func surcharge(_ choice: [OptionSpot?]) throws(Problem.Failure) -> Double {
    let all = choice.compactMap { $0 }
    return all.count == choice.count ? try problem.surcharge(all) : 0
  }

  /// Whether nothing weaker can carry where later tiers at their strongest do not: they cause no surcharge, or a
  /// single one causes it at its weakest as well.
  private func isPlain(
    _ choice: [OptionSpot?], after tier: Int
  ) throws(Problem.Failure) -> Bool {
    guard try surcharge(choice) > 0 else { return true }
    let later = tier + 1
    guard later == problem.tiers.count - 1 else { return false }
    for chain in problem.tiers[later].indices {
      var weakest = choice
      weakest[later] = OptionSpot(chain: chain, position: 0)
      if try surcharge(weakest) == 0 { return false }
    }
    return true
  }

  /// The choice with the best that each later tier can be for its least and what is left to spend,
  /// where its options have an order.
  private func affording(
    _ choice: [OptionSpot?], after tier: Int, _ slack: Double
  ) -> [OptionSpot?] {
    var choice = choice
    for later in (tier + 1)..<problem.tiers.count where isOrdered[later] {
      choice[later] = strongest(later, below: least[later] + slack)
    }
    return choice
  }

  /// The option of an ordered tier with the least burden below a cost.
  private func strongest(_ tier: Int, below limit: Double) -> OptionSpot? {
    var found: (burden: Double, spot: OptionSpot)?
    for (index, chain) in problem.tiers[tier].enumerated() {
      var (low, high) = (0, chain.length)
      while low < high {
        let middle = (low + high) / 2
        if chain.cost(middle) < limit { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { continue }
      let burden = chain.burden(low - 1).first ?? 0
      if found.map({ burden < $0.burden }) ?? true {
        found = (burden, OptionSpot(chain: index, position: low - 1))
      }
    }
    return found?.spot
  }

  /// A first combination that carries: each tier in turn as small as it may be with the others at
  /// what they are, from all at the strongest of their first chain.
  private mutating func descend(_ limit: Double) throws(Problem.Failure) {
    var choice: [OptionSpot?] = problem.tiers.indices.map { tier in
      strongest(tier, below: .infinity)
    }
    guard try carries(choice) else { return }
    for share in [8.0, 2, 1.2, 1] {
      for tier in problem.tiers.indices {
        let floor = least[tier] * share
        if share > 1, let modest = strongest(tier, below: floor * (1 + 1e-12)) {
          var attempt = choice
          attempt[tier] = modest
          if try carries(attempt) { choice = attempt }
        } else if let spot = try cheapest(tier, with: choice, below: .infinity) {
          choice[tier] = spot
        }
      }
    }
    let all = choice.compactMap { $0 }
    let total =
      all.enumerated().reduce(0) { $0 + cost($1.offset, $1.element) }
      + (try problem.surcharge(all))
    if total < min(limit, incumbent) { best = Found(choice: all, cost: total) }
  }
}
