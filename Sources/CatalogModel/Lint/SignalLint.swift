import OrderedCollections

/// Finds rules that name a signal which no code computes, so that they never hold.
enum SignalLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    let known = SignalNames.all(with: catalog.decisions.keys)
    return advice(in: catalog, known.union(SignalNames.stage))
      + decisions(in: catalog, known)
  }

  private static func advice(in catalog: Catalog, _ known: Set<String>) -> [LintFinding] {
    catalog.advice.flatMap { advice in
      advice.signals.filter { !known.contains($0) }.map { signal in
        LintFinding(
          .error, file: "advice.yaml", anchor: "- id: \(advice.id)",
          "the advice `\(advice.id)` names the signal `\(signal)`, which nothing computes",
          remedy: Spelling.nearest(to: signal, among: known.sorted()).map {
            "did you mean `\($0)`?"
          })
      }
    }
  }

  private static func decisions(in catalog: Catalog, _ known: Set<String>) -> [LintFinding] {
    catalog.decisions.values.flatMap { decision -> [LintFinding] in
      let conditions = catalog.conditions(of: decision).flatMap { rule, conditions in
        conditions.map { (rule: rule, signal: $0.signal) }
      }
      let scores = decision.criteria.compactMap { criterion -> (rule: String, signal: String)? in
        switch criterion.score {
        case .curve(let signal, _), .leastIsBest(let signal): (criterion.id, signal)
        case .table: nil
        }
      }
      return (conditions + scores).filter { !known.contains($0.signal) }.map { rule, signal in
        let guess = Spelling.nearest(to: signal, among: known.sorted())
        return LintFinding(
          .error, file: catalog.file(of: rule, in: decision), anchor: "...signal: \(signal)",
          "the rule `\(rule)` names the signal `\(signal)`, which nothing computes",
          remedy: guess.map { "did you mean `\($0)`?" })
      }
    }
  }
}

extension Catalog {
  /// The file that a rule of a decision stands in: that of the decision, or that of an option with
  /// rules of its own.
  func file(of rule: String, in decision: DecisionDefinition) -> String {
    let own = decision.constraints.first { $0.id == rule }?.options ?? []
    guard own.count == 1, decision.options.first(where: { $0.id == own[0] })?.like != nil else {
      return "criteria/\(decision.id).yaml"
    }
    return "options/\(own[0]).yaml"
  }
}
