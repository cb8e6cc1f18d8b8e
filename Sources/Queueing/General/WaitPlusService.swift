import Quantities
import RealModule

/// The law of the response: the wait and an independent service time of any law.
///
/// `P(W + S > t) = P(W > t) + P(W = 0) P(S > t) + ∫ P(S > t - w) dP(W ≤ w)` over `0 < w ≤ t`, by
/// the midpoint rule on cells of equal width: error of order (t/cells)², below 1e-4 of the
/// percentile.
struct WaitPlusService {
  let service: Distribution
  /// Tail and density of the wait, at times of at least zero.
  let wait: (Double) -> TailPoint

  private static let cells = 400

  func tail(beyond t: Double) -> Double {
    guard t > 0 else { return 1 }
    var left = wait(0).tail
    let free = 1 - left
    var sum = free * service.tail(beyond: Seconds(t))
    let width = t / Double(Self.cells)
    for cell in 1...Self.cells {
      let right = wait(Double(cell) * width).tail
      let middle = t - (Double(cell) - 0.5) * width
      sum += (left - right) * service.tail(beyond: Seconds(middle))
      left = right
    }
    return min(1, sum + left)
  }

  /// The percentile, to a relative 1e-9 of the rule above; about 12 tails.
  func percentile(_ p: Double) -> Double {
    let level = 1 - p
    var low = 0.0
    var high = service.mean.value
    var highTail = tail(beyond: high)
    while highTail > level {
      low = high
      high *= 2
      highTail = tail(beyond: high)
    }
    // The logarithm of the tail is close to straight: regula falsi with Illinois' correction.
    var left = Double.log(max(low > 0 ? tail(beyond: low) : 1, 1e-300) / level)
    var right = Double.log(max(highTail, 1e-300) / level)
    var side = 0
    for _ in 0..<80 {
      guard high - low > 1e-9 * high, left - right > 0 else { break }
      let share = min(0.98, max(0.02, left / (left - right)))
      let middle = low + share * (high - low)
      let value = Double.log(max(tail(beyond: middle), 1e-300) / level)
      if value > 0 {
        low = middle
        left = value
        if side == -1 { right /= 2 }
        side = -1
      } else {
        high = middle
        right = value
        if side == 1 { left /= 2 }
        side = 1
      }
    }
    return (low + high) / 2
  }
}
