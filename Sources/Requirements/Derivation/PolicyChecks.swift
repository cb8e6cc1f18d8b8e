import CatalogModel
import OrderedCollections
import Quantities

/// What is wrong with priorities, gates and waivers: limits, owners and days that are missing, and
/// names of things that there are not.
struct PolicyChecks {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ resolved: ResolvedAnswers, _ catalog: Catalog) {
    for row in resolved.rows["weights"] ?? [] { checkPriority(row, catalog) }
    for row in resolved.rows["gates"] ?? [] { checkGate(row, catalog) }
    let names = GateRule.builtIn + (resolved.rows["gates"] ?? []).map(\.name)
    for row in resolved.rows["waivers"] ?? [] { checkWaiver(row, names) }
  }

  private mutating func checkPriority(_ row: ResolvedRow, _ catalog: Catalog) {
    // A catalog without rules, as tests have, has nothing to compare with.
    guard !catalog.decisions.isEmpty, case .text(let criterion)? = row.values["criterion"],
      case .choice(let decision)? = row.values["decision"]
    else { return }
    let decisions =
      decision == PolicyWords.everyDecision
      ? Array(catalog.decisions.values) : [catalog.decisions[decision]].compactMap { $0 }
    let known = OrderedSet(decisions.flatMap { $0.criteria.map(\.id) })
    if known.contains(criterion) { return }
    let elsewhere = catalog.decisions.values.filter { other in
      other.criteria.contains { $0.id == criterion }
    }.map(\.id)
    report(
      row, "criterion",
      decision == PolicyWords.everyDecision
        ? "no decision has a criterion `\(criterion)`"
        : "the decision \(decision) has no criterion `\(criterion)`",
      remedy: Spelling.nearest(to: criterion, among: Array(known)).map { "did you mean `\($0)`?" }
        ?? (elsewhere.isEmpty
          ? "choose \(Array(known).joinedWithOr())"
          : "it is one of \(elsewhere.joined(separator: ", "))"))
  }

  private mutating func checkGate(_ row: ResolvedRow, _ catalog: Catalog) {
    guard case .choice(let word)? = row.values["measure"],
      let measure = GateRule.Measure(rawValue: word)
    else { return }
    if (GateRule.builtIn + [GateRule.capacity]).contains(row.name) {
      report(
        row, "name", "every plan has a gate `\(row.name)` of its own",
        remedy: "give this one another name")
    }
    if row.values[measure.limitColumn] == nil {
      report(
        row, measure.limitColumn, "a gate on \(word) has no limit",
        remedy: "write its \(measure.limitColumn)")
    }
    if case .choice(let stage)? = row.values["stage"], stage != PolicyWords.present,
      !catalog.stages.isEmpty, !catalog.stages.contains(where: { $0.id == stage })
    {
      report(
        row, "stage", "the catalog has no stage `\(stage)`",
        remedy: "choose \(catalog.stages.map(\.id).joinedWithOr())")
    }
  }

  private mutating func checkWaiver(_ row: ResolvedRow, _ names: [String]) {
    if !names.contains(row.name) {
      report(
        row, "name", "there is no gate `\(row.name)` to waive",
        remedy: Spelling.nearest(to: row.name, among: names).map { "did you mean `\($0)`?" }
          ?? "choose \(names.joinedWithOr())")
    }
    for (column, what) in [
      ("owner", "nobody who answers for it"), ("reason", "no reason"),
      ("expires", "no last day"),
    ] where row.values[column] == nil {
      report(row, column, "the waiver has \(what)", remedy: "write its \(column)")
    }
  }

  private mutating func report(
    _ row: ResolvedRow, _ column: String, _ message: String, remedy: String
  ) {
    diagnostics.append(
      Diagnostic(
        .error, at: row.given[column]?.place ?? row.place,
        "\(row.table)[\(row.name)].\(column): \(message)", remedy: remedy))
  }
}
