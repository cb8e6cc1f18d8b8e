package import Quantities
import RealModule

/// The law of a number of which the least, the likely and the greatest value are known.
///
/// The likely value is the median: half of the probability lies below it and half above, each
/// falling in a straight line to nothing at its end, as in a triangular law (Johnson, "The triangular
/// distribution as a proxy for the beta distribution in risk analysis", 1997). The lower half is
/// linear in the value, which may reach zero; the upper one in its logarithm, since what is many
/// times as large is thought of as a factor. A triangular law over the whole range would move its
/// lower percentiles when only the upper end changes; here a wider range never narrows a band.
package enum RangeLaw {
  /// The value below which a share of the probability lies.
  ///
  /// With `u` the share, below the median `likely - (likely - low)(1 - √(2u))`, above it
  /// `likely · (high / likely)^(1 - √(2(1 - u)))`, or the same form as below where the likely value
  /// is zero. Non-decreasing in the share and in each of the three values.
  ///
  /// - Parameter share: From 0 to 1.
  package static func value(of estimate: Estimate, at share: Double) -> Double {
    precondition(share >= 0 && share <= 1, "a share lies between 0 and 1")
    if share <= 0.5 {
      let towardLow = 1 - (2 * share).squareRoot()
      return estimate.likely - (estimate.likely - estimate.low) * towardLow
    }
    let towardHigh = 1 - (2 * (1 - share)).squareRoot()
    guard estimate.likely > 0, estimate.high > estimate.likely else {
      return estimate.likely + (estimate.high - estimate.likely) * towardHigh
    }
    return estimate.likely * Double.pow(estimate.high / estimate.likely, towardHigh)
  }
}
