import Quantities
import Uncertainty

/// Bands and shares of samples as all documents print them.
enum BandText {
  /// `42.2 (39.8 to 49.8)`: the median, and the middle nine tenths around it.
  ///
  /// - Parameter infinite: What stands for a value without bound.
  static func band(
    _ band: Band, infinite: String = "saturated", _ number: (Double) -> String
  ) -> String {
    func text(_ value: Double) -> String { value.isFinite ? number(value) : infinite }
    let (low, middle, high) = (text(band.p5), text(band.p50), text(band.p95))
    return low == high ? middle : "\(middle) (\(low) to \(high))"
  }

  static func milliseconds(_ band: Band) -> String {
    self.band(band) { NumberText.count($0) }
  }

  static func share(_ band: Band) -> String {
    self.band(band) { NumberText.share($0) }
  }

  static func dollars(_ band: Band) -> String {
    self.band(band) { NumberText.count($0) }
  }

  static func users(_ band: Band) -> String {
    self.band(band, infinite: "any") { $0 < 1 ? "none" : NumberText.count($0) }
  }

  /// A share of the samples as a whole percentage; what is neither never nor always is not rounded to
  /// either.
  static func probability(_ share: Double) -> String {
    if share <= 0 || share >= 1 { return share <= 0 ? "0 %" : "100 %" }
    return DecimalText.fixed(min(99, max(1, share * 100))) + " %"
  }
}
