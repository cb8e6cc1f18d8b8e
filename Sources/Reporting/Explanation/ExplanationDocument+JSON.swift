import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension ExplanationDocument {
  /// The explanation for programs, its members sorted; `schema/explanation.schema.json` describes it.
  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member("decisions", each: explanations) {
          DecisionJSON.write($0.decision, explanation: $0, to: &$1)
        }
        json.member("idleQuestions", isWhole ? input.plan.idleQuestions : [])
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("refusals", each: isWhole ? input.refusals : [], WhyJSON.refusal)
        json.member("sizedForUsers", input.plan.stages[stageIndex].workload.users.value)
        json.member("stage", input.plan.stages[stageIndex].definition.id)
        json.member("system", input.plan.requirements.name)
        json.member("warnings", warnings)
      }
    }.text
  }

  static func answer(_ answer: DecisionExplanation.AnswerLine, to json: inout JSONWriter) {
    json.object { json in
      json.member("isAssumed", answer.isAssumed)
      json.member("question", answer.question)
      json.member("value", answer.value)
    }
  }

  static func value(_ value: RuleValue, to json: inout JSONWriter) {
    json.object { json in
      json.member("facts", value.facts)
      json.member("formula", orNull: value.formula)
      json.member("name", value.name)
      json.member("questions", value.questions)
      json.member("readings", each: value.readings) { reading, json in
        json.object { json in
          json.member("option", orNull: reading.option)
          json.member("sum", orNull: reading.sum.isEmpty ? nil : reading.sum)
          json.member("value", reading.value)
        }
      }
    }
  }

  static func finding(_ finding: ConstraintFinding, to json: inout JSONWriter) {
    json.object { json in
      json.member("constraint", finding.constraint)
      json.member("facts", finding.facts.map(\.id))
      json.member("observed", finding.observed)
      json.member("option", finding.option)
      json.member("passes", finding.passes)
      json.member("required", finding.required)
      json.member("rule", orNull: finding.rule)
      json.member("text", finding.text)
    }
  }
}
