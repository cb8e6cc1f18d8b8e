import Quantities

/// The note that a measured answer carries: how it was obtained, over which range, how well it fits.
enum CalibrationNote {
  static func text(_ result: CalibrationResult) -> String {
    let kinds = Set(result.sources.map(\.kind.title)).sorted().joined(separator: ", ")
    let rates = result.observations.map(\.throughput.value)
    var parts: [String] = []
    if let demand = result.demand, result.tier == .compute {
      parts.append("\(demand.law.rawValue) on \(number(demand.servers)) vCPUs")
      parts.append(levels(result.observations.count))
      parts.append("\(number(rates.min() ?? 0)) to \(number(rates.max() ?? 0)) req/s")
      parts.append("fit within \(number(demand.relativeError * 100)) %")
    }
    return parts.joined(separator: ", ") + "; from \(kinds)"
  }

  private static func levels(_ count: Int) -> String { count == 1 ? "1 level" : "\(count) levels" }

  private static func number(_ value: Double) -> String {
    DecimalText.significant(value, 3, grouped: false)
  }
}
