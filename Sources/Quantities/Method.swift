/// How a computed number was obtained: what a reader may conclude from it.
package enum Method: Hashable, Sendable {
  /// The model's assumptions hold and the formula is exact for them, to rounding.
  case exact
  /// A method with a known error; the text names the method and its error class.
  case approximate(String)
  /// The true value is not above (or not below) this one; the text says which.
  case bound(String)
  /// An arithmetic consequence of catalog facts and answers, such as a cost.
  case derived

  /// One word and, where there is one, the error class.
  package var label: String {
    switch self {
    case .exact: "exact"
    case .approximate(let errorClass): "approximate (\(errorClass))"
    case .bound(let side): "bound (\(side))"
    case .derived: "derived"
    }
  }
}
