import CatalogModel
import Quantities
import Requirements
import Roadmap

/// `tenfold explain FILE schedule`: when to run which architecture over the horizon, and why.
package struct ScheduleDocument: Sendable {
  /// The word that asks for it in the place of a decision.
  package static let topic = "schedule"

  private let input: ReportInput

  package init(_ input: ReportInput) { self.input = input }

  /// Why there is none.
  static func absence(_ plan: Plan) -> String {
    if plan.composition?.isDivided ?? false {
      return "No unit runs now that has a schedule, and none is cut away."
    }
    return plan.currentIndex == nil
      ? "No architecture carries the present users, so that there is nothing to begin with."
      : "There is no schedule: the horizon (budget.horizonMonths) is shorter than a month, or nothing "
        + "carries its first month."
  }

  private var name: String { input.plan.requirements.name }

  private var divided: DividedSchedule? {
    input.plan.composition.flatMap { composition in
      let section = DividedSchedule(input: input, composition: composition)
      return composition.isDivided && !section.isEmpty ? section : nil
    }
  }

  package var markdown: String {
    let body =
      divided?.markdown
      ?? input.schedule.map { ScheduleSection(schedule: $0, plan: input.plan).markdown }
      ?? MarkdownText.escaped(Self.absence(input.plan))
    return "# \(MarkdownText.escaped(name)): schedule\n\n\(body)\n\nSigns: \(Method.legend).\n"
  }

  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member(
          "because",
          orNull: input.schedule == nil && divided == nil ? Self.absence(input.plan) : nil)
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("schedule", orNull: input.schedule) {
          ScheduleSection(schedule: $0, plan: input.plan).write(to: &$1)
        }
        json.member("system", name)
        json.member("units", each: divided?.parts ?? []) { part, json in
          json.object { json in
            json.member("name", part.name)
            json.member("schedule") {
              ScheduleSection(schedule: part.schedule, plan: part.plan).write(to: &$0)
            }
          }
        }
      }
    }.text
  }

  /// For a terminal.
  package var text: String {
    let width = input.textWidth
    if let divided {
      let head = divided.lines.flatMap { TextWrap.lines($0.text, width: width, indent: $0.indent) }
      let parts = divided.parts.map { part in
        lines("\(name), \(part.name)", part.schedule, part.plan)
      }
      return ([head] + parts).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
    guard let schedule = input.schedule else {
      return TextWrap.lines(Self.absence(input.plan), width: width, indent: "")
        .joined(separator: "\n") + "\n"
    }
    return lines(name, schedule, input.plan).joined(separator: "\n") + "\n"
  }

  private func lines(_ name: String, _ schedule: HorizonSchedule, _ plan: Plan) -> [String] {
    let width = input.textWidth
    var lines = [
      "\(name): \(DecimalText.significant(schedule.months)) months, ∑ "
        + "\(DecimalText.fixed(schedule.running)) USD to run and ∑ "
        + "\(DecimalText.fixed(schedule.moving)) USD to move",
      "",
    ]
    func add(_ text: String, indent: String) {
      lines += TextWrap.lines(text, width: width, indent: indent)
    }
    add("now: \(ScheduleSection.name(schedule.start, plan))", indent: "")
    for move in schedule.moves {
      lines.append("")
      add(
        "\(ScheduleSection.band(move)) (high, likely, low growth): "
          + ScheduleSection.name(move.target, plan), indent: "")
      add(
        move.isEconomy
          ? "at \(NumberText.users(move.users)), because it saves more than it costs"
          : "at \(NumberText.users(move.users)), because \(move.cause.text)", indent: "  ")
      add(
        "start by \(ScheduleSection.startBy(move, schedule)), high and likely growth", indent: "  ")
      for sentence in ScheduleSection.waiting(move) { add(sentence, indent: "  ") }
      for step in move.steps {
        add(
          "\(step.step.title): ∑ \(NumberText.effort(step.step.personDays)), begin "
            + "\(ScheduleSection.beginning(step, of: move).words). Way back: "
            + step.move.rollback, indent: "    ")
      }
      for other in move.alternatives.prefix(3) {
        add(
          "instead of it \(ScheduleSection.name(other.state, plan)): ∑ "
            + "\(DecimalText.fixed(other.extra)) USD more", indent: "  ")
      }
    }
    for (scenario, month) in schedule.outOfReach.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("")
      add(
        "With the \(scenario.rawValue) growth nothing of this plan carries the users from month "
          + "\(DecimalText.significant(month, 3)) on.", indent: "")
    }
    return lines
  }
}
