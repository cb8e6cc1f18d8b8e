/// A price rate.
package struct USDPerHour: Quantity {
  package static let unit = "USD/h"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// A cost rate over a month of 730 hours.
package struct USDPerMonth: Quantity {
  package static let unit = "USD/month"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

extension USDPerHour {
  /// The hours that a billing month has at AWS: 730 (365 days of 24 hours over 12 months).
  package static let hoursPerMonth = 730.0

  /// The cost of paying this rate for a whole month.
  package var monthly: USDPerMonth { USDPerMonth(value * Self.hoursPerMonth) }
}
