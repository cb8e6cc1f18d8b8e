package import CatalogModel

/// Reads the baseline of a check: the findings that do not fail it.
package enum BaselineReader {
  /// Far more than thousands of findings need.
  private static let limits = YAMLLimits(bytes: 4_194_304, separators: 400_000)

  /// The findings of a file that `tenfold check --output baseline=FILE` wrote.
  ///
  /// - Throws: Where there is no file to read.
  package static func read(
    _ path: String
  ) throws(AnswerFileFailure) -> Result<[KnownFinding], DiagnosticList> {
    parse(try FileBytes.read(path, limit: limits.bytes), file: path)
  }

  /// The same for bytes.
  static func parse(_ bytes: [UInt8], file: String) -> Result<[KnownFinding], DiagnosticList> {
    let document: YAMLDocument
    switch YAMLDocument.parse(bytes, file: file, limits: limits) {
    case .failure(let list): return .failure(list)
    case .success(let parsed): document = parsed
    }
    let log = DiagnosticLog()
    let findings = findings(YAMLCursor(document, log: log))
    if let findings, log.errorCount == 0 { return .success(findings) }
    return .failure(DiagnosticList(log.diagnostics.sortedByPlace()))
  }

  private static func findings(_ root: YAMLCursor) -> [KnownFinding]? {
    let keys = ["schemaVersion", "tool", "system", "findings"]
    guard let mapping = root.mapping(keys: keys),
      mapping.required("schemaVersion")?.integer(in: 1...1) != nil,
      let rows = mapping.required("findings")?.elements()
    else { return nil }
    return rows.compactMap { row in
      guard let entry = row.mapping(keys: ["fingerprint", "level", "message"]) else { return nil }
      // All of a row is read before anything is missed, so that everything is told at once.
      let fingerprint = entry.required("fingerprint")?.text()
      let level = entry.required("level")?.choice(among: ["error", "warning", "note"])
      let message = entry.required("message")?.text()
      guard let fingerprint, let level, let message else { return nil }
      return KnownFinding(fingerprint: fingerprint, level: level, message: message)
    }
  }
}
