import CatalogModel
import OrderedCollections
import Quantities

/// Loops of calls that do not end.
struct LoopCheck {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ requirements: SystemRequirements, _ resolved: ResolvedAnswers) {
    guard !requirements.edges.isEmpty, !CallGraph(requirements).ends else { return }
    let loop = Self.worstLoop(requirements)
    let rows = resolved.rows["edges"] ?? []
    let place = loop.edges.last.flatMap { last in rows.first { $0.name == last.name } }
    let way = loop.edges.map { "\($0.source) -> \($0.target)" }.joined(separator: ", ")
    let gain = DecimalText.significant(loop.gain)
    diagnostics = [
      Diagnostic(
        .error, at: place?.place(of: "calls") ?? Place(file: "edges"),
        loop.edges.isEmpty
          ? "edges: the loops of calls together cause at least as many calls as they answer"
          : "edges: each call around the loop \(way) causes \(gain) more: it never ends",
        remedy: "lower the `calls` of an edge of the loop until the product of all is below 1, or"
          + " remove one")
    ]
  }

  /// The loop whose calls multiply the most, without an edge where only several loops together do.
  private static func worstLoop(
    _ requirements: SystemRequirements
  ) -> (edges: [ServiceEdge], gain: Double) {
    var worst: (edges: [ServiceEdge], gain: Double) = ([], 1)
    func follow(_ way: [ServiceEdge], from start: String, _ gain: Double, _ budget: inout Int) {
      guard let last = way.last else { return }
      budget -= 1
      if budget < 0 { return }
      if last.target == start {
        if gain >= worst.gain && (worst.edges.isEmpty || gain > worst.gain) { worst = (way, gain) }
        return
      }
      if way.dropLast().contains(where: { $0.target == last.target }) { return }
      for edge in requirements.edges where edge.source == last.target && edge.calls > 0 {
        follow(way + [edge], from: start, gain * edge.calls, &budget)
      }
    }
    // A dense graph has more loops than anybody reads about.
    var budget = 20_000
    for edge in requirements.edges where edge.calls > 0 {
      follow([edge], from: edge.source, edge.calls, &budget)
    }
    return worst
  }
}

/// Services without work, and work without data.
struct ReachCheck {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ requirements: SystemRequirements, _ resolved: ResolvedAnswers) {
    guard !requirements.services.isEmpty else { return }
    let graph = CallGraph(requirements)
    for row in resolved.rows["services"] ?? [] {
      let hasJobs = requirements.jobs.contains { $0.service == row.name }
      let ingests = requirements.dataSets.contains {
        $0.ownership.service == row.name && $0.ingestRate > .zero
      }
      if graph.requests(of: row.name) == 0, !hasJobs, !ingests {
        diagnostics.append(
          Diagnostic(
            .warning, at: row.place, "\(row.path): nobody calls it, and it runs no job",
            remedy: "give it a request with a share, an edge that leads to it, or a job"))
      }
    }
    for row in resolved.rows["requests"] ?? [] {
      guard let service = row.word("service"),
        !requirements.dataSets.contains(where: { $0.ownership.users.contains(service) }),
        let request = requirements.requests.first(where: { $0.name == row.name }),
        row.given["reads"] != nil || row.given["writes"] != nil,
        request.reads + request.writes > 0
      else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, at: row.place(of: row.given["reads"] != nil ? "reads" : "writes"),
          "\(row.path) reads or writes, but `\(service)` has no data set: where it is deployed by"
            + " itself its reads and writes count nothing",
          remedy:
            "name `\(service)` in `service` or `sharedWith` of a data set, or call the service"
            + " that owns the data over an edge"))
    }
  }
}
