package import Requirements
import Roadmap

/// `tenfold what-if`: the plan as it is, and beside it those of other answers.
package struct WhatIfDocument: Sendable {
  /// One set of other answers with its plan.
  package struct Variant: Sendable {
    let name: String
    /// The changes as they were written.
    let sets: [String]
    let answers: [AnswerChange]
    let report: ReportInput

    package init(name: String, sets: [String], answers: [AnswerChange], report: ReportInput) {
      self.name = name
      self.sets = sets
      self.answers = answers
      self.report = report
    }
  }

  let base: ReportInput
  let variants: [Variant]

  package init(base: ReportInput, variants: [Variant]) {
    self.base = base
    self.variants = variants
  }

  /// What is compared side by side.
  var figures: [PlanFigure] {
    PlanFigure.Subject.allCases.map { subject in
      PlanFigure(subject, base: base.plan, variants: variants.map(\.report.plan))
    }
  }

  /// What a variant changes in the plan, by topic.
  func difference(_ variant: Variant) -> PlanDifference {
    PlanDifference(from: base, to: variant.report, answers: variant.answers)
  }

  /// The topics that are told of each variant: the figures beside each other tell the rest.
  static let topics: [DifferenceSection.Topic] = [.answers, .verdict, .decisions, .stages]
}
