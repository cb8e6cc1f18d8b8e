import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension ExplanationDocument {
  /// The explanation for programs, its members sorted.
  package var json: String {
    JSONValue.object([
      "made": PlanDocument.provenance(input),
      "system": .string(input.plan.requirements.name),
      "stage": .string(input.plan.stages[stageIndex].definition.id),
      "decisions": .array(explanations.map(Self.value)),
      "warnings": .strings(warnings),
      "idleQuestions": .strings(isWhole ? input.plan.idleQuestions : []),
    ]).document
  }

  private static func value(_ explanation: DecisionExplanation) -> JSONValue {
    var members = DecisionJSON.members(explanation.decision)
    members["constraints"] = .array(explanation.findings.map(finding))
    members["answers"] = .array(
      explanation.answers.map {
        .object([
          "question": .string($0.question), "value": .string($0.value),
          "isAssumed": .bool($0.isAssumed),
        ])
      })
    members["signals"] = .array(
      explanation.signals.map {
        .object([
          "option": .string($0.option), "name": .string($0.name), "value": .string($0.value),
          "formula": .optional($0.formula),
        ])
      })
    members["facts"] = .array(explanation.facts.map(PlanDocument.fact))
    return .object(members)
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
