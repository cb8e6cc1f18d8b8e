/// The size that a line of a file of sizes, variables or parameters is about.
struct SizeLine {
  /// As the file spells it: `app_minimum` or `AppMinimum`.
  let name: String
  /// The part whose size it is; nil for a choice of the environment.
  let part: DecidedPart?

  /// - Parameters:
  ///   - file: Any rendered file.
  ///   - line: From 1.
  /// - Returns: Nil where the line belongs to no size, variable or parameter.
  init?(_ file: RenderedFile, line: Int) {
    let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return nil }
    guard let name = Self.name(in: lines, at: line - 1, of: file.path) else { return nil }
    self.name = name
    part = Self.part(of: name)
  }

  private static func name(in lines: [Substring], at line: Int, of path: String) -> String? {
    if path.hasSuffix("terraform.tfvars.json") {
      // Members of the document stand two spaces in; those of a member belong to it.
      return lines[...line].last { $0.hasPrefix("  \"") }?.split(separator: "\"").dropFirst().first
        .map(String.init)
    }
    if path.hasSuffix("parameters.json") {
      let marked = "\"ParameterKey\": \""
      let near = lines[max(0, line - 1)...min(lines.count - 1, line + 1)]
      let key = lines[line].contains(marked) ? lines[line] : near.first { $0.contains(marked) }
      return key?.split(separator: "\"").dropFirst(3).first.map(String.init)
    }
    if path.hasSuffix(".tf") {
      let head = lines[...line].last { !$0.isEmpty && !$0.hasPrefix(" ") && $0 != "}" }
      guard let head, head.hasPrefix("variable \"") else { return nil }
      return head.split(separator: "\"").dropFirst().first.map(String.init)
    }
    guard path.hasSuffix(".yaml"), let start = lines.firstIndex(of: "Parameters:"), line > start,
      !lines[start + 1...line].contains(where: { !$0.isEmpty && !$0.hasPrefix(" ") })
    else { return nil }
    return lines[...line].last { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && $0.hasSuffix(":") }
      .map { String($0.dropFirst(2).dropLast()) }
  }

  private static let rows: [(prefixes: [String], part: DecidedPart)] = [
    (["app"], .compute), (["runtime"], .compute), (["worker"], .workers),
    (["database", "backup", "snapshot", "aurora", "readreplicas"], .relational),
    (["accelerator", "table"], .tables), (["cache"], .cache), (["api"], .exposure),
    (["zones", "availabilityzones"], .network), (["trigger"], .observability),
  ]

  private static func part(of name: String) -> DecidedPart? {
    let plain = name.lowercased().filter { $0 != "_" }
    return rows.first { row in row.prefixes.contains { plain.hasPrefix($0) } }?.part
  }
}
