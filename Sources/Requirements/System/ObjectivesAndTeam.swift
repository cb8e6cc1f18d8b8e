package import Quantities

/// What is promised to users and regulators.
package struct Objectives: Hashable, Sendable {
  package internal(set) var p95: Seconds
  package internal(set) var p99: Seconds
  /// The promised share of time in which the system answers.
  package let availability: Double
  /// How much of the newest data may be lost in a disaster.
  package let dataLoss: Seconds
  /// How long it may take to answer again after the loss of a zone.
  package let recovery: Seconds
  /// Ids of the choices of `objectives.compliance`.
  package let compliance: [String]
  /// Whether the first request after an idle time may wait until the database has resumed.
  package let databaseMayPause: Bool

  package init(
    p95: Seconds, p99: Seconds, availability: Double, dataLoss: Seconds,
    recovery: Seconds = Seconds(28_800), compliance: [String], databaseMayPause: Bool = false
  ) {
    self.recovery = recovery
    self.p95 = p95
    self.p99 = p99
    self.availability = availability
    self.dataLoss = dataLoss
    self.compliance = compliance
    self.databaseMayPause = databaseMayPause
  }
}

/// What it may cost, and how far the roadmap looks.
package struct Budget: Hashable, Sendable {
  /// At the present number of users; nil for no limit.
  package let monthly: USDPerMonth?
  package let horizonMonths: Double
  /// The id of the purchase option of what runs all the time, or `on-demand`.
  package let purchase: String

  package init(
    monthly: USDPerMonth?, horizonMonths: Double, purchase: String = Budget.onDemand
  ) {
    self.monthly = monthly
    self.horizonMonths = horizonMonths
    self.purchase = purchase
  }

  /// Nothing is committed.
  package static let onDemand = "on-demand"
}

/// Who builds and runs it.
package struct Team: Hashable, Sendable {
  package let people: Double
  /// Full-time equivalents on operations.
  package let operations: Double
  /// Ids of the choices of `team.skills`.
  package let skills: [String]
  /// `none`, `ecosystem` or `portability`.
  package let kubernetesNeed: String
  package let teams: Double

  package init(
    people: Double, operations: Double, skills: [String], kubernetesNeed: String, teams: Double
  ) {
    self.people = people
    self.operations = operations
    self.skills = skills
    self.kubernetesNeed = kubernetesNeed
    self.teams = teams
  }
}

/// An answer that nobody gave, and what was taken instead.
package struct Assumption: Hashable, Sendable {
  /// The question's path; of a table's column with the row, such as `requests[browse].reads`.
  package let question: String
  /// The assumed value with its unit, as text.
  package let value: String
  /// The range it may lie in, as text; nil for a value that has none.
  package let range: String?
  package let reason: String

  package init(question: String, value: String, range: String?, reason: String) {
    self.question = question
    self.value = value
    self.range = range
    self.reason = reason
  }
}
