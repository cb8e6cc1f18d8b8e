/// What the capacity model says of its own errors, as a share of the true number.
///
/// The words are those of `CapacityModel.percentileMethod`, the figures those of the methods: times at
/// stations as independent (`PathIndependence`), few branches for the law of sharing (`SharingLaw`),
/// waits for workers (`LayeredTier`), and one more for queries of several demands at one queue, which
/// the product form takes as one.
enum ModelError {
  /// Throughput and utilization follow from rates and demands.
  static let flow = 0.01
  /// Product form, exact but for queries of two demands at one queue and waits for workers.
  static let mean = 0.05
  static let percentile = 0.1
  /// Overflow taken as Poisson, and queueing left out of the time that an environment is busy.
  static let coldStarts = 0.25
  /// The fluid of a crowd, whose peak is within a tenth of the exact transient.
  static let transient = 0.1
}
