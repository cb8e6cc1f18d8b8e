import OrderedCollections

/// Finds options that offer a service which nobody new can have.
enum LifecycleLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    let missing = LintFinding(
      .warning, file: "criteria", anchor: "", "the catalog defines no decision",
      remedy: "add criteria/<decision>.yaml")
    if catalog.decisions.isEmpty { return [missing] }
    return catalog.decisions.values.flatMap { decision in
      decision.options.compactMap { option in
        guard let id = option.service, let service = catalog.services[id],
          !service.lifecycle.isOpen,
          !decision.constraints.contains(where: { $0.options.contains(option.id) })
        else { return nil }
        let state = service.lifecycle.state.rawValue
        return LintFinding(
          .error, file: "criteria/\(decision.id).yaml", anchor: "- {id: \(option.id),",
          "the option `\(option.id)` offers \(service.name), whose lifecycle is \(state)",
          remedy: "add a constraint for the option, or remove it")
      }
    }
  }
}
