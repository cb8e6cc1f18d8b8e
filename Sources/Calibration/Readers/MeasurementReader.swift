import CatalogModel

/// How a file is to be read.
package struct ReadingOptions: Hashable, Sendable {
  /// The form, where it is not to be found out from the content.
  package var kind: MeasurementKind?
  /// Who decides when requests are sent, where the file does not say.
  package var control: LoadControl?
  /// What a series of CloudWatch is, by its label or id.
  package var roles: [String: MetricRole]

  package init(
    kind: MeasurementKind? = nil, control: LoadControl? = nil, roles: [String: MetricRole] = [:]
  ) {
    self.kind = kind
    self.control = control
    self.roles = roles
  }
}

/// Reads what load generators, databases and CloudWatch write into observations.
///
/// Whatever is unknown, contradictory or broken is an error with its place, all at once.
package enum MeasurementReader {
  /// The largest file that is read.
  package static let largestFile = 64 * 1024 * 1024
  /// The longest line of a text that is read.
  static let longestLine = 1024 * 1024

  /// The observations of a file's bytes; messages call it `file`.
  ///
  /// - Complexity: Linear in the size of the file.
  package static func read(
    _ bytes: [UInt8], file: String, _ options: ReadingOptions = ReadingOptions()
  ) -> Measurements {
    let kind = options.kind ?? detect(bytes)
    var result = Measurements(file: file, kind: kind ?? .csv)
    var log = FindingLog(file: file)
    if let refusal = refusal(bytes, kind) {
      log.error(Place(file: file), refusal.message, remedy: refusal.remedy)
      result.diagnostics = log.sorted
      return result
    }
    switch kind ?? .csv {
    case .k6Summary: K6SummaryReader.read(bytes, options, into: &result, &log)
    case .k6CSV, .k6JSON: K6SampleReader.read(bytes, result.kind, options, into: &result, &log)
    case .wrk, .wrk2: WrkReader.read(TextLines(bytes), into: &result, &log)
    case .pgbench: PgbenchReader.read(TextLines(bytes), into: &result, &log)
    case .cloudWatchJSON: CloudWatchJSONReader.read(bytes, options, into: &result, &log)
    case .cloudWatchCSV: CloudWatchCSVReader.read(TextLines(bytes), options, into: &result, &log)
    case .csv: TableReader.read(TextLines(bytes), options, into: &result, &log)
    }
    result.diagnostics = log.sorted
    if result.diagnostics.hasErrors {
      result.observations = []
      result.series = []
    }
    return result
  }

  private static func refusal(
    _ bytes: [UInt8], _ kind: MeasurementKind?
  ) -> (message: String, remedy: String)? {
    let forms = MeasurementKind.allCases.map(\.rawValue).joined(separator: ", ")
    if bytes.count > largestFile {
      return (
        "the file is larger than 64 MiB",
        "give a summary instead of all samples, or the part of the file in which the load was steady"
      )
    }
    if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
      return ("the file is empty", "give the output of a load test")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      return ("the file is compressed", "unpack it with `gunzip` first")
    }
    if bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil {
      return ("the file is not a text in UTF-8", "give one of: \(forms)")
    }
    if kind == nil {
      return ("the form of the file is not known", "say it with --as: one of \(forms)")
    }
    return nil
  }

  /// The form of a file from its content; nil where nothing is recognized.
  static func detect(_ bytes: [UInt8]) -> MeasurementKind? {
    let lines = TextLines(Array(bytes.prefix(262_144)))
    guard let numbers = lines.numbers else { return nil }
    var first: String?
    for number in numbers where lines.slice(number).count <= longestLine {
      let text = lines.text(number).stripped
      if text.isEmpty { continue }
      if first == nil {
        first = text
        if text.hasPrefix("{") || text.hasPrefix("[") { return json(text, bytes) }
        if text.hasPrefix("metric_name,") { return .k6CSV }
      }
      if text.hasPrefix("Thread calibration:") || text.contains("HdrHistogram - ") { return .wrk2 }
      if text.hasPrefix("Thread Stats") { return .wrk }
      if text.hasPrefix("transaction type:") || text.hasPrefix("number of clients:") {
        return .pgbench
      }
    }
    if CloudWatchCSVReader.looksLike(lines) { return .cloudWatchCSV }
    return TableReader.looksLike(lines) ? .csv : nil
  }

  private static func json(_ first: String, _ bytes: [UInt8]) -> MeasurementKind? {
    let head = String(decoding: bytes.prefix(65_536), as: UTF8.self)
    if first.hasPrefix("{"), first.contains("\"metric\":"), first.contains("\"type\":") {
      return .k6JSON
    }
    if head.contains("\"MetricDataResults\"") || head.contains("\"Datapoints\"") {
      return .cloudWatchJSON
    }
    // A broken summary is told from its key, so that its error can be.
    guard let node = try? JSONText.parse(bytes[...]) else {
      return head.contains("\"metrics\"") ? .k6Summary : nil
    }
    return node["metrics"]?.isObject == true ? .k6Summary : nil
  }
}
