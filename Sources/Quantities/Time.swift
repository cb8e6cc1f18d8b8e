/// A duration.
package struct Seconds: Quantity {
  package static let unit = "s"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

extension Seconds {
  /// A duration given in milliseconds.
  package static func milliseconds(_ value: Double) -> Seconds { Seconds(value / 1000) }

  /// The duration in milliseconds, for printing.
  package var milliseconds: Double { value * 1000 }
}
