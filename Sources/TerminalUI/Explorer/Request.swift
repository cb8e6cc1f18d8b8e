package import Requirements

/// What is computed in the background for the explorer.
package enum Request: Hashable, Sendable {
  /// The pages of the plan.
  case pages(AnswerSheet)
  /// The plan's state under some numbers of users.
  case loads(AnswerSheet, [LoadStep])
  /// Response times over the load of the present stage.
  case curve(AnswerSheet)
  /// The plan for changed answers.
  case variant(AnswerSheet)
  /// The numeric answers that matter most, first.
  case influence(AnswerSheet)

  /// Requests of a lane replace each other; those of different ones do not.
  package enum Lane: Int, Hashable, Sendable, CaseIterable {
    case pages, loads, curve, variant, influence
  }

  package var lane: Lane {
    switch self {
    case .pages: .pages
    case .loads: .loads
    case .curve: .curve
    case .variant: .variant
    case .influence: .influence
    }
  }
}

/// What came of a request.
package enum Reply: Hashable, Sendable {
  case pages([PlanPage])
  case loads([LoadView])
  case curve(CurveChart?)
  case variant(Preview)
  case influence([Influence])

  package var lane: Request.Lane {
    switch self {
    case .pages: .pages
    case .loads: .loads
    case .curve: .curve
    case .variant: .variant
    case .influence: .influence
    }
  }
}

/// How much a numeric answer matters.
package struct Influence: Hashable, Sendable {
  package let question: String
  /// By how much p99, cost or the users carried change when the answer grows by a tenth, whichever
  /// changes most, as a share.
  package let effect: Double
  /// The same in words.
  package let text: String

  package init(question: String, effect: Double, text: String) {
    self.question = question
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
