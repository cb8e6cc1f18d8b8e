/// The columns that a plain table of measurements may have.
enum TableField: Hashable {
  case clients, offeredRate, throughput, meanLatency, thinkTime, utilization, busyServers
  case generatorUtilization, failedShare, duration, coldShare, ignored
  case percentile(Double)
  case classThroughput(String)

  /// Whether its numbers are times, which need a unit.
  var isTime: Bool {
    switch self {
    case .meanLatency, .thinkTime, .duration, .percentile: true
    default: false
    }
  }

  /// Whether its numbers are shares, which may be percentages.
  var isShare: Bool {
    switch self {
    case .utilization, .generatorUtilization, .failedShare, .coldShare: true
    default: false
    }
  }
}

/// A column: what it holds and the factor to the unit of the model.
struct TableColumn: Hashable {
  let field: TableField
  /// To seconds, or to a share of one; nil where a share's unit is told by its numbers.
  let scale: Double?

  private static let names: [(field: TableField, names: [String])] = [
    (.clients, ["clients", "concurrency", "users", "vus", "connections", "threads", "n"]),
    (.offeredRate, ["rate", "offered", "offered rate", "arrival rate", "target rate", "lambda"]),
    (
      .throughput,
      ["throughput", "tps", "rps", "qps", "x", "requests per second", "req/s", "achieved rate"]
    ),
    (
      .meanLatency,
      [
        "latency", "mean", "avg", "average", "latency mean", "latency avg", "latency average",
        "mean latency", "avg latency", "response", "response time", "mean response", "r",
      ]
    ),
    (.thinkTime, ["think", "think time", "z"]),
    (
      .utilization,
      ["utilization", "utilisation", "util", "cpu", "cpu utilization", "cpu utilisation", "u"]
    ),
    (.busyServers, ["busy", "busy servers", "busy cores", "cpu cores", "cores used"]),
    (.generatorUtilization, ["generator", "generator utilization", "generator cpu"]),
    (.failedShare, ["errors", "error rate", "failed", "failures", "error share"]),
    (.duration, ["duration"]), (.coldShare, ["cold", "cold starts", "cold share"]),
    (.ignored, ["time", "timestamp", "date", "note", "notes", "comment", "run", "label"]),
  ]

  /// The names that can be given, for a remedy.
  static let known = names.flatMap(\.names)

  /// The column of a heading such as `latency_ms`, `p99 (ms)`, `CPU [%]` or `tps:browse`; nil for
  /// one that is not known.
  init?(_ heading: String) {
    var text = heading.lowercased()
    for (mark, plain) in [("_", " "), ("(", " "), (")", " "), ("[", " "), ("]", " ")] {
      text = String(text.map { String($0) == mark ? Character(plain) : $0 })
    }
    var words = text.split(separator: " ").map(String.init)
    if let last = words.last, last.count > 1, last.hasSuffix("%") {
      words[words.count - 1] = String(last.dropLast())
      words.append("%")
    }
    let units: [String: Double] = [
      "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "sec": 1, "seconds": 1, "milliseconds": 1e-3,
      "%": 0.01, "percent": 0.01, "pct": 0.01, "fraction": 1, "share": 1, "/s": 1, "cores": 1,
    ]
    var scale: Double?
    if words.count > 1, let last = words.last, let unit = units[last],
      Self.field(words.joined(separator: " ")) == nil
    {
      scale = unit
      words.removeLast()
      if words.last == "in" { words.removeLast() }
    } else if words.count > 1, words.last == "req/s" || words.last == "1/s" {
      words.removeLast()
    }
    guard let field = Self.field(words.joined(separator: " ")) else { return nil }
    self.field = field
    self.scale = scale
  }

  private static func field(_ name: String) -> TableField? {
    if let colon = name.firstIndex(of: ":"), names[2].names.contains(String(name[..<colon])) {
      let label = name[name.index(after: colon)...].stripped
      return label.isEmpty ? nil : .classThroughput(label)
    }
    if let found = names.first(where: { $0.names.contains(name) }) { return found.field }
    if name == "median" || name == "med" || name == "latency median" { return .percentile(0.5) }
    let words = name.split(separator: " ").filter { $0 != "latency" && $0 != "response" }
    guard words.count == 1, let digits = words[0].after("p"), let number = digits.finiteNumber,
      number > 0
    else { return nil }
    // p999 is 99.9 %, p9999 is 99.99 %.
    var p = number
    while p >= 100 { p /= 10 }
    return .percentile(p / 100)
  }
}
