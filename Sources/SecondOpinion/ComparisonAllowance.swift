/// What two runs of the same rates and demands may differ by without meaning anything.
///
/// Throughput and utilization follow from rates and demands, exactly; with dozens of 99 % intervals
/// to a stage one of them misses by chance now and then, and by less than this. The errors of all
/// other numbers come with the model's own tags: `LatencyErrors`, `WarmPool.error`, `CrowdModel.error`.
enum ComparisonAllowance {
  static let flow = 0.01
}
