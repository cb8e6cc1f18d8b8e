import Quantities

/// What the capacity model says of a case, by its best method.
package struct CellPrediction: Sendable, Hashable {
  package let id: String
  /// `exact`, `approximate` or `bound`; `none` where no method answers.
  package let tag: String
  /// The method with its error class, in words.
  package let method: String
  package let values: [CellTruth.Quantity: Double]

  package init(
    id: String, tag: String, method: String, values: [CellTruth.Quantity: Double]
  ) {
    self.id = id
    self.tag = tag
    self.method = method
    self.values = values
  }

  init(_ cell: AccuracyCell, _ method: Method, _ values: [CellTruth.Quantity: Double]) {
    self.init(
      id: cell.id, tag: method.word,
      method: method.label.replacing("\t", with: " ").replacing("\n", with: " "), values: values)
  }
}

extension CellPrediction {
  /// The columns of the table of predictions.
  package static let header = "case\ttag\tmethod\tquantity\tvalue\t..."

  /// One row of the table: the case and its method, then two columns for each quantity.
  ///
  /// Nine digits are kept: they do not change with the order in which a machine adds.
  package var row: String {
    ([id, tag, method]
      + CellTruth.Quantity.allCases.flatMap { quantity in
        values[quantity].map { [quantity.rawValue, Self.text($0)] } ?? []
      }).joined(separator: "\t")
  }

  private static func text(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var scale = 1.0
    while value.magnitude * scale < 1e8 { scale *= 10 }
    return DecimalText.exact((value * scale).rounded() / scale)
  }

  /// Reads a row; nil for a comment, the header or what is no row.
  package init?(row: Substring) {
    let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count >= 3, columns.count % 2 == 1 else { return nil }
    var values: [CellTruth.Quantity: Double] = [:]
    for index in stride(from: 3, to: columns.count, by: 2) {
      guard let quantity = CellTruth.Quantity(rawValue: String(columns[index])),
        let value = Double(columns[index + 1])
      else { return nil }
      values[quantity] = value
    }
    self.init(
      id: String(columns[0]), tag: String(columns[1]), method: String(columns[2]), values: values)
  }
}
