/// An amount of memory or storage in binary gigabytes (2^30 bytes).
package struct GiB: Quantity {
  package static let unit = "GiB"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// A payload in decimal kilobytes (10^3 bytes).
package struct Kilobytes: Quantity {
  package static let unit = "kB"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}
