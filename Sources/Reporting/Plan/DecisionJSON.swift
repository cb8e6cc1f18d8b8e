import CatalogModel
import OptionScoring
import Quantities

/// A decision for programs: ranking with contributions, and rejections.
enum DecisionJSON {
  /// - Parameter explanation: What else there is to say of the decision, in members of their own.
  static func write(
    _ decision: Decision, explanation: DecisionExplanation? = nil, to json: inout JSONWriter
  ) {
    json.object { json in
      if let explanation {
        json.member("answers", each: explanation.answers, ExplanationDocument.answer)
        json.member(
          "answersWithoutEffect", each: explanation.idleAnswers, ExplanationDocument.answer)
      }
      json.member("chosen", orNull: decision.chosen)
      if let explanation {
        json.member("constraints", each: explanation.findings, ExplanationDocument.finding)
        json.member("facts", each: explanation.facts, PlanDocument.fact)
        json.member("flip", orNull: explanation.flip) { WhyJSON.flip($0.flip, to: &$1) }
        json.member("flipIsKnown", explanation.isFlipKnown)
      }
      json.member("id", decision.id)
      json.member("marginPoints", orNull: decision.margin?.value)
      json.member("method", Method.derived.label)
      json.member("questions", decision.questions)
      json.member("ranking", each: decision.ranking) { evaluation($0, decision, to: &$1) }
      json.member("rejections", each: decision.rejections, rejection)
      if explanation != nil {
        json.member("runnerUp", orNull: decision.ranking.dropFirst().first?.option)
      }
      json.member("title", DecisionText.heading(decision))
      if let explanation {
        json.member("values", each: explanation.values, ExplanationDocument.value)
      }
    }
  }

  private static func evaluation(
    _ evaluation: Evaluation, _ decision: Decision, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("contributions", each: evaluation.contributions, contribution)
      json.member("option", evaluation.option)
      json.member("scorePoints", evaluation.score.value)
      json.member("title", decision.title(evaluation.option))
    }
  }

  private static func contribution(_ contribution: Contribution, to json: inout JSONWriter) {
    json.object { json in
      json.member("criterion", contribution.criterion)
      json.member("observed", orNull: contribution.observed)
      json.member("points", contribution.points.value)
      json.member("possiblePoints", contribution.possible.value)
      json.member("questions", contribution.questions)
      json.member("reason", contribution.reason.rawValue)
      json.member("rule", orNull: contribution.rule)
      json.member("score", contribution.score)
      json.member("text", contribution.text)
      json.member("title", contribution.title)
    }
  }

  private static func rejection(_ rejection: Rejection, to json: inout JSONWriter) {
    json.object { json in
      json.member("constraint", rejection.constraint)
      json.member("facts", each: rejection.facts, PlanDocument.fact)
      json.member("observed", rejection.observed)
      json.member("option", rejection.option)
      json.member("questions", rejection.questions)
      json.member("reason", rejection.reason.rawValue)
      json.member("required", rejection.required)
      json.member("rule", orNull: rejection.rule)
      json.member("text", rejection.text)
    }
  }
}
