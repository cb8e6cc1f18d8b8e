import OrderedCollections

/// Finds options that offer a service which nobody new can have, those that could be offered, and
/// services whose lifecycle contradicts itself.
enum LifecycleLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    if catalog.decisions.isEmpty {
      return [
        LintFinding(
          .warning, file: "criteria", anchor: "", "the catalog defines no decision",
          remedy: "add criteria/<decision>.yaml")
      ]
    }
    return catalog.services.values.compactMap(contradiction)
      + catalog.decisions.values.flatMap { decision in
        decision.options.compactMap { finding($0, of: decision, in: catalog) }
      }
  }

  /// A service that is told to be left and is active all the same: its state was not changed.
  private static func contradiction(_ service: Service) -> LintFinding? {
    let lifecycle = service.lifecycle
    guard lifecycle.isOpen, lifecycle.migration != nil || !lifecycle.replacement.isEmpty else {
      return nil
    }
    return LintFinding(
      .error, file: "services/\(service.id).yaml", anchor: "lifecycle",
      "\(service.name) is active, and could be recommended, though its lifecycle says what to move to",
      remedy: "write its state, such as `closed`, or take `migration` and `replacement` away")
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
