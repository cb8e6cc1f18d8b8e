/// What a team decides about its plans: which criteria matter more, which limits a plan must keep,
/// and which missed ones are accepted for now.
package struct TeamPolicy: Hashable, Sendable {
  package let priorities: [Priority]
  package let gates: [GateRule]
  package let waivers: [Waiver]

  package init(priorities: [Priority] = [], gates: [GateRule] = [], waivers: [Waiver] = []) {
    self.priorities = priorities
    self.gates = gates
    self.waivers = waivers
  }
}

/// A criterion whose weight is multiplied.
package struct Priority: Hashable, Sendable {
  /// The decision; nil for every one that has the criterion.
  package let decision: String?
  package let criterion: String
  /// At least 0.
  package let factor: Double

  package init(decision: String?, criterion: String, factor: Double) {
    self.decision = decision
    self.criterion = criterion
    self.factor = factor
  }
}

/// How bad it is to miss a gate.
package enum GateLevel: String, Hashable, Sendable, CaseIterable {
  /// It fails the plan.
  case error
  case warning, note
}

/// A limit that a team sets besides its objectives and its budget.
package struct GateRule: Hashable, Sendable {
  /// What is limited; raw values are choices of the column `measure`.
  package enum Measure: String, Hashable, Sendable, CaseIterable {
    case monthlyCost = "monthly-cost"
    case costChange = "cost-change"
    case p95, p99, utilization, availability, lifecycle
    case factAge = "fact-age"
    case runway

    /// The column that holds its limit.
    package var limitColumn: String {
      switch self {
      case .monthlyCost: "mostUSD"
      case .costChange, .utilization: "mostShare"
      case .p95, .p99: "mostMilliseconds"
      case .availability: "leastShare"
      case .lifecycle: "mostServices"
      case .factAge: "mostMonths"
      case .runway: "leastMonths"
      }
    }
  }

  package let name: String
  package let measure: Measure
  /// In the unit of the measure: US dollars a month, a share of one, milliseconds, services, months.
  package let limit: Double
  /// The id of the stage that it holds for; nil for the present users.
  package let stage: String?
  package let level: GateLevel

  package init(name: String, measure: Measure, limit: Double, stage: String?, level: GateLevel) {
    self.name = name
    self.measure = measure
    self.limit = limit
    self.stage = stage
    self.level = level
  }

  /// The gates of every plan, which waivers may name as well.
  package static let builtIn = [
    "p95", "p99", "availability", "recovery", "data-loss", "budget",
  ]
  /// The gate of plans that nothing carries, which nobody can waive.
  package static let capacity = "capacity"
}

/// A missed gate that is accepted for now.
package struct Waiver: Hashable, Sendable {
  /// The gate's id.
  package let gate: String
  package let owner: String
  package let reason: String
  /// The last day on which it holds, `YYYY-MM-DD`.
  package let expires: String

  package init(gate: String, owner: String, reason: String, expires: String) {
    self.gate = gate
    self.owner = owner
    self.reason = reason
    self.expires = expires
  }
}
