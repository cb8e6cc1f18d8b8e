import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// What else the choices of the present stage could have been, each sized like the plan.
struct Alternatives {
  let catalog: Catalog
  let plan: Plan

  /// A choice with the architectures of its options.
  struct Choice {
    let decision: String
    let title: String
    let options: [Option]
  }

  struct Option {
    let option: String
    let title: String
    let architecture: Architecture
    /// What the change to it costs, spread over the planning months; 0 for what stands or is chosen
    /// where nothing stands.
    let effort: Double
    let users: Users
  }

  /// The choices of the present stage that have two or more options left which can be sized.
  ///
  /// Every other choice stays as it is, but for the way in of another platform. Sizes are those that
  /// the plan would have given the option at the load that the present architecture was sized for.
  func choices() throws(Catalog.Gap) -> [Choice] {
    guard let index = plan.currentIndex, let stage = plan.stages[index].planned else { return [] }
    // An unchanged stage has the sizes of the one that it continues.
    let origin = plan.stages[...index].last { !($0.planned?.isUnchanged ?? true) }
    let workload = (origin ?? plan.stages[index]).workload
    let sizing = ArchitectureSizing(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    var choices: [Choice] = []
    for decision in stage.decisions where decision.ranking.count > 1 {
      var options: [Option] = []
      for option in decision.ranking.map(\.option) {
        guard let design = design(stage.design, decision, option) else { continue }
        let isChosen = design == stage.design
        let architecture =
          isChosen ? stage.architecture : try sizing.size(design, for: workload)
        guard let architecture else { continue }
        options.append(
          Option(
            option: option, title: decision.title(option), architecture: architecture,
            effort: try effort(decision, option), users: workload.users))
      }
      guard options.count > 1, options[0].option == decision.chosen else { continue }
      choices.append(
        Choice(
          decision: decision.id,
          title: decision.definition.title + (decision.scope.map { ": " + $0 } ?? ""),
          options: options))
    }
    return choices
  }

  /// The design with one choice exchanged; nil for decisions that change no bill, and for pairs that
  /// cannot be built.
  private func design(_ design: Design, _ decision: Decision, _ option: String) -> Design? {
    if option == decision.chosen { return design }
    var result = design
    switch decision.definition.id {
    case "compute":
      guard let platform = ComputePlatform(rawValue: option), design.engine != .onInstance else {
        return nil
      }
      result.compute = platform
      (result.exposure, result.balancing) = DesignChooser.plainEntry(platform, plan.requirements)
      if platform == .singleInstance { result.zones = 1 }
    case "exposure":
      guard let exposure = Exposure(rawValue: option) else { return nil }
      result.exposure = exposure
      result.balancing = DesignChooser.balancing(behind: exposure, design.compute)
    case "database":
      guard let engine = RelationalEngine(rawValue: option),
        engine != .onInstance || design.compute == .singleInstance
      else { return nil }
      result.engine = engine
    case "caching":
      guard let caching = Design.Caching(rawValue: option) else { return nil }
      result.caching = caching
    case "store":
      guard let scope = decision.scope, let store = Placement.Store(rawValue: option) else {
        return nil
      }
      var stores = design.placement.stores
      stores[scope] = store
      result.placement = Placement(stores: stores)
      if !stores.values.contains(.sql) { result.engine = nil }
      if store == .sql, result.engine == nil { result.engine = .rds }
    default: return nil
    }
    return result
  }

  private static let effortKinds = [
    "compute": "platform", "exposure": "exposure", "database": "engine", "caching": "cache",
    "store": "table",
  ]

  private func effort(_ decision: Decision, _ option: String) throws(Catalog.Gap) -> Double {
    func stands(_ option: String) -> Bool {
      decision.optionSignals[option]?[.incumbent]?.value == .flag(true)
    }
    guard decision.ranking.contains(where: { stands($0.option) }), !stands(option),
      let kind = Self.effortKinds[decision.definition.id]
    else { return 0 }
    return try catalog.number("planning.effortPersonDays#" + kind)
      * plan.parameters.personDayCost / plan.parameters.effortMonths
  }
}
