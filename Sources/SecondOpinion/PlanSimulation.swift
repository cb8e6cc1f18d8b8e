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
    /// The cache before the SQL database is empty at the peak.
    case coldCache = "cold-cache"
    /// A crowd comes within a minute, on top of a mean hour.
    case flashCrowd = "flash-crowd"

    /// After the title of a stage.
    var suffix: String {
      switch self {
      case .normal: ""
      case .zoneLost: " with a zone lost"
      case .coldCache: " with an empty cache"
      case .flashCrowd: " under a flash crowd"
      }
    }
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
    let title = title + situation.suffix
    func refused(_ reason: String) -> StageOpinion {
      StageOpinion(title: title, users: workload.users, outcome: .refused(reason))
    }
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    switch situation {
    case .normal, .zoneLost: break
    case .coldCache:
      guard let cold = try model.coldCache(of: architecture, under: workload) else {
        return refused("there is no cache before the SQL database")
      }
      guard let latency = cold.latency else {
        return refused(cold.latencyLimit?.text ?? "there are no response times")
      }
      do {
        let compared = try StageSimulation(cold.description, settings).compare(
          with: latency, utilization: { cold.utilizations[$0.name] }, coldStart: nil,
          progress: progress)
        return StageOpinion(title: title, users: workload.users, outcome: .compared(compared))
      } catch {
        return refused(error.reason)
      }
    case .flashCrowd:
      let analysis = try FailureAnalysis(
        catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
      guard let crowd = try analysis.crowd(at: architecture, under: workload) else {
        return refused("functions have no machines that a crowd could fill")
      }
      do {
        let compared = try CrowdSimulation(crowd, settings).compare(progress: progress)
        return StageOpinion(title: title, users: workload.users, outcome: .compared(compared))
      } catch {
        return refused(error.reason)
      }
    }
    let isLost = situation == .zoneLost
    guard let latency = isLost ? assessment.latencyZoneLost : assessment.latency else {
      return refused(
        isLost
          ? "nothing is spread over zones by count, or what is left saturates"
          : assessment.latencyLimit?.text ?? "there are no response times")
    }
    let description = try model.description(
      of: architecture, under: workload, zoneLost: isLost)
    let coldStart = try model.coldStartShare(of: architecture, under: workload)
    do {
      let compared = try StageSimulation(description, settings).compare(
        with: latency,
        utilization: { station in
          guard isLost else { return assessment.utilization(station.tier, station.resource) }
          return station.tier == .compute && station.resource == "CPU"
            ? assessment.computeUtilizationZoneLost : nil
        }, coldStart: coldStart, progress: progress)
      return StageOpinion(title: title, users: workload.users, outcome: .compared(compared))
    } catch {
      return refused(error.reason)
    }
  }
}
