import Quantities
import Queueing

/// The note that a measured answer carries: how it was obtained, over which range, how well it fits.
enum CalibrationNote {
  static func text(_ result: CalibrationResult) -> String {
    let kinds = Set(result.sources.map(\.kind.title)).sorted().joined(separator: ", ")
    let rates = result.observations.map(\.throughput.value)
    var parts: [String] = []
    if let demand = result.demand {
      parts.append("\(demand.law.rawValue) on \(number(demand.servers)) vCPUs")
      parts.append(levels(result.observations.count))
      parts.append("\(number(rates.min() ?? 0)) to \(number(rates.max() ?? 0)) req/s")
      // A tenth of a percent is the finest that levels of load can show.
      let error = max(0.1, demand.relativeError * 100)
      parts.append("fit within \(DecimalText.fixed(error, error < 10 ? 1 : 0)) %")
    }
    return parts.joined(separator: ", ") + "; from \(kinds)"
  }

  /// The note of a coefficient of the scalability law over processors.
  static func text(
    _ scaling: CalibrationResult.Scalability, _ result: CalibrationResult
  ) -> String {
    let kinds = Set(result.sources.map(\.kind.title)).sorted().joined(separator: ", ")
    let levels = scaling.fit.measurements.map(\.concurrency)
    return "scalability law over \(Self.levels(levels.count)) of \(number(levels.min() ?? 0)) to "
      + "\(number(levels.max() ?? 0)) at work, no more than there are vCPUs; from \(kinds)"
  }

  private static func levels(_ count: Int) -> String { count == 1 ? "1 level" : "\(count) levels" }

  private static func number(_ value: Double) -> String {
    DecimalText.significant(value, 3, grouped: false)
  }
}
