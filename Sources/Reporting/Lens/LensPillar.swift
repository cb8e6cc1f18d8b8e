/// The pillars of the Well-Architected Framework, with the ids that the tool knows them by, and one of
/// our own for the answers.
enum LensPillar: String, CaseIterable {
  case operationalExcellence, security, reliability, performance, costOptimization
  case sustainability
  case answers = "tenfold_answers"

  var name: String {
    switch self {
    case .operationalExcellence: "Operational excellence"
    case .security: "Security"
    case .reliability: "Reliability"
    case .performance: "Performance efficiency"
    case .costOptimization: "Cost optimization"
    case .sustainability: "Sustainability"
    case .answers: "Answers that the plan rests on"
    }
  }

  /// The pillar that a decision bears on most.
  init(decision id: String) {
    switch id {
    case "inspection": self = .security
    case "compute", "tracing", "workers": self = .operationalExcellence
    case "balancing", "database", "store", "messaging": self = .reliability
    default: self = .performance
    }
  }

  /// The pillar that a gate bears on most.
  init(gate id: String) {
    switch id {
    case "availability", "recovery", "data-loss", "capacity": self = .reliability
    case "budget": self = .costOptimization
    default: self = .performance
    }
  }
}
