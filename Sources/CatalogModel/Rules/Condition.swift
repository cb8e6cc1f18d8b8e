/// A comparison of a named signal with a constant or a catalog fact.
///
/// This is the closed set that rules as data may use: arithmetic is code, and reaches rules as a
/// signal.
package struct Condition: Hashable, Sendable {
  package let signal: String
  package let comparison: Comparison

  package init(signal: String, comparison: Comparison) {
    self.signal = signal
    self.comparison = comparison
  }
}

/// How a signal is compared.
///
/// A comparison with a signal of another type does not hold.
package enum Comparison: Hashable, Sendable {
  case atLeast(Operand)
  case atMost(Operand)
  case above(Operand)
  case below(Operand)
  /// The text signal is one of these.
  case oneOf([String])
  /// The text signal is none of these.
  case noneOf([String])
  /// The set signal has this member.
  case includes(String)
  /// The set signal lacks this member.
  case excludes(String)
  /// The flag signal has this value.
  case equals(Bool)

  /// Whether it compares with a fact of the catalog.
  var readsFact: Bool {
    switch self {
    case .atLeast(.fact), .atMost(.fact), .above(.fact), .below(.fact): true
    case .atLeast, .atMost, .above, .below, .oneOf, .noneOf, .includes, .excludes, .equals: false
    }
  }
}

/// The right-hand side of a numeric comparison.
package enum Operand: Hashable, Sendable {
  case number(Double)
  /// A fact by id, so that the rule follows the catalog.
  case fact(String)
}
