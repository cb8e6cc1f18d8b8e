import CatalogModel
import OptionScoring
import Quantities

/// A decision for programs: ranking with contributions, and rejections.
enum DecisionJSON {
  static func value(_ decision: Decision) -> JSONValue { .object(members(decision)) }

  static func members(_ decision: Decision) -> JSONMembers {
    [
      "id": .string(decision.id), "title": .string(DecisionText.heading(decision)),
      "chosen": .optional(decision.chosen), "marginPoints": .optional(decision.margin?.value),
      "ranking": .array(decision.ranking.map { evaluation($0, decision) }),
      "rejections": .array(decision.rejections.map(rejection)),
      "questions": .strings(decision.questions), "method": .string(Method.derived.label),
    ]
  }

  private static func evaluation(_ evaluation: Evaluation, _ decision: Decision) -> JSONValue {
    .object([
      "option": .string(evaluation.option), "title": .string(decision.title(evaluation.option)),
      "scorePoints": .number(evaluation.score.value),
      "contributions": .array(evaluation.contributions.map(contribution)),
    ])
  }

  private static func contribution(_ contribution: Contribution) -> JSONValue {
    .object([
      "criterion": .string(contribution.criterion), "title": .string(contribution.title),
      "rule": .optional(contribution.rule), "text": .string(contribution.text),
      "possiblePoints": .number(contribution.possible.value), "score": .number(contribution.score),
      "points": .number(contribution.points.value), "observed": .optional(contribution.observed),
      "reason": .string(contribution.reason.rawValue),
      "questions": .strings(contribution.questions),
    ])
  }

  private static func rejection(_ rejection: Rejection) -> JSONValue {
    .object([
      "option": .string(rejection.option), "constraint": .string(rejection.constraint),
      "rule": .optional(rejection.rule), "text": .string(rejection.text),
      "required": .string(rejection.required), "observed": .string(rejection.observed),
      "reason": .string(rejection.reason.rawValue), "questions": .strings(rejection.questions),
      "facts": .array(rejection.facts.map(PlanDocument.fact)),
    ])
  }
}
