import OrderedCollections

/// Finds rules without an example of either kind, and examples that leave a signal open.
enum ExampleLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    let decided = catalog.decisions.values.flatMap { decision in
      decision.constraints.flatMap { rule in
        check(
          rule.examples, needs: Set((rule.when + rule.require).map(\.signal)), of: rule.id,
          in: catalog.file(of: rule.id, in: decision), anchor: "- id: \(rule.id)", "passes",
          "is rejected")
      }
        + decision.criteria.flatMap { rule in
          check(
            rule.examples, needs: Set(rule.when.map(\.signal) + [rule.scored].compactMap { $0 }),
            of: rule.id, in: "criteria/\(decision.id).yaml", anchor: "- {id: \(rule.id),",
            "gains half of the weight",
            "does not")
            + scored(rule, in: decision)
        }
    }
    let advised = catalog.advice.flatMap { rule in
      check(
        rule.examples, needs: Set(rule.when.map(\.signal)), of: rule.id, in: "advice.yaml",
        anchor: "- id: \(rule.id)", "is given", "is not")
    }
    return decided + advised
  }

  private static func check(
    _ examples: [RuleExample], needs signals: Set<String>, of rule: String, in file: String,
    anchor: String, _ accepting: String, _ rejecting: String
  ) -> [LintFinding] {
    var findings: [LintFinding] = []
    for (accepts, outcome) in [(true, accepting), (false, rejecting)]
    where !examples.contains(where: { $0.accepts == accepts }) {
      findings.append(
        LintFinding(
          .error, file: file, anchor: anchor,
          "the rule `\(rule)` has no example in which it \(outcome)",
          remedy: "add one to examples.\(accepts ? "accept" : "reject")"))
    }
    for example in examples {
      let open = signals.subtracting(example.signals.keys).sorted()
      guard !open.isEmpty else { continue }
      findings.append(
        LintFinding(
          .error, file: file, anchor: anchor,
          "an example of `\(rule)` leaves open: \(open.joined(separator: ", "))",
          remedy: "give every signal of the rule a value, so that it comes out for its own reason"))
    }
    return findings
  }

  /// A fixed score is of an option, and the best of several needs the others' best value.
  private static func scored(
    _ rule: CriterionDefinition, in decision: DecisionDefinition
  ) -> [LintFinding] {
    rule.examples.compactMap { example in
      let open: String? =
        switch rule.score {
        case .table: example.option == nil ? "option" : nil
        case .leastIsBest: example.least == nil ? "least" : nil
        case .curve: nil
        }
      return open.map {
        LintFinding(
          .error, file: "criteria/\(decision.id).yaml", anchor: "- {id: \(rule.id),",
          "an example of `\(rule.id)` leaves `\($0)` open", remedy: "say which it is")
      }
    }
  }
}

/// Finds rules that carry out a row which the rule list does not have, and rows that none does.
enum RowLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    guard !catalog.rows.isEmpty else { return [] }
    let rules: [(file: String, anchor: String, id: String, row: String?)] =
      catalog.decisions.values.flatMap { decision in
        decision.constraints.map {
          (catalog.file(of: $0.id, in: decision), "- id: \($0.id)", $0.id, $0.rule)
        }
          + decision.criteria.map {
            ("criteria/\(decision.id).yaml", "- {id: \($0.id),", $0.id, $0.rule)
          }
      } + catalog.advice.map { ("advice.yaml", "- id: \($0.id)", $0.id, $0.rule) }
    return rules.compactMap { file, anchor, id, row in
      guard let row, catalog.rows[row] == nil else { return nil }
      return LintFinding(
        .error, file: file, anchor: anchor,
        "the rule `\(id)` carries out the row `\(row)`, which talk.yaml does not have",
        remedy: Spelling.nearest(to: row, among: Array(catalog.rows.keys)).map {
          "did you mean `\($0)`?"
        })
    }
  }
}
