import CatalogModel

/// Reads what `aws cloudwatch get-metric-data` and `get-metric-statistics` print.
///
/// The first has `MetricDataResults` with `Label`, `Timestamps` and `Values` beside each other and
/// names no statistic: a percentile is recognized by `p99` or the like in its label or id, else
/// requests are sums and the rest averages. The second has `Label` and `Datapoints`, each with its
/// statistics by name (`Average`, `Sum`, `ExtendedStatistics.p99`) and unit, in no order.
struct CloudWatchJSONReader {
  private let index: LineIndex
  private let options: ReadingOptions
  private let file: String

  static func read(
    _ bytes: [UInt8], _ options: ReadingOptions, into result: inout Measurements,
    _ log: inout FindingLog
  ) {
    let reader = CloudWatchJSONReader(index: LineIndex(bytes), options: options, file: result.file)
    do {
      let root = try JSONText.parse(bytes[...])
      if let results = root["MetricDataResults"]?.elements {
        for node in results { reader.takeResult(node, &result, &log) }
      } else if let points = root["Datapoints"]?.elements {
        reader.takeStatistics(root, points, &result, &log)
      } else {
        log.error(
          Place(file: result.file, line: 1, column: 1),
          "there is neither `MetricDataResults` nor `Datapoints` in it",
          remedy: "give what `aws cloudwatch get-metric-data` or `get-metric-statistics` printed")
      }
    } catch {
      let place = reader.index.position(error.offset)
      log.error(
        log.place(place.line, place.column), "not JSON: \(error.message)",
        remedy: "use `--output json` of the AWS CLI")
    }
    if result.series.isEmpty, log.errors == 0 {
      log.error(
        Place(file: result.file, line: 1, column: 1), "there is no series with values in it",
        remedy: "check the time range and the dimensions of the query")
    }
  }

  private func place(_ node: JSONNode) -> Place {
    let place = index.position(node.offset)
    return Place(file: file, line: place.line, column: place.column)
  }

  private func takeResult(
    _ node: JSONNode, _ result: inout Measurements, _ log: inout FindingLog
  ) {
    let label = node["Label"]?.string ?? ""
    let id = node["Id"]?.string ?? ""
    guard let times = node["Timestamps"]?.elements, let values = node["Values"]?.elements else {
      log.error(place(node), "this series has no `Timestamps` or no `Values`")
      return
    }
    guard times.count == values.count else {
      log.error(place(node), "\(times.count) `Timestamps` and \(values.count) `Values`")
      return
    }
    if let status = node["StatusCode"]?.string, status != "Complete" {
      log.warn(
        place(node), "the status of `\(label)` is \(status): values are missing",
        remedy: "follow `NextToken`, or ask for a shorter time")
    }
    guard let meaning = meaning(label: label, id: id, node, &log) else { return }
    var points: [MetricSeries.Point] = []
    for (time, value) in zip(times, values) {
      add(time, value, scale: meaning.scale, to: &points, &log)
    }
    append(label, meaning.role, node, points, &result)
  }

  private func takeStatistics(
    _ root: JSONNode, _ nodes: [JSONNode], _ result: inout Measurements, _ log: inout FindingLog
  ) {
    let label = root["Label"]?.string ?? ""
    guard let meaning = meaning(label: label, id: "", root, &log) else { return }
    var byRole: [(role: MetricRole, points: [MetricSeries.Point])] = []
    func take(_ role: MetricRole, _ node: JSONNode, _ value: JSONNode, _ scale: Double) {
      guard let time = node["Timestamp"] else {
        log.error(place(node), "this data point has no `Timestamp`")
        return
      }
      if !byRole.contains(where: { $0.role == role }) { byRole.append((role, [])) }
      for index in byRole.indices where byRole[index].role == role {
        add(time, value, scale: scale, to: &byRole[index].points, &log)
      }
    }
    for node in nodes {
      let scale = self.scale(of: node, label: label, usual: meaning.scale)
      switch meaning.role {
      case .requests:
        if let sum = node["Sum"] { take(.requests, node, sum, 1) }
      case .coldStarts:
        if let count = node["SampleCount"] { take(.coldStarts, node, count, 1) }
      case .concurrency:
        if let value = node["Average"] ?? node["Maximum"] { take(.concurrency, node, value, 1) }
      case .meanLatency, .utilization, .percentile, .ignored:
        if let value = node["Average"] { take(meaning.role, node, value, scale) }
        for member in node["ExtendedStatistics"]?.members ?? [] where meaning.role == .meanLatency {
          guard let p = MetricCatalog.percentile(in: member.key) else { continue }
          take(.percentile(p), node, member.value, scale)
        }
      }
    }
    if byRole.isEmpty, log.errors == 0 {
      let statistic =
        meaning.role == .requests ? "Sum" : meaning.role == .coldStarts ? "SampleCount" : "Average"
      log.error(
        place(root), "`\(label)` has no data points with `\(statistic)`",
        remedy: "ask for --statistics \(statistic)")
    }
    for (role, points) in byRole { append(label, role, root, points, &result) }
  }

  /// The factor from the unit of a data point to that of its role.
  private func scale(of node: JSONNode, label: String, usual: Double) -> Double {
    switch node["Unit"]?.string {
    case "Seconds": 1
    case "Milliseconds": 1e-3
    case "Microseconds": 1e-6
    case "Percent": 0.01
    default: usual
    }
  }

  private func meaning(
    label: String, id: String, _ node: JSONNode, _ log: inout FindingLog
  ) -> (role: MetricRole, scale: Double)? {
    let known = MetricCatalog.role(label: label, id: id)
    if let given = options.roles[label] ?? options.roles[id] {
      return (given, known?.scale ?? (given == .utilization ? 0.01 : 1))
    }
    if let known { return known }
    log.error(
      place(node), "the metric of the series `\(label.isEmpty ? id : label)` is not known",
      remedy: MetricCatalog.remedy)
    return nil
  }

  private func add(
    _ time: JSONNode, _ value: JSONNode, scale: Double, to points: inout [MetricSeries.Point],
    _ log: inout FindingLog
  ) {
    guard let seconds = time.string.flatMap(Timestamp.seconds) ?? time.number else {
      log.error(place(time), "this is no time", remedy: "expected such as 2026-11-22T10:05:00Z")
      return
    }
    guard let number = value.number, number >= 0 else {
      log.error(place(value), "this is no number of at least zero")
      return
    }
    points.append(MetricSeries.Point(time: seconds, value: number * scale))
  }

  private func append(
    _ label: String, _ role: MetricRole, _ node: JSONNode, _ points: [MetricSeries.Point],
    _ result: inout Measurements
  ) {
    guard !points.isEmpty else { return }
    result.series.append(
      MetricSeries(
        label: label, role: role, place: place(node), points: points.sorted { $0.time < $1.time }))
  }
}
