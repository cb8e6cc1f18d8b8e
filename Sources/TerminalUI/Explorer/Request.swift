package import Requirements

/// What is computed in the background for the explorer.
///
/// A unit is the name of a deployment unit, or nil for the whole system.
package enum Request: Hashable, Sendable {
  /// The pages of the plan.
  case pages(AnswerSheet, unit: String?)
  /// The plan's state under some numbers of users.
  case loads(AnswerSheet, [LoadStep], unit: String?)
  /// Response times over the load of the present stage.
  case curve(AnswerSheet, unit: String?)
  /// The plan for changed answers.
  case variant(AnswerSheet)
  /// The numeric answers that matter most, first.
  case influence(AnswerSheet)
  /// What would reverse the decisions.
  case flips(AnswerSheet)

  /// Requests of a lane replace each other; those of different ones do not.
  package enum Lane: Int, Hashable, Sendable, CaseIterable {
    case pages, loads, curve, variant, influence, flips

    /// Whether what it computes differs from unit to unit.
    var dependsOnUnit: Bool { self == .pages || self == .loads || self == .curve }
  }

  package var lane: Lane {
    switch self {
    case .pages: .pages
    case .loads: .loads
    case .curve: .curve
    case .variant: .variant
    case .influence: .influence
    case .flips: .flips
    }
  }

  /// Whether it takes seconds, so that nobody should wait for it unasked.
  package var isLong: Bool { lane == .flips }
}

/// What came of a request.
package enum Reply: Hashable, Sendable {
  case pages([PlanPage], unit: String?)
  case loads([LoadView], unit: String?)
  case curve(CurveChart?, unit: String?)
  case variant(Preview)
  case influence([Influence])
  case flips(FlipReasons)
}

/// What would reverse the decisions of the present stage.
package struct FlipReasons: Hashable, Sendable {
  /// To be shown below the decisions.
  package let blocks: [PlanPage.Block]
  /// To be joined with the reasons for a decision, by its subject.
  package let parts: [String: [Why.Part]]

  package init(blocks: [PlanPage.Block], parts: [String: [Why.Part]]) {
    self.blocks = blocks
    self.parts = parts
  }
}

/// How much a numeric answer matters.
package struct Influence: Hashable, Sendable {
  package let path: AnswerPath
  /// By how much p99, cost or the users carried change when the answer grows by a tenth, whichever
  /// changes most, as a share.
  package let effect: Double
  /// The same in words.
  package let text: String

  package init(_ path: AnswerPath, effect: Double, text: String) {
    self.path = path
    self.effect = effect
    self.text = text
  }
}

/// The figures of a plan that are compared with those of another one.
package struct PlanFigures: Hashable, Sendable {
  /// USD a month.
  package let cost: Double
  /// Milliseconds; nil where nothing carries the users.
  package let p99: Double?
  /// Users that the present stage carries; nil without a limit.
  package let carried: Double?
  /// Counted from zero; nil where no stage carries the present users.
  package let stage: Int?

  package init(cost: Double, p99: Double?, carried: Double?, stage: Int?) {
    self.cost = cost
    self.p99 = p99
    self.carried = carried
    self.stage = stage
  }
}
