import OrderedCollections

/// Finds options that offer a service which nobody new can have, and those that could be offered.
enum LifecycleLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    if catalog.decisions.isEmpty {
      return [
        LintFinding(
          .warning, file: "criteria", anchor: "", "the catalog defines no decision",
          remedy: "add criteria/<decision>.yaml")
      ]
    }
    return catalog.decisions.values.flatMap { decision in
      decision.options.compactMap { finding($0, of: decision, in: catalog) }
    }
  }

  private static func finding(
    _ option: OptionDefinition, of decision: DecisionDefinition, in catalog: Catalog
  ) -> LintFinding? {
    guard let id = option.service, let service = catalog.services[id],
      service.lifecycle.isOpen != option.isOffered
    else { return nil }
    let isOwnFile = option.like != nil
    let file = isOwnFile ? "options/\(option.id).yaml" : "criteria/\(decision.id).yaml"
    let anchor = isOwnFile ? "service" : "- {id: \(option.id),"
    if option.isOffered {
      return LintFinding(
        .error, file: file, anchor: anchor,
        "the option `\(option.id)` offers \(service.name), whose lifecycle is "
          + service.lifecycle.state.rawValue,
        remedy: "write `offered: false` if it stays to say why, or remove it")
    }
    return LintFinding(
      .warning, file: file, anchor: anchor,
      "the option `\(option.id)` is not offered, though \(service.name) is active",
      remedy: "remove `offered: false`, or correct the lifecycle of services/\(id).yaml")
  }
}
