import OrderedCollections

/// Finds kinds of changes that have an effort and no description or the reverse, and circles of
/// prerequisites.
enum MoveLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    guard case .table(let efforts)? = catalog.fact("planning.effortPersonDays")?.value,
      !catalog.moves.isEmpty
    else { return [] }
    var findings: [LintFinding] = []
    for kind in efforts.keys where catalog.moves[kind] == nil {
      findings.append(
        LintFinding(
          .error, file: "moves.yaml", anchor: "",
          "the kind of change `\(kind)` has an effort and no entry",
          remedy: "add it with its lead time, its steps and its way back"))
    }
    for move in catalog.moves.values {
      if efforts[move.id] == nil {
        findings.append(
          finding(move, "the change `\(move.id)` has no entry in planning.effortPersonDays"))
      }
      for other in move.after where catalog.moves[other] == nil {
        findings.append(
          finding(
            move, "the change `\(move.id)` comes after `\(other)`, which there is not",
            remedy: Spelling.nearest(to: other, among: Array(catalog.moves.keys)).map {
              "did you mean `\($0)`?"
            }))
      }
      if isInCircle(move.id, catalog) {
        findings.append(finding(move, "the change `\(move.id)` must come after itself"))
      }
    }
    return findings
  }

  private static func finding(
    _ move: MoveDefinition, _ message: String, remedy: String? = nil
  ) -> LintFinding {
    LintFinding(
      .error, file: "moves.yaml", anchor: "- id: \(move.id)", message, remedy: remedy)
  }

  private static func isInCircle(_ id: String, _ catalog: Catalog) -> Bool {
    var pending = catalog.moves[id]?.after ?? []
    var seen: Set<String> = []
    while let next = pending.popLast() {
      if next == id { return true }
      if seen.insert(next).inserted { pending += catalog.moves[next]?.after ?? [] }
    }
    return false
  }
}
