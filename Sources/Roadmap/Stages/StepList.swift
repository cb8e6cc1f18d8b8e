import CapacityPlanning
import CatalogModel

/// The changes from one list of components to the next, observability first.
struct StepList {
  let catalog: Catalog
  /// What a load does to the stage before, for the reasons of mere changes of size.
  let strain: Strain
  let isMeasuredToday: Bool

  /// The steps; `before` is empty for the first stage.
  func steps(from before: [Component], to after: [Component]) throws(Catalog.Gap) -> [Step] {
    var steps: [Step] = []
    for component in after {
      if component.slot == "metrics" {
        if before.isEmpty && !isMeasuredToday { steps.append(try observe(component)) }
        continue
      }
      guard let old = before.first(where: { $0.slot == component.slot }) else {
        steps.append(try step(.add, component, "Add \(Self.name(component))"))
        continue
      }
      if old.option != component.option {
        steps.append(
          try step(.replace, component, "Replace \(Self.name(old)) by \(Self.name(component))"))
      } else if old.size != component.size, !Self.followsItself(component, from: old) {
        steps.append(try resize(component, from: old))
      }
    }
    for old in before where !after.contains(where: { $0.slot == old.slot }) {
      let kind = Self.holdsData(old) ? "remove-data" : "remove"
      steps.append(
        Step(
          kind: .remove, title: "Remove \(Self.name(old))",
          because: "another part took its work over", reasons: [.economy], rule: nil,
          personDays: try days(kind), effortKind: kind, isTuning: false))
    }
    // Nothing is tuned before it is measured (P6), structure stands before its tuning, and reads are
    // taken away before anything is scaled up for them (P7).
    return steps.filter { $0.kind == .observe }
      + steps.filter { $0.kind != .observe && !$0.isTuning }
      + steps.filter { $0.isTuning && $0.kind != .resize }
      + steps.filter { $0.isTuning && $0.kind == .resize }
  }

  /// Whether AWS changes the size by itself: functions, tables on demand, tasks behind a queue.
  private static func followsItself(_ component: Component, from old: Component) -> Bool {
    switch component.option {
    case "lambda": true
    case "dynamodb": [old, component].allSatisfy { $0.size.contains("on demand") }
    default: component.slot == "workers"
    }
  }

  private func observe(_ component: Component) throws(Catalog.Gap) -> Step {
    Step(
      kind: .observe, title: "Set up \(component.title)", because: component.trigger,
      reasons: [component.reason], rule: "P6", personDays: try days(component.effortKind),
      effortKind: component.effortKind, isTuning: false)
  }

  private func step(
    _ kind: Step.Kind, _ component: Component, _ title: String
  ) throws(Catalog.Gap) -> Step {
    Step(
      kind: kind, title: title + (component.size.isEmpty ? "" : " (\(component.size))"),
      because: component.trigger, reasons: [component.reason], rule: component.rule,
      personDays: try days(component.effortKind), effortKind: component.effortKind,
      isTuning: Self.isTuning(component))
  }

  private func resize(_ component: Component, from old: Component) throws(Catalog.Gap) -> Step {
    let kind = component.tier == .database ? "resize-data" : "resize"
    let isInstance = component.slot == "database"
    return Step(
      kind: .resize, title: "Resize \(Self.name(component)): from \(old.size) to \(component.size)",
      because: try strain.reason(of: component)
        + (isInstance ? "; a larger class needs no change of the code" : ""),
      reasons: [.physical],
      rule: isInstance ? "D13" : component.slot == "replicas" ? "D14" : "P14",
      personDays: try days(kind), effortKind: kind, isTuning: true)
  }

  /// Whether taking a part away takes data away that nothing else holds.
  private static func holdsData(_ component: Component) -> Bool {
    component.slot == "database" || component.slot == "files"
      || component.slot.hasPrefix("table:")
  }

  /// The part within a sentence.
  private static func name(_ component: Component) -> String {
    switch component.slot {
    case "frontEnd": "the web interface: \(component.title)"
    case "standby": "a standby in another zone"
    case "replicas": "read replicas"
    case "files": "\(component.title) for files"
    case "workers": "workers: \(component.title)"
    case let slot where slot.hasPrefix("table:"):
      "the \(component.title) table \(slot.dropFirst("table:".count))"
    default: component.title
    }
  }

  /// Caches and replicas change how well the same thing is done, and need numbers to be judged.
  private static func isTuning(_ component: Component) -> Bool {
    component.tier == .cache || component.slot == "replicas" || component.slot == "proxy"
  }

  private func days(_ kind: String) throws(Catalog.Gap) -> Double {
    try catalog.number("planning.effortPersonDays#" + kind)
  }
}
