import CapacityPlanning
package import CatalogModel
import Quantities
import Requirements
import Uncertainty

/// Draws every range of answers and recalled facts, and looks what becomes of the plan.
///
/// The architectures keep the sizes of the likely plan: the question is what happens to what was
/// built, not what would have been built.
package struct RiskAnalysis: Sendable {
  package let catalog: Catalog
  package let plan: Plan

  package init(catalog: Catalog, plan: Plan) {
    // What is read for a sample is no part of the plan.
    self.catalog = catalog.noting(nil)
    self.plan = plan
  }

  /// What to draw and to look at.
  package struct Settings: Hashable, Sendable {
    /// At least 2.
    package var samples: Int
    package var seed: UInt64
    /// The stages to look at besides the present load, by index.
    package var stages: [Int]
    /// Whether recalled facts are drawn besides answers.
    package var drawsFacts: Bool
    /// Whether the choices of the present stage are compared with their alternatives.
    package var comparesChoices: Bool
    /// How many cores compute, nil for all; the result does not depend on it.
    package var cores: Int?

    package init(
      samples: Int, seed: UInt64 = 1, stages: [Int] = [], comparesChoices: Bool = true,
      drawsFacts: Bool = true, cores: Int? = nil
    ) {
      self.samples = samples
      self.seed = seed
      self.stages = stages
      self.comparesChoices = comparesChoices
      self.drawsFacts = drawsFacts
      self.cores = cores
    }
  }

  /// An architecture, and the users that it is looked at with; nil for the sampled present ones.
  private struct Target {
    let architecture: Architecture
    let users: Users?
    /// What it carries with the likely values.
    let reach: Users
  }

  /// What one sample says of one target.
  private struct Outcome {
    var p95 = 0.0
    var p99 = 0.0
    var compute = 0.0
    var database = 0.0
    var strain = 0.0
    var cost = 0.0
    var users = 0.0
    var meets = false
  }

  /// The analysis; O(samples · (targets + options)).
  ///
  /// - Throws: What the catalog lacks.
  package func report(_ settings: Settings) throws(Catalog.Gap) -> RiskReport {
    let targets = targets(settings.stages)
    let alternatives =
      settings.comparesChoices
      ? try Alternatives(catalog: catalog, plan: plan).choices() : []
    let base = Scenario(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let inputs = try UncertainInputs(
      base,
      facts: settings.drawsFacts ? try rangedFacts(targets.map(\.target), alternatives) : [])
    let cube = LatinHypercube(count: settings.samples, seed: settings.seed)
    let columns = inputs.inputs.map { cube.column($0.name) }
    let comparison = ChoiceComparison(alternatives: alternatives)
    let runs = SampleRuns.map(settings.samples, cores: settings.cores) {
      sample -> Result<([Outcome], [Double]), Catalog.Gap> in
      Result { () throws(Catalog.Gap) in
        let scenario = try inputs.scenario { columns[$0].share(sample) }
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(targets.count)
        for entry in targets { outcomes.append(try Self.outcome(entry.target, in: scenario)) }
        return (outcomes, try comparison.costs(in: scenario))
      }
    }
    var outcomes: [[Outcome]] = []
    var costs: [[Double]] = []
    outcomes.reserveCapacity(runs.count)
    costs.reserveCapacity(runs.count)
    for run in runs {
      let (outcome, cost) = try run.get()
      outcomes.append(outcome)
      costs.append(cost)
    }
    var present: LoadRisk?
    var stages: [Int: LoadRisk] = [:]
    for (place, entry) in targets.enumerated() {
      let risk = self.risk(
        outcomes.map { $0[place] }, columns, budget: entry.stage == nil)
      if let stage = entry.stage { stages[stage] = risk } else { present = risk }
    }
    return RiskReport(
      samples: settings.samples, seed: settings.seed, inputs: inputs.inputs, present: present,
      stages: stages, regrets: comparison.regrets(costs))
  }

  private func targets(_ stages: [Int]) -> [(stage: Int?, target: Target)] {
    var result: [(stage: Int?, target: Target)] = []
    func add(_ planned: PlannedStage, _ stage: Int?, _ users: Users?) {
      let reach = planned.breaking.users ?? Users(1e10)
      result.append(
        (stage, Target(architecture: planned.architecture, users: users, reach: reach)))
    }
    if let current = plan.current { add(current, nil, nil) }
    for stage in stages where plan.stages.indices.contains(stage) {
      if let planned = plan.stages[stage].planned {
        add(planned, stage, plan.stages[stage].workload.users)
      }
    }
    return result
  }

  private static func outcome(
    _ target: Target, in scenario: Scenario
  ) throws(Catalog.Gap) -> Outcome {
    let requirements = scenario.requirements
    let workload = requirements.workload(users: target.users ?? requirements.users.now)
    let model = scenario.model
    let point = try model.point(target.architecture, under: workload)
    return Outcome(
      p95: point.p95, p99: point.p99, compute: point.computeUtilization,
      database: point.databaseUtilization, strain: point.strain,
      cost: point.cost.value,
      users: try model.reach(
        of: target.architecture, near: target.reach, from: (workload.users, point)),
      meets: point.meetsLatency)
  }

  private func risk(
    _ outcomes: [Outcome], _ columns: [LatinHypercube.Column], budget: Bool
  ) -> LoadRisk {
    func share(_ holds: (Outcome) -> Bool) -> Double {
      Double(outcomes.count(where: holds)) / Double(outcomes.count)
    }
    let p99 = Sensitivity(outcomes.map(\.p99))
    let cost = Sensitivity(outcomes.map(\.cost))
    let users = Sensitivity(outcomes.map(\.users))
    let limit = budget ? plan.requirements.budget.monthly : nil
    return LoadRisk(
      p95Milliseconds: Band(outcomes.map { $0.p95 * 1000 }),
      p99Milliseconds: Band(outcomes.map { $0.p99 * 1000 }),
      computeUtilization: Band(outcomes.map(\.compute)),
      databaseUtilization: Band(outcomes.map(\.database)),
      monthlyCost: Band(outcomes.map(\.cost)), users: Band(outcomes.map(\.users)),
      objectiveMet: share(\.meets), carried: share { $0.strain <= 1 + 1e-9 },
      withinBudget: limit.map { limit in share { $0.cost <= limit.value } },
      weights: columns.map {
        Weight(
          p99: p99.explained(by: $0), cost: cost.explained(by: $0),
          users: users.explained(by: $0))
      })
  }

  /// The facts with a range among those that the models read for these targets.
  private func rangedFacts(
    _ targets: [Target], _ alternatives: [Alternatives.Choice]
  ) throws(Catalog.Gap) -> [UncertainInput] {
    let reads = CatalogReads()
    let noting = catalog.noting(reads)
    let base = Scenario(
      catalog: noting,
      parameters: try PlanningParameters(noting, for: plan.requirements),
      requirements: plan.requirements)
    for target in targets { _ = try Self.outcome(target, in: base) }
    _ = try ChoiceComparison(alternatives: alternatives).costs(in: base)
    let ranged = try RangedFact(catalog)
    return reads.ids.sorted().compactMap(ranged.input)
  }
}
