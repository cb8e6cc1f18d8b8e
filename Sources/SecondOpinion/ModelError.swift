/// What the capacity model says of its own errors, as a share of the true number.
///
/// The words are those of `CapacityModel.percentileMethod`; the accuracy suite measures them.
enum ModelError {
  /// Throughput and utilization follow from rates and demands.
  static let flow = 0.01
  /// Product form; a balancer that takes turns does better than the even but random split.
  static let mean = 0.1
  /// The M/M/c law in place of processor sharing, whose median is shorter: at one server and 70 %
  /// by 27 %, so that the model's is 37 % longer.
  static let median = 0.4
  /// The same, whose 99th percentile is longer.
  static let tail = 1.0 / 3
  /// Overflow taken as Poisson, and queueing left out of the time that an environment is busy.
  static let coldStarts = 0.25

  static func percentile(_ p: Double) -> Double { p <= 0.5 ? median : tail }
}
