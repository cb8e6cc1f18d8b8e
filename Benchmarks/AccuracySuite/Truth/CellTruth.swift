package import Simulation

/// What long simulation says of a case.
package struct CellTruth: Sendable, Hashable {
  package let id: String
  /// Requests that were counted, over all replications.
  package let requests: Int
  package let values: [Value]

  /// A quantity with its 99 % interval.
  package struct Value: Sendable, Hashable {
    package let quantity: Quantity
    package let interval: StudentInterval
  }

  /// What is compared.
  package enum Quantity: String, CaseIterable, Sendable, Hashable {
    case mean, p50, p90, p99, throughput
    case hitRatio = "hit ratio"
    case coldShare = "cold share"
    case attempts
    /// The mean number of requests present at the first, second and third time of a transient.
    case presentFirst = "present first"
    case presentSecond = "present second"
    case presentThird = "present third"
  }

  /// The value of a quantity; nil where the case has none.
  package subscript(quantity: Quantity) -> StudentInterval? {
    values.first { $0.quantity == quantity }?.interval
  }
}

extension CellTruth {
  /// The columns of the table of truths.
  package static let header = "case\trequests\tquantity\tvalue\thalf-width\t..."

  /// One row of the table: the case, then three columns for each quantity.
  package var row: String {
    ([id, "\(requests)"]
      + values.flatMap { value in
        [value.quantity.rawValue, "\(value.interval.value)", "\(value.interval.halfWidth)"]
      }).joined(separator: "\t")
  }

  /// Reads a row; nil for a comment, the header or what is no row.
  package init?(row: Substring) {
    let columns = row.split(separator: "\t")
    guard columns.count >= 5, columns.count % 3 == 2, let requests = Int(columns[1]) else {
      return nil
    }
    var values: [Value] = []
    for index in stride(from: 2, to: columns.count, by: 3) {
      guard let quantity = Quantity(rawValue: String(columns[index])),
        let value = Double(columns[index + 1]), let halfWidth = Double(columns[index + 2])
      else { return nil }
      values.append(
        Value(quantity: quantity, interval: StudentInterval(value: value, halfWidth: halfWidth)))
    }
    self.init(id: String(columns[0]), requests: requests, values: values)
  }
}
