/// What an option reads instead of the prices and facts of the option that it is modelled like.
package struct Substitution: Hashable, Sendable {
  /// Price keys of the model to price keys of the option.
  package let prices: [String: String]
  /// Facts of the model to facts of the option.
  package let facts: [String: String]
  /// The fact that holds how many times the price of an instance or a node of the model one of the
  /// option costs; nil where they cost the same or there are none.
  package let instancePriceRatio: String?

  package init(prices: [String: String], facts: [String: String], instancePriceRatio: String?) {
    self.prices = prices
    self.facts = facts
    self.instancePriceRatio = instancePriceRatio
  }
}
