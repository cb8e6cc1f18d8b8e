/// Something that adds up over the tiers and that every combination which carries keeps within a
/// budget, such as a mean response time.
///
/// It gives bounds on what the rest of a combination costs by Lagrangian relaxation, which are much
/// sharper than those of single tiers.
package struct LinearCondition: Sendable {
  package let budget: Double
  /// What an option of a tier takes of the budget.
  package let weight: @Sendable (_ tier: Int, _ spot: OptionSpot) -> Double

  package init(
    budget: Double, weight: @escaping @Sendable (_ tier: Int, _ spot: OptionSpot) -> Double
  ) {
    self.budget = budget
    self.weight = weight
  }
}

/// Lower bounds on the cost of the tiers from one on, for what is left of the budget.
///
/// For every multiplier `λ >= 0`: `Σ c >= Σ min over the options of (c + λ w) - λ · budget`. The best of a
/// set of multipliers around the one that is best for all tiers.
struct DualBound {
  private let multipliers: [Double]
  /// `Σ min (c + λ w)` of the tiers from an index on, for each multiplier.
  private let sums: [[Double]]

  /// - Complexity: Options times multipliers.
  init(_ tiers: [[OptionChain]], _ condition: LinearCondition) {
    let options: [[(cost: Double, weight: Double)]] = tiers.enumerated().map { tier, chains in
      chains.enumerated().flatMap { index, chain in
        (0..<chain.length).map { position in
          (
            chain.cost(position),
            condition.weight(tier, OptionSpot(chain: index, position: position))
          )
        }
      }
    }
    func least(_ tier: Int, _ multiplier: Double) -> Double {
      options[tier].reduce(Double.infinity) { min($0, $1.cost + multiplier * $1.weight) }
    }
    func dual(_ multiplier: Double) -> Double {
      options.indices.reduce(0) { $0 + least($1, multiplier) } - multiplier * condition.budget
    }
    // The dual is concave: bracket its top by doubling, then thirds of the logarithm.
    var (low, high) = (1e-6, 2e-6)
    while dual(high) > dual(low), high < 1e12 { (low, high) = (high, high * 4) }
    low /= 16
    for _ in 0..<40 {
      let (left, right) = (low * Self.root(high / low), high / Self.root(high / low))
      if dual(left) < dual(right) { low = left } else { high = right }
    }
    let factors = [0, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5]
    let chosen = factors.map { $0 * low }
    multipliers = chosen
    sums = chosen.map { multiplier in
      var suffix = [Double](repeating: 0, count: options.count + 1)
      for tier in options.indices.reversed() {
        suffix[tier] = suffix[tier + 1] + least(tier, multiplier)
      }
      return suffix
    }
  }

  private static func root(_ ratio: Double) -> Double {
    // The cube root, without a library: a third of the way on a logarithmic scale.
    var root = 1.0
    for _ in 0..<40 { root -= (root * root * root - ratio) / (3 * root * root) }
    return root
  }

  /// What the tiers from one on cost at least with what is left of the budget.
  func least(from tier: Int, left: Double) -> Double {
    var best = 0.0
    for (multiplier, sum) in zip(multipliers, sums) {
      best = max(best, sum[tier] - multiplier * left)
    }
    return best
  }
}
