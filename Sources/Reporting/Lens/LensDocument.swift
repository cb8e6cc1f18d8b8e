import CapacityPlanning
import CatalogModel
import OptionScoring
package import Requirements
import Roadmap

/// `tenfold lens`: the plan of the present stage as a custom lens of the Well-Architected Tool.
///
/// Decisions, gates, failures, triggers, assumptions and answers become questions; a choice is what
/// the plan says should be so, and choosing it in a review says that it is. What the plan left open
/// is a risk whatever is chosen.
package struct LensDocument: Sendable {
  let input: ReportInput
  let questionnaire: Questionnaire

  package init(_ input: ReportInput, _ questionnaire: Questionnaire) {
    self.input = input
    self.questionnaire = questionnaire
  }

  /// The lens as JSON, valid by the published format.
  package var json: String { lens.json }

  var lens: Lens {
    let plan = input.plan
    let name = plan.requirements.name
    var pillars = LensPillar.allCases.map {
      Lens.Pillar(id: $0.rawValue, name: $0.name, questions: [])
    }
    for (pillar, question) in questions {
      guard let index = LensPillar.allCases.firstIndex(of: pillar),
        pillars[index].questions.count < Lens.Limit.questions
      else { continue }
      pillars[index].questions.append(question)
    }
    return Lens(
      name: LensText.title("Tenfold: \(name)"),
      description: LensText.text(
        "Whether \(name) is built and run as its plan says. \(Verdict(plan: plan).sentences.first ?? "") "
          + "Made by \(input.provenance)."),
      pillars: pillars)
  }

  /// All questions, those of risks that were found before the others of their pillar.
  private var questions: [(LensPillar, Lens.Question)] {
    let plan = input.plan
    let stage = plan.currentIndex.map { plan.stages[$0] } ?? plan.stages.first
    let gates = plan.gates.map { (LensPillar(gate: $0.id), LensQuestions.gate($0)) }
    let failures = (input.failures.first { $0.stage == failureStage }?.whatIfs ?? []).map {
      (LensPillar.reliability, LensQuestions.failure($0))
    }
    let decisions = (stage?.decisions ?? []).filter { $0.chosen != nil || !$0.rejections.isEmpty }
      .map { (LensPillar(decision: $0.definition.id), LensQuestions.decision($0)) }
    let trigger = plan.presentStory?.nextTrigger.map { metric in
      (LensPillar.operationalExcellence, LensQuestions.trigger(metric, plan))
    }
    let closing = plan.notes.filter(\.isLifecycleWarning)
    let regimes = LensQuestions.regimes(
      plan.notes.filter { $0.questions == ["objectives.compliance"] })
    let resources: [Lens.Question] = [
      stage?.planned.map { LensQuestions.capacity($0, plan) },
      stage?.planned.flatMap { LensQuestions.unneeded($0) },
      LensQuestions.retention(plan.requirements.dataSets),
    ].compactMap { $0 }
    return gates.sorted { !$0.0.isEmptyRisk($0.1) && $1.0.isEmptyRisk($1.1) }
      + failures + [trigger].compactMap { $0 }
      + (closing.isEmpty
        ? [] : [(.operationalExcellence, LensQuestions.closing(closing))])
      + [regimes].compactMap { $0.map { (.security, $0) } }
      + decisions + resources.map { (.sustainability, $0) }
      + [(.answers, LensQuestions.assumptions(plan))].compactMap { pillar, question in
        question.map { (pillar, $0) }
      }
      + questionnaire.groups.compactMap { group in
        LensQuestions.answers(group, plan).map { (.answers, $0) }
      }
  }

  /// The stage whose failures hold for the present: it, or the one that it goes on from.
  private var failureStage: Int? {
    let plan = input.plan
    guard let current = plan.currentIndex else { return nil }
    return input.failures.map(\.stage).last { $0 <= current }
  }
}

extension LensPillar {
  /// Whether the question leaves no risk once its choices are taken.
  fileprivate func isEmptyRisk(_ question: Lens.Question) -> Bool {
    question.rules.contains { $0.risk == .none }
  }
}
