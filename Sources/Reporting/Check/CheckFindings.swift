import Quantities
import Requirements
import Roadmap

/// The findings of a plan, in the order of its gates.
struct CheckFindings {
  let plan: Plan

  var all: [CheckFinding] {
    plan.gates.filter { !$0.passes }.map(Self.finding) + unjudged + waivers + closing
  }

  /// A missed gate.
  static func finding(_ gate: Gate) -> CheckFinding {
    CheckFinding(
      rule: rule(of: gate), subject: gate.id, level: gate.level,
      message: "\(gate.id): required is \(gate.required); found is "
        + "\(GateMethod.method(of: gate).sign) \(gate.observed).",
      remedy: gate.blame.map(MarkdownText.sentence),
      origin: AnswerOrigin(
        question: gate.question, row: gate.measure == nil ? nil : gate.id),
      waiver: gate.isWaived ? gate.waiver?.waiver : nil)
  }

  /// `gate/p99`, of a team's own gate by what it measures.
  static func rule(of gate: Gate) -> String { "gate/\(gate.measure?.rawValue ?? gate.id)" }

  /// What a gate that passes does not judge.
  private var unjudged: [CheckFinding] {
    plan.gates.compactMap { gate in
      guard gate.passes, let part = gate.unjudged else { return nil }
      return CheckFinding(
        rule: "judgement/region", subject: gate.id, level: .note,
        message: "\(gate.id): it passes at \(gate.required), and \(part) is not judged.",
        remedy: "Say how long \(part) may last, and rehearse it.",
        origin: AnswerOrigin(
          question: gate.question, row: gate.measure == nil ? nil : gate.id), waiver: nil)
    }
  }

  private var waivers: [CheckFinding] {
    plan.waivers.compactMap { state in
      let rule =
        switch state.state {
        case .counts: ""
        case .expired: "waiver/expired"
        case .unneeded: "waiver/unneeded"
        }
      guard !rule.isEmpty else { return nil }
      return CheckFinding(
        rule: rule, subject: state.waiver.gate, level: .note,
        message: WaiverText.sentence(state),
        remedy: state.state == .expired
          ? "Mend what misses the gate, or agree on a later day." : "Take the waiver away.",
        origin: AnswerOrigin(question: "waivers", row: state.waiver.gate), waiver: nil)
    }
  }

  private var closing: [CheckFinding] {
    plan.notes.filter(\.isLifecycleWarning).map { note in
      CheckFinding(
        rule: "lifecycle/closing", subject: note.text, level: .warning,
        message: MarkdownText.sentence(note.text), remedy: nil,
        origin: AnswerOrigin(question: note.questions.first ?? "system.today"), waiver: nil)
    }
  }

  /// What each kind of finding means, for documents that list the rules.
  static func title(ofRule rule: String) -> String {
    switch rule {
    case "gate/p95", "gate/p99": "A response time is longer than allowed."
    case "gate/availability": "A part's loss breaks the availability that is required."
    case "gate/recovery": "Recovery takes longer, or loses more data, than allowed."
    case "gate/budget", "gate/monthly-cost": "It costs more than allowed."
    case "gate/cost-change": "It costs more than the base by more than allowed."
    case "gate/capacity": "No architecture carries the present users."
    case "gate/utilization": "A capacity is used more than allowed."
    case "gate/lifecycle": "More closing services are in use than allowed."
    case "gate/fact-age": "A fact of the catalog is older than allowed."
    case "gate/runway": "The architecture carries the growth for fewer months than required."
    case "judgement/region": "A gate passes and does not judge all that is required."
    case "waiver/expired": "A waiver has ended."
    case "waiver/unneeded": "A waiver is not needed."
    case "lifecycle/closing": "A service in use closes."
    default: "A gate is missed."
    }
  }
}
