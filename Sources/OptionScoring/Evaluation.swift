package import CatalogModel

/// What one criterion adds to an option's score.
package struct Contribution: Hashable, Sendable {
  package let criterion: String
  package let rule: String?
  package let title: String
  package let text: String
  package let reason: Reason
  /// The weight's share of 100 points.
  package let possible: Points
  /// From 0 to 1.
  package let score: Double
  /// The points it adds: `possible · score`, rounded to a hundredth.
  package let points: Points
  /// The value that was scored, with its unit; nil for a fixed score.
  package let observed: String?
  package let questions: [String]

  package init(
    criterion: String, rule: String?, title: String, text: String, reason: Reason,
    possible: Points, score: Double, observed: String?, questions: [String]
  ) {
    self.criterion = criterion
    self.rule = rule
    self.title = title
    self.text = text
    self.reason = reason
    self.possible = possible
    self.score = score
    self.observed = observed
    self.questions = questions
    points = possible.earned(by: score)
  }
}

/// The score of an option that no constraint rejects, of 100 points.
package struct Evaluation: Hashable, Sendable {
  package let option: String
  /// What each criterion adds; empty where no reasons were asked for.
  package let contributions: [Contribution]
  /// The sum of what the criteria add, which is exact.
  package let score: Points

  package init(option: String, contributions: [Contribution]) {
    self.option = option
    self.contributions = contributions
    score = contributions.reduce(.zero) { $0 + $1.points }
  }

  /// A score without its parts.
  init(option: String, score: Points) {
    self.option = option
    self.score = score
    contributions = []
  }
}
