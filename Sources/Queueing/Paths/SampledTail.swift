import RealModule

/// A tail that costs much, evaluated at few times and interpolated between, straight in its
/// logarithm: at 240 times, even in their logarithm over five decades.
struct SampledTail {
  private let first: Double
  private let width: Double
  private let logs: [Double]
  private let times: [Double]

  private static let samples = 240

  /// The tail up to a time.
  init(upTo end: Double, of tail: (Double) -> Double) {
    let last = Double.log(end)
    let first = last - .log(2e5)
    let width = (last - first) / Double(Self.samples)
    self.first = first
    self.width = width
    times = (0...Self.samples).map { .exp(first + width * Double($0)) }
    logs = times.map { Double.log(max(tail($0), 1e-300)) }
  }

  func tail(_ t: Double) -> Double {
    let place = max(0, (Double.log(t) - first) / width)
    let left = min(Int(place), Self.samples - 1)
    // Straight in time between the two samples.
    let share = min(1, max(0, (t - times[left]) / (times[left + 1] - times[left])))
    return .exp(logs[left] + share * (logs[left + 1] - logs[left]))
  }
}
