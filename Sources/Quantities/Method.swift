/// How a computed number was obtained: what a reader may conclude from it.
package enum Method: Hashable, Sendable {
  /// The model's assumptions hold and the formula is exact for them, to rounding.
  case exact
  /// A method with a known error; the text names the method and its error class, `within` is the class as
  /// a number where it is one: the greatest relative error of what is tagged so.
  case approximate(String, within: Double? = nil)
  /// The true value is not above (or not below) this one; the text says which.
  case bound(String)
  /// An estimate of a simulation or of samples; the text gives its interval.
  case simulated(String)
  /// An arithmetic consequence of catalog facts and answers, such as a cost.
  case derived

  /// One word and, where there is one, the error class.
  package var label: String {
    switch self {
    case .exact, .derived: word
    case .approximate(let detail, _): "\(word) (\(detail))"
    case .bound(let detail), .simulated(let detail):
      "\(word) (\(detail))"
    }
  }

  /// The relative error that the number may have: none where it is exact, nil where that is not known.
  package var errorClass: Double? {
    switch self {
    case .exact, .derived: 0
    case .approximate(_, let within): within
    case .bound, .simulated: nil
    }
  }

  /// An error class in words, from the number that comparisons use: `within 3 %`.
  package static func within(_ share: Double) -> String {
    "within \(DecimalText.significant(share * 100)) %"
  }

  /// One word: `exact`, `approximate`, `bound`, `simulated` or `derived`.
  package var word: String {
    switch self {
    case .exact: "exact"
    case .approximate: "approximate"
    case .bound: "bound"
    case .simulated: "simulated"
    case .derived: "derived"
    }
  }

  /// One sign for the heading of a column; `legend` explains all of them.
  package var sign: String {
    switch self {
    case .exact: "="
    case .approximate: "≈"
    case .bound: "≤"
    case .simulated: "±"
    case .derived: "∑"
    }
  }

  /// What the signs mean, for a document that uses them.
  package static let legend =
    "= exact for the model's assumptions, ≈ approximate, ≤ bound, ± simulated or sampled, "
    + "∑ derived: arithmetic on answers, prices and facts"
}
