import CatalogModel
import OrderedCollections

/// Names of services and requests in other tables that name nothing, or not enough.
struct ServiceReferences {
  private(set) var diagnostics: [Diagnostic] = []
  private let services: [String]
  private let requests: [ResolvedRow]

  init(_ resolved: ResolvedAnswers) {
    services = (resolved.rows["services"] ?? []).map(\.name)
    requests = resolved.rows["requests"] ?? []
    guard !services.isEmpty else { return }
    for table in ["requests", "jobs", "data"] {
      for row in resolved.rows[table] ?? [] { checkOwner(row) }
    }
    for row in resolved.rows["data"] ?? [] { checkSharing(row) }
    for row in resolved.rows["edges"] ?? [] { checkEdge(row) }
    for row in resolved.rows["functions"] ?? [] { checkNames(row, "services") }
  }

  private mutating func checkOwner(_ row: ResolvedRow) {
    if row.given["service"] == nil && services.count > 1 {
      diagnostics.append(
        Diagnostic(
          .error, at: row.place, "\(row.path) belongs to no service",
          remedy: "add `service:` with \(services.joinedWithOr())"))
    }
    checkName(row, "service")
  }

  private mutating func checkSharing(_ row: ResolvedRow) {
    checkNames(row, "sharedWith")
    guard let owner = row.word("service"), row.names("sharedWith").contains(owner) else { return }
    diagnostics.append(
      Diagnostic(
        .error, at: row.place(of: "sharedWith"),
        "\(row.path).sharedWith names `\(owner)`, which owns the data set",
        remedy: "name the other services alone"))
  }

  private mutating func checkEdge(_ row: ResolvedRow) {
    for end in ["from", "to"] {
      if row.given[end] == nil {
        diagnostics.append(
          Diagnostic(
            .error, at: row.place, "\(row.path) has no `\(end)`",
            remedy: "add `\(end):` with \(services.joinedWithOr())"))
      }
      checkName(row, end)
    }
    guard let target = row.word("to"), services.contains(target), row.given["to"] != nil else {
      return
    }
    if row.word("from") == target {
      diagnostics.append(
        Diagnostic(
          .error, at: row.place, "\(row.path) leads from `\(target)` to itself",
          remedy: "remove it: the CPU time of a request holds what happens within a service"))
    }
    checkRequest(row, of: target)
  }

  private mutating func checkRequest(_ row: ResolvedRow, of target: String) {
    let offered = requests.filter { $0.word("service") == target }.map(\.name)
    guard let given = row.given["request"] else {
      if offered.count == 1 { return }
      diagnostics.append(
        Diagnostic(
          .error, at: row.place,
          offered.isEmpty
            ? "\(row.path) leads to `\(target)`, which answers no request"
            : "\(row.path) does not say which request of `\(target)` it calls",
          remedy: offered.isEmpty
            ? "add a row to `requests` with `service: \(target)`, and `share: 0` if users do not call it"
            : "add `request:` with \(offered.joinedWithOr())"))
      return
    }
    guard case .text(let name) = given.value, !offered.contains(name) else { return }
    let owner = requests.first { $0.name == name }?.word("service")
    let near = Spelling.nearest(to: name, among: offered).map { "did you mean `\($0)`?" }
    diagnostics.append(
      Diagnostic(
        .error, at: row.place(of: "request"),
        owner.map { "\(row.path).request: `\(name)` is a request of `\($0)`, not of `\(target)`" }
          ?? "\(row.path).request: there is no request `\(name)`",
        remedy: near
          ?? (offered.isEmpty
            ? "give `\(target)` a request" : "write \(offered.joinedWithOr())")))
  }

  private mutating func checkName(_ row: ResolvedRow, _ column: String) {
    guard let name = row.word(column), row.given[column] != nil else { return }
    check(name, row, column)
  }

  private mutating func checkNames(_ row: ResolvedRow, _ column: String) {
    for name in row.names(column) { check(name, row, column) }
  }

  private mutating func check(_ name: String, _ row: ResolvedRow, _ column: String) {
    guard !services.contains(name) else { return }
    let near = Spelling.nearest(to: name, among: services)
    diagnostics.append(
      Diagnostic(
        .error, at: row.place(of: column),
        "\(row.path).\(column): there is no service `\(name)`",
        remedy: near.map { "did you mean `\($0)`?" } ?? "write \(services.joinedWithOr())"))
  }
}

extension ResolvedRow {
  /// The row as messages name it, such as `data[orders]`.
  var path: String { "\(table)[\(name)]" }

  /// Where a column was answered, or where the row is.
  func place(of column: String) -> Place { given[column]?.place ?? place }

  /// The text in a column.
  func word(_ column: String) -> String? {
    if case .text(let word)? = values[column] { word } else { nil }
  }

  /// The names in a column.
  func names(_ column: String) -> [String] {
    if case .choices(let names)? = values[column] { names } else { [] }
  }
}
