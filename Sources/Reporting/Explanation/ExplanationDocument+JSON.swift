import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension ExplanationDocument {
  /// The explanation for programs, its members sorted; `schema/explanation.schema.json` describes it.
  package var json: String {
    JSONValue.object([
      "made": PlanDocument.provenance(input),
      "system": .string(input.plan.requirements.name),
      "stage": .string(input.plan.stages[stageIndex].definition.id),
      "sizedForUsers": .number(input.plan.stages[stageIndex].workload.users.value),
      "decisions": .array(explanations.map(value)),
      "refusals": .array(isWhole ? input.refusals.map(WhyJSON.refusal) : []),
      "warnings": .strings(warnings),
      "idleQuestions": .strings(isWhole ? input.plan.idleQuestions : []),
    ]).document
  }

  private func value(_ explanation: DecisionExplanation) -> JSONValue {
    var members = DecisionJSON.members(explanation.decision)
    members["runnerUp"] = .optional(explanation.decision.ranking.dropFirst().first?.option)
    members["constraints"] = .array(explanation.findings.map(Self.finding))
    members["answers"] = .array(explanation.answers.map(Self.answer))
    members["answersWithoutEffect"] = .array(explanation.idleAnswers.map(Self.answer))
    members["values"] = .array(explanation.values.map(Self.value))
    members["facts"] = .array(explanation.facts.map(PlanDocument.fact))
    members["flip"] = explanation.flip.map { WhyJSON.flip($0.flip) } ?? .null
    members["flipIsKnown"] = .bool(explanation.isFlipKnown)
    return .object(members)
  }

  private static func answer(_ answer: DecisionExplanation.AnswerLine) -> JSONValue {
    .object([
      "question": .string(answer.question), "value": .string(answer.value),
      "isAssumed": .bool(answer.isAssumed),
    ])
  }

  private static func value(_ value: RuleValue) -> JSONValue {
    .object([
      "name": .string(value.name), "formula": .optional(value.formula),
      "questions": .strings(value.questions), "facts": .strings(value.facts),
      "readings": .array(
        value.readings.map {
          .object([
            "option": .optional($0.option), "value": .string($0.value),
            "sum": $0.sum.isEmpty ? .null : .string($0.sum),
          ])
        }),
    ])
  }

  private static func finding(_ finding: ConstraintFinding) -> JSONValue {
    .object([
      "option": .string(finding.option), "constraint": .string(finding.constraint),
      "rule": .optional(finding.rule), "text": .string(finding.text),
      "passes": .bool(finding.passes), "required": .string(finding.required),
      "observed": .string(finding.observed), "facts": .strings(finding.facts.map(\.id)),
    ])
  }
}
