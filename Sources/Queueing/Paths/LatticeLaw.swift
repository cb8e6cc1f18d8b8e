import Quantities
import RealModule

/// The law of a time on a lattice, from tilted masses: tails half a step beyond each point.
struct LatticeLaw: Sendable {
  let step: Double
  /// P(T > (i + ½) step).
  let tails: [Double]

  /// - Parameter tilt: Masses were multiplied by `e^(-tilt · i/count)`.
  init(step: Double, masses: [Complex], tilt: Double) {
    self.step = step
    var tail = 1.0
    let count = Double(masses.count)
    tails = masses.indices.map { index in
      tail = max(0, tail - max(0, masses[index].real) * .exp(tilt * Double(index) / count))
      return tail
    }
  }

  /// P(T > t), straight between the points.
  func tail(beyond t: Double) -> Double {
    let place = t / step - 0.5
    guard place > 0 else { return tails[0] }
    let left = min(Int(place), tails.count - 2)
    let share = min(1, place - Double(left))
    return tails[left] + share * (tails[left + 1] - tails[left])
  }

  /// The percentile of a law that can be had up to any horizon, on a lattice that fits it.
  ///
  /// - Parameters:
  ///   - scale: A time of the order of the mean, in seconds.
  ///   - law: The law up to a horizon in seconds.
  static func percentile(
    _ p: Double, scale: Double, law: (_ horizon: Double) -> LatticeLaw
  ) -> Seconds {
    var horizon = 4 * scale * max(2, -Double.log(1 - p))
    for _ in 0..<40 {
      if let time = law(horizon).percentile(p) {
        // Once more on a lattice that fits, where the first was too coarse.
        guard time < horizon / 40 else { return Seconds(time) }
        horizon = 6 * max(time, horizon / 1000)
      } else {
        horizon *= 3
      }
    }
    return Seconds(horizon)
  }

  /// The percentile; nil when it lies beyond the first half of the lattice, where rounding is seen.
  func percentile(_ p: Double) -> Double? {
    let level = 1 - p
    var low = -1
    var high = tails.count / 2
    guard tails[high] <= level else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if tails[middle] <= level { high = middle } else { low = middle }
    }
    guard low >= 0 else { return 0.5 * step }
    let drop = tails[low] - tails[high]
    let share = drop > 0 ? (tails[low] - level) / drop : 1
    return (Double(low) + 0.5 + share) * step
  }
}
