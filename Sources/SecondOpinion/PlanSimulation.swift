import CapacityPlanning
package import CatalogModel
import Quantities
import Requirements
package import Roadmap
import Simulation

/// Simulates the stages of a plan.
package struct PlanSimulation: Sendable {
  /// What happens to a stage while it is simulated.
  package enum Situation: String, Sendable, CaseIterable {
    case normal
    /// The largest part of each tier that one zone holds is gone.
    case zoneLost = "zone-lost"
  }

  package let plan: Plan
  package let catalog: Catalog
  package let settings: StageSimulation.Settings

  package init(plan: Plan, catalog: Catalog, settings: StageSimulation.Settings) {
    self.plan = plan
    self.catalog = catalog
    self.settings = settings
  }

  /// Which architecture under which load.
  package enum Subject: Hashable, Sendable {
    /// The present architecture under the present load.
    case present
    /// A stage, counted from 0, at the upper end of its label.
    case stage(Int)
  }

  /// The stages with an architecture of their own.
  package var distinctStages: [Subject] {
    plan.stages.indices.filter { index in
      plan.stages[index].planned.map { !$0.isUnchanged } ?? false
    }.map { .stage($0) }
  }

  /// Models and simulates one subject.
  ///
  /// - Throws: The fact that the catalog lacks.
  package func opinion(
    of subject: Subject, in situation: Situation = .normal,
    progress: (@Sendable (Double) -> Void)? = nil
  ) throws(Catalog.Gap) -> StageOpinion {
    switch subject {
    case .present:
      guard let stage = plan.current, let present = plan.present else {
        return StageOpinion(
          title: "the present", users: plan.requirements.users.now,
          outcome: .refused("no architecture carries the present users"))
      }
      let title =
        plan.currentIndex.map { "the present, on stage \($0 + 1)" } ?? "the present"
      return try opinion(
        title, stage.architecture, present.workload, present.assessment, situation, progress)
    case .stage(let index):
      let stage = plan.stages[index]
      let title = "stage \(index + 1)"
      guard let planned = stage.planned else {
        return StageOpinion(
          title: title, users: stage.workload.users, outcome: .refused("no option is left"))
      }
      return try opinion(
        title, planned.architecture, stage.workload, planned.assessment, situation, progress)
    }
  }

  private func opinion(
    _ title: String, _ architecture: Architecture, _ workload: Workload,
    _ assessment: Assessment, _ situation: Situation, _ progress: (@Sendable (Double) -> Void)?
  ) throws(Catalog.Gap) -> StageOpinion {
    let title = title + (situation == .zoneLost ? " with a zone lost" : "")
    func refused(_ reason: String) -> StageOpinion {
      StageOpinion(title: title, users: workload.users, outcome: .refused(reason))
    }
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let isLost = situation == .zoneLost
    guard let latency = isLost ? assessment.latencyZoneLost : assessment.latency else {
      return refused(
        isLost
          ? "nothing is spread over zones by count, or what is left saturates"
          : "\(assessment.saturation?.station ?? "a station") is saturated")
    }
    let description = try model.description(
      of: architecture, under: workload, zoneLost: isLost)
    let coldStart = try model.coldStartShare(of: architecture, under: workload)
    do {
      let compared = try StageSimulation(description, settings).compare(
        with: latency,
        utilization: { tier, resource in
          guard isLost else { return assessment.utilization(tier, resource) }
          return tier == .compute && resource == "CPU"
            ? assessment.computeUtilizationZoneLost : nil
        }, coldStart: coldStart, progress: progress)
      return StageOpinion(title: title, users: workload.users, outcome: .compared(compared))
    } catch {
      return refused(error.reason)
    }
  }
}
