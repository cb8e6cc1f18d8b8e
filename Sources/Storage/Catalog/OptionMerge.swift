import CatalogModel
import OrderedCollections

/// Adds the options of `options/` to the decisions that they belong to.
struct OptionMerge {
  private(set) var decisions: OrderedDictionary<String, DecisionDefinition>
  private(set) var diagnostics: [Diagnostic] = []

  init(_ decisions: OrderedDictionary<String, DecisionDefinition>) {
    self.decisions = decisions
  }

  /// Adds an option, or says why it cannot be added.
  ///
  /// - Parameters:
  ///   - places: Of the keys of its file.
  ///   - file: The file as diagnostics name it.
  mutating func add(
    _ addition: OptionAddition, places: OrderedDictionary<String, Place>, file: String
  ) {
    let option = addition.option
    guard let decision = decisions[addition.decision] else {
      let known = Array(decisions.keys)
      report(
        "unknown decision `\(addition.decision)`", at: places["decision"], file,
        Spelling.nearest(to: addition.decision, among: known).map { "did you mean `\($0)`?" }
          ?? "decisions: \(known.joined(separator: ", "))")
      return
    }
    if decision.options.contains(where: { $0.id == option.id }) {
      report(
        "`\(decision.id)` has an option `\(option.id)` already", at: places["id"], file,
        "give it a name of its own")
      return
    }
    let models = decision.options.filter { $0.like == nil }.map(\.id)
    if let like = option.like, !models.contains(like) {
      report(
        "`\(decision.id)` has no option `\(like)` to model it like", at: places["like"], file,
        Spelling.nearest(to: like, among: models).map { "did you mean `\($0)`?" }
          ?? "options: \(models.joined(separator: ", "))")
      return
    }
    checkScores(addition, of: decision, places, file)
    let rules = Set(decision.constraints.map(\.id))
    for constraint in addition.constraints where rules.contains(constraint.id) {
      report(
        "`\(decision.id)` has a constraint `\(constraint.id)` already",
        at: places["constraints." + constraint.id], file, "give it a name of its own")
    }
    decisions[decision.id] = decision.adding(addition)
  }

  private mutating func checkScores(
    _ addition: OptionAddition, of decision: DecisionDefinition,
    _ places: OrderedDictionary<String, Place>, _ file: String
  ) {
    let tables = decision.criteria.compactMap { criterion -> String? in
      if case .table = criterion.score { return criterion.id }
      return nil
    }
    for criterion in addition.scores.keys where !tables.contains(criterion) {
      report(
        "`\(decision.id)` has no table of scores `\(criterion)`",
        at: places["scores." + criterion], file,
        Spelling.nearest(to: criterion, among: tables).map { "did you mean `\($0)`?" })
    }
  }

  private mutating func report(
    _ message: String, at place: Place?, _ file: String, _ remedy: String?
  ) {
    diagnostics.append(
      Diagnostic(.error, at: place ?? Place(file: file), message, remedy: remedy))
  }
}
