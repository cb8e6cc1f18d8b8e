import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
package import Roadmap

/// What holds for the plan of every valid answer file; each breach is a sentence.
package struct PlanAudit {
  private let plan: Plan
  private var breaches: [String] = []

  /// All breaches of a plan; none for a sound one.
  package static func breaches(of plan: Plan) -> [String] {
    var audit = PlanAudit(plan: plan)
    audit.run()
    return audit.breaches
  }

  private init(plan: Plan) { self.plan = plan }

  private mutating func expect(_ holds: Bool, _ breach: @autoclosure () -> String) {
    if !holds { breaches.append(breach()) }
  }

  private mutating func run() {
    for stage in plan.stages {
      let label = "stage \(stage.definition.label)"
      switch stage.outcome {
      case .planned(let planned):
        check(planned.decisions, at: label, isPlanned: true)
        check(planned, at: label)
      case .infeasible(let decisions):
        check(decisions, at: label, isPlanned: false)
      }
    }
    for note in plan.notes { check(note.text, at: "note \(note.rule)") }
    for gate in plan.gates {
      check(gate.required + gate.observed + (gate.blame ?? ""), at: "gate \(gate.id)")
      expect(gate.passes || gate.blame != nil, "gate \(gate.id) fails and blames nothing")
    }
    // What no stage carries has a gate that says so.
    expect(
      plan.currentIndex != nil || plan.gates.contains { !$0.passes },
      "no stage carries the present users, and every gate passes")
  }

  /// Every decision is explained, and its parts add up.
  private mutating func check(_ decisions: [Decision], at label: String, isPlanned: Bool) {
    expect(!decisions.isEmpty, "\(label) has no decisions")
    for decision in decisions {
      let name = "\(label), \(decision.id)"
      expect(
        !isPlanned || decision.chosen != nil, "\(name): planned, and no option is left")
      for evaluation in decision.ranking {
        let points = evaluation.contributions.map(\.points.hundredths).reduce(0, +)
        let possible = evaluation.contributions.map(\.possible.hundredths).reduce(0, +)
        expect(!evaluation.contributions.isEmpty, "\(name): \(evaluation.option) has no parts")
        expect(points == evaluation.score.hundredths, "\(name): the parts are not the score")
        expect(possible == 10_000, "\(name): the weights do not add up to 100")
        expect(
          evaluation.contributions.allSatisfy { (0...1).contains($0.score) && !$0.text.isEmpty },
          "\(name): a part of \(evaluation.option) is out of range or says nothing")
      }
      for rejection in decision.rejections {
        expect(
          !rejection.text.isEmpty && !rejection.required.isEmpty && !rejection.observed.isEmpty,
          "\(name): \(rejection.option) is rejected without a reason")
        expect(
          !decision.ranking.contains { $0.option == rejection.option },
          "\(name): \(rejection.option) is rejected and ranked")
      }
      let known = Set(decision.ranking.map(\.option)).union(decision.rejections.map(\.option))
      expect(
        decision.optionSignals.keys.allSatisfy(known.contains),
        "\(name): an option is neither ranked nor rejected")
    }
  }

  private mutating func check(_ stage: PlannedStage, at label: String) {
    for item in stage.costs {
      expect(
        item.monthly.value.isFinite && item.monthly.value >= 0, "\(label): cost of \(item.name)")
    }
    for limit in stage.assessment.limits {
      expect(limit.utilization.isFinite && limit.utilization >= 0, "\(label): \(limit.resource)")
    }
    for component in stage.components {
      expect(!component.trigger.isEmpty, "\(label): \(component.slot) cites no trigger")
      check(component.trigger + component.size, at: "\(label), \(component.slot)")
    }
    for step in stage.steps {
      expect(!step.reasons.isEmpty && !step.because.isEmpty, "\(label): a step without a reason")
      check(step.because + step.title, at: "\(label), \(step.title)")
    }
    if let firstTuning = stage.steps.firstIndex(where: \.isTuning),
      let observing = stage.steps.firstIndex(where: { $0.kind == .observe })
    {
      expect(observing < firstTuning, "\(label): tuning stands before observability")
    }
    if let tier = stage.architecture.relational {
      expect(
        !(tier.engine == .auroraServerless && tier.minimumCapacityUnits == 0 && tier.hasProxy),
        "\(label): a proxy before a database that pauses")
    }
  }

  /// No number that is none, and no value that was missing, reaches a text.
  private mutating func check(_ text: String, at label: String) {
    for word in ["nan", "inf", "unknown"] where Self.says(word, text) {
      breaches.append("\(label): \(text)")
    }
  }

  private static func says(_ word: String, _ text: String) -> Bool {
    text.split { !$0.isLetter }.contains { $0 == word }
  }
}
