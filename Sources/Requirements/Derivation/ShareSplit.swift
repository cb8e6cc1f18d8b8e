import CatalogModel
import OrderedCollections
import Quantities

/// The shares of a table's rows: they add up to 1, and rows without one split what is left evenly.
struct ShareSplit {
  /// How far the sum may be from 1, so that three thirds can be written with two decimals.
  static let tolerance = 0.005

  private let table: String
  private let shares: [Double?]
  private let given: Double
  private let remainder: Double

  init(_ table: String, _ rows: [AnswerRow]) {
    self.table = table
    let column = Self.column(of: table)
    shares = rows.map { row in
      guard let column, case .number(let estimate) = row[column]?.value else { return nil }
      return estimate.likely
    }
    given = shares.reduce(0) { $0 + ($1 ?? 0) }
    remainder = max(0, 1 - given)
  }

  /// The column that holds the shares of a table, where it has one.
  static func column(of table: String) -> String? {
    switch table {
    case "requests", "places": "share"
    case "data": "accessShare"
    default: nil
    }
  }

  /// The share of a row, scaled so that all add up to 1; nil for a table without shares.
  func share(_ index: Int) -> Double? {
    guard Self.column(of: table) != nil else { return nil }
    let missing = shares.count { $0 == nil }
    let own = shares[index] ?? remainder / Double(missing)
    let sum = missing > 0 ? max(1, given) : given
    return sum > 0 ? own / sum : own
  }

  /// A share that was answered, with its range, scaled to what it is of all of them.
  static func scaled(_ answer: AnswerValue?, to share: Double) -> Estimate {
    guard case .number(let given)? = answer, given.likely > 0, !given.isKnown else {
      return Estimate(share)
    }
    let factor = share / given.likely
    return Estimate(low: given.low * factor, likely: share, high: given.high * factor)
  }

  /// What is wrong with the shares.
  func diagnostics(_ place: Place) -> [Diagnostic] {
    guard let column = Self.column(of: table), !shares.isEmpty else { return [] }
    let isComplete = !shares.contains(nil)
    let percent = DecimalText.significant(given * 100, 4) + "%"
    if given > 1 + Self.tolerance || (isComplete && given < 1 - Self.tolerance) {
      return [
        Diagnostic(
          .error, at: place,
          "\(table): the values of `\(column)` add up to \(percent), not to 100%",
          remedy: "change them, or leave one out: it takes what the others leave")
      ]
    }
    if !isComplete && given >= 1 {
      return [
        Diagnostic(
          .error, at: place,
          "\(table): the values of `\(column)` add up to \(percent) and leave nothing for the rows"
            + " without one",
          remedy: "lower them, or give the other rows a `\(column)` of 0")
      ]
    }
    return []
  }

  /// The share of a row that was not given.
  static func taken(_ share: Double, _ column: Question) -> TakenFallback {
    TakenFallback(
      value: .number(Estimate(share)),
      reason: share == 1 ? column.reason : "what the other rows leave, split evenly",
      text: DecimalText.significant(share * 100) + "%")
  }
}
