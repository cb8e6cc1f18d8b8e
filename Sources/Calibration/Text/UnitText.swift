import Quantities

/// Numbers with the units that load generators print.
enum UnitText {
  /// A time such as `635.91us`, `1.44ms`, `2.10s`, `1.50m` or `1.00h`, as wrk prints it.
  static func time(_ text: String) -> Seconds? {
    let scales: [(String, Double)] = [
      ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("ns", 1e-9), ("s", 1), ("m", 60), ("h", 3600),
    ]
    for (unit, scale) in scales where text.hasSuffix(unit) {
      guard let number = text.dropLast(unit.count).finiteNumber, number >= 0 else { continue }
      return Seconds(number * scale)
    }
    return nil
  }

  /// A count such as `56.20k` or `1.05M`.
  static func metric(_ text: String) -> Double? {
    let scales: [(String, Double)] = [("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)]
    for (unit, scale) in scales where text.hasSuffix(unit) {
      return text.dropLast(unit.count).finiteNumber.map { $0 * scale }
    }
    return text.finiteNumber
  }

  /// A share such as `99.000%`, as a number of one.
  static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let number = text.dropLast().finiteNumber else { return nil }
    return number / 100
  }
}
