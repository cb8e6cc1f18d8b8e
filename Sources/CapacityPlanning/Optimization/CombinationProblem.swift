/// A choice of one option for each of several tiers: the cheapest that carries what is asked.
///
/// The options of a tier come in chains: along a chain the cost never falls and no burden rises, such
/// as more and more machines of one type. Costs of the tiers add up, but for a surcharge that some
/// combinations cause. Whether a combination carries is asked of a model, which is the expensive part;
/// all that the search takes for granted is that it is monotone in the burdens.
package protocol CombinationProblem {
  associatedtype Failure: Error

  /// The chains of each tier; no tier is without options.
  var tiers: [[OptionChain]] { get }

  /// Whether a combination carries what is asked.
  ///
  /// - Parameter choice: An option for each tier; nil for a tier at its best conceivable, at least as
  ///   good as each of its options in every burden. With such a tier, false is a proof that no option
  ///   of it will do.
  func carries(_ choice: [OptionSpot?]) throws(Failure) -> Bool

  /// What a combination costs above the sum of its options, in USD a month; never negative.
  ///
  /// Along a chain of the last tier it is constant or rises, and may end once; no option there causes it where a
  /// weaker one of any chain does not. Along a chain of the other tiers it is constant or rises, and may begin once.
  func surcharge(_ choice: [OptionSpot]) throws(Failure) -> Double

  /// Something additive that every combination which carries keeps within a budget; nil where nothing
  /// of the kind is known.
  var condition: LinearCondition? { get }
}

extension CombinationProblem {
  package var condition: LinearCondition? { nil }

  package func surcharge(_ choice: [OptionSpot]) -> Double { 0 }
}

/// Options of a tier in order: each costs at least as much as the one before, and burdens no more.
package struct OptionChain: Sendable {
  package let length: Int
  /// USD a month of the option at a position.
  package let cost: @Sendable (Int) -> Double
  /// What makes the option at a position worse, number by number.
  ///
  /// Equally many for all options of a tier. An option that is no worse in any of them carries whatever another one carries.
  package let burden: @Sendable (Int) -> [Double]

  /// - Precondition: At least one option.
  package init(
    length: Int, cost: @escaping @Sendable (Int) -> Double,
    burden: @escaping @Sendable (Int) -> [Double]
  ) {
    precondition(length > 0, "a chain has options")
    self.length = length
    self.cost = cost
    self.burden = burden
  }
}

/// An option by its chain and its position there.
package struct OptionSpot: Hashable, Sendable {
  package let chain: Int
  package let position: Int

  package init(chain: Int, position: Int) {
    self.chain = chain
    self.position = position
  }
}
