/// What the planner says about the answers so far, as the terminal shows it.
///
/// All texts are finished: numbers carry their units, and nothing is computed from them.
package struct Preview: Hashable, Sendable {
  /// Whether the plan meets what was asked.
  package enum Verdict: Hashable, Sendable {
    case met, missed
    /// Nothing could be planned from these answers.
    case none
  }

  /// One decision of the recommended stack.
  package struct Decision: Hashable, Sendable {
    package let title: String
    /// The option that was chosen.
    package let option: String
    /// By how much it leads, such as `+12 over Fargate`; empty where there is no contest.
    package let margin: String

    package init(title: String, option: String, margin: String) {
      self.title = title
      self.option = option
      self.margin = margin
    }
  }

  /// Something to look at in the answers.
  package struct Finding: Hashable, Sendable {
    package let isError: Bool
    package let text: String

    package init(isError: Bool, text: String) {
      self.isError = isError
      self.text = text
    }
  }

  package let verdict: Verdict
  /// The verdict in a line, such as `Meets every objective` or `p99 is missed by 40 ms`.
  package let verdictText: String
  package let stage: String
  package let decisions: [Decision]
  package let monthlyCost: String
  package let p99: String
  package let nextBottleneck: String
  package let findings: [Finding]
  /// Numbers to compare with those of another plan; nil without a plan.
  package let figures: PlanFigures?
  /// The deployment units of the present stage, which the explorer can show one by one; empty for a
  /// system of one unit.
  package let units: [String]
  /// The objectives that are missed, by the names of their gates.
  package let missed: [String]

  package init(
    verdict: Verdict, verdictText: String, stage: String, decisions: [Decision],
    monthlyCost: String, p99: String, nextBottleneck: String, findings: [Finding],
    figures: PlanFigures? = nil, units: [String] = [], missed: [String] = []
  ) {
    self.verdict = verdict
    self.verdictText = verdictText
    self.stage = stage
    self.decisions = decisions
    self.monthlyCost = monthlyCost
    self.p99 = p99
    self.nextBottleneck = nextBottleneck
    self.findings = findings
    self.figures = figures
    self.units = units
    self.missed = missed
  }
}
