package import CatalogModel
import Quantities

/// What a series of CloudWatch says about a tier.
package enum MetricRole: Hashable, Sendable {
  /// Requests in each period (`Sum`).
  case requests
  case meanLatency
  case percentile(Double)
  /// The busy share of the processors.
  case utilization
  /// Connections or executions at a time.
  case concurrency
  /// Initializations of function environments in each period.
  case coldStarts
  case ignored

  /// The role of a name such as `latency-p99`; nil for one that is none.
  package init?(_ name: String) {
    switch name {
    case "requests": self = .requests
    case "latency": self = .meanLatency
    case "utilization": self = .utilization
    case "concurrency": self = .concurrency
    case "cold-starts": self = .coldStarts
    case "ignore": self = .ignored
    default:
      guard let digits = name.after("latency-p"), let p = digits.finiteNumber, p > 0, p < 100
      else { return nil }
      self = .percentile(p / 100)
    }
  }

  /// The names that can be given.
  package static let names = [
    "requests", "latency", "latency-p95 (or another percentile)", "utilization", "concurrency",
    "cold-starts", "ignore",
  ]
}

/// One metric of CloudWatch over time.
package struct MetricSeries: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    /// Seconds since 1970.
    package let time: Double
    /// In the unit of the role: a count, seconds, or a share of 1.
    package let value: Double
  }

  package let label: String
  package let role: MetricRole
  package let place: Place
  /// In ascending order of time.
  package let points: [Point]
}

/// What the metrics of AWS mean: their names, statistics and units.
enum MetricCatalog {
  /// A metric by its name in a label, with the factor from its unit to that of its role.
  private static let known: [(name: String, role: MetricRole, scale: Double)] = [
    ("RequestCountPerTarget", .ignored, 1), ("RequestCount", .requests, 1),
    ("TargetResponseTime", .meanLatency, 1), ("IntegrationLatency", .meanLatency, 1e-3),
    ("CPUUtilization", .utilization, 0.01), ("DatabaseConnections", .concurrency, 1),
    ("ConcurrentExecutions", .concurrency, 1), ("Invocations", .requests, 1),
    ("init_duration", .coldStarts, 1), ("Duration", .meanLatency, 1e-3),
  ]

  /// The role that a label or an id names, and the factor to its unit.
  ///
  /// A percentile such as `p99` in one of the texts makes a latency that percentile.
  static func role(label: String, id: String) -> (role: MetricRole, scale: Double)? {
    let text = label + " " + id
    guard let found = known.first(where: { text.contains($0.name) }) else { return nil }
    guard found.role == .meanLatency, let p = percentile(in: text) else {
      return (found.role, found.scale)
    }
    return (.percentile(p), found.scale)
  }

  /// Whether a text names a metric that is known.
  static func isNamed(in text: String) -> Bool { known.contains { text.contains($0.name) } }

  /// A percentile such as `p99` or `p99.9` among the words of a text.
  static func percentile(in text: String) -> Double? {
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." }) {
      if let digits = String(word).lowercased().after("p"), let p = digits.finiteNumber, p > 0,
        p < 100
      {
        return p / 100
      }
    }
    return nil
  }

  static let remedy =
    "say what it is with --series LABEL=ROLE; the roles are "
    + MetricRole.names.joined(separator: ", ")
}

extension [MetricSeries] {
  /// One observation per period in which requests were counted.
  ///
  /// Several series of requests are added, several of utilization averaged (machines of one tier);
  /// of latencies there can be one each. Series of shorter periods are put together first
  /// (`onOnePeriod`). Real traffic is an open load.
  package func observations() -> (observations: [Observation], diagnostics: [Diagnostic]) {
    let used = filter { $0.role != .ignored }
    guard let first = used.first else { return ([], []) }
    func failure(_ message: String, _ remedy: String) -> ([Observation], [Diagnostic]) {
      ([], [Diagnostic(.error, at: first.place, message, remedy: remedy)])
    }
    guard used.contains(where: { $0.role == .requests }) else {
      return failure(
        "no series counts requests",
        "export RequestCount (Sum) of the load balancer, or Invocations (Sum) of the function, too")
    }
    for (role, series) in Dictionary(grouping: used, by: \.role)
    where series.count > 1 && ![.requests, .utilization].contains(role) {
      return failure(
        "\(series.count) series are the same: "
          + series.map { "`\($0.label)`" }.sorted().joined(separator: ", "),
        "leave all but one out with --series LABEL=ignore")
    }
    let aligned: [MetricSeries]
    let period: Double
    do {
      (aligned, period) = try used.onOnePeriod()
    } catch {
      return ([], [error.diagnostic])
    }
    var byTime: [Double: [MetricRole: [Double]]] = [:]
    for series in aligned {
      for point in series.points {
        byTime[point.time, default: [:]][series.role, default: []].append(point.value)
      }
    }
    let others = Set(used.map(\.role)).subtracting([.requests, .coldStarts])
    var found: [Observation] = []
    for (_, values) in byTime.sorted(by: { $0.key < $1.key }) {
      let counts = values[.requests] ?? []
      let count = counts.reduce(0, +)
      guard count > 0, others.allSatisfy({ values[$0] != nil }) else { continue }
      found.append(observation(values, count: count, period: period, place: first.place))
    }
    if found.count < 2 {
      return failure(
        "the series have \(found.count) times in common",
        "export all metrics with the same start, end and period")
    }
    return (found, [])
  }

  private func observation(
    _ values: [MetricRole: [Double]], count: Double, period: Double, place: Place
  ) -> Observation {
    var result = Observation(place: place, throughput: RequestsPerSecond(count / period))
    result.control = .open
    result.duration = Seconds(period)
    func mean(_ role: MetricRole) -> Double? {
      values[role].map { $0.reduce(0, +) / Double(Swift.max(1, $0.count)) }
    }
    result.meanLatency = mean(.meanLatency).map { Seconds($0) }
    result.utilization = mean(.utilization)
    result.clients = mean(.concurrency)
    result.coldShare = values[.coldStarts].map { Swift.min(1, $0.reduce(0, +) / count) }
    for (role, numbers) in values {
      if case .percentile(let p) = role, let value = numbers.first {
        result.percentiles.append(LatencyPercentile(p: p, time: Seconds(value)))
      }
    }
    result.percentiles.sort { $0.p < $1.p }
    return result
  }
}
