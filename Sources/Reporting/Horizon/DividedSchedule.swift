import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The schedules of the units of a divided system, and the order in which services are cut away.
///
/// Each unit that runs now has a schedule of its own: what it costs and when it moves does not depend on
/// the others, but for the network that all share, which each counts. A cut is no choice of a schedule:
/// `CutPlanner` says at which users it is due, and it takes the time of its steps.
struct DividedSchedule {
  let input: ReportInput
  let composition: Composition

  /// The units that run now, each with its schedule.
  var units: [(unit: UnitPlan, schedule: HorizonSchedule)] {
    composition.units.enumerated().compactMap { index, unit in
      input.unitSchedules[index].map { (unit, $0) }
    }
  }

  /// Whether there is anything to say.
  var isEmpty: Bool { units.isEmpty && cuts.isEmpty }

  /// A cut ahead, with when it is due.
  struct Cut {
    let stage: Int
    let services: [String]
    let users: Users?
    let dates: [GrowthScenario.Name: Double]
    let leadDays: Double
    let personDays: Double
  }

  /// The cuts after the present stage, in their order.
  var cuts: [Cut] {
    guard let current = composition.currentIndex else { return [] }
    let scenarios = GrowthScenario.all(of: composition.system)
    let order = MoveOrder(catalog: input.catalog)
    return composition.stages.enumerated().compactMap { index, stage -> Cut? in
      guard index > current, !stage.cuts.isEmpty else { return nil }
      let users = composition.users(atDivisionInto: index)
      var dates: [GrowthScenario.Name: Double] = [:]
      for scenario in scenarios {
        dates[scenario.name] = users.flatMap { scenario.months(until: $0) }
      }
      return Cut(
        stage: index, services: stage.cuts.flatMap(\.services), users: users, dates: dates,
        leadDays: order.scheduled(stage.steps).map(\.leadDays).max() ?? 0,
        personDays: stage.steps.map(\.personDays).reduce(0, +))
    }
  }

  private var today: CalendarDay? { units.first?.schedule.today }

  /// `month 3.2`, a day, or that it should have begun.
  private func startBy(_ cut: Cut) -> String {
    func text(_ name: GrowthScenario.Name) -> String {
      guard let date = cut.dates[name] else { return "never" }
      let late = cut.leadDays - date * HorizonSchedule.daysPerMonth
      return ScheduleSection.start(
        months: -late / HorizonSchedule.daysPerMonth, lateDays: Int(max(0, late).rounded(.up)),
        today: today)
    }
    return "\(text(.high)); \(text(.likely))"
  }

  private func band(_ cut: Cut) -> String {
    [GrowthScenario.Name.high, .likely, .low].map { name in
      cut.dates[name].map(ScheduleSection.month) ?? "never"
    }.joined(separator: ", ")
  }

  // MARK: Forms

  private static let explanation =
    "Each unit that runs now is scheduled by itself; the network that all share is counted in each. "
    + "Services are cut away in the order below, one stage at a time, whatever the units' sizes are."

  static func heading(of unit: String) -> String { "Schedule of \(unit)" }

  var markdown: String {
    guard !isEmpty else { return "" }
    var blocks = ["## \(ScheduleSection.heading)", Self.explanation, order]
    for (unit, schedule) in units {
      let body = ScheduleSection(schedule: schedule, plan: unit.plan).body
      blocks += [
        "### \(MarkdownText.escaped(Self.heading(of: unit.unit.name)))", ending(unit), body,
      ]
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var order: String {
    var table = MarkdownTable(
      ">#", "Cut away", "On entering", "When ≈ (high, likely, low growth)",
      "Start by ≈ (high, likely)", ">Lead, days", ">Person-days ∑")
    for (index, cut) in cuts.enumerated() {
      let stage = composition.stages[cut.stage].definition
      table.add(
        "\(index + 1)", MarkdownText.escaped(cut.services.joined(separator: ", ")),
        MarkdownText.escaped(
          "stage \(cut.stage + 1) (\(stage.label))"
            + (cut.users.map { ", \(NumberText.users($0))" } ?? "")),
        MarkdownText.escaped(band(cut)), MarkdownText.escaped(startBy(cut)),
        DecimalText.significant(cut.leadDays), DecimalText.significant(cut.personDays))
    }
    return table.isEmpty ? "Nothing is cut away after the present stage." : table.text
  }

  /// When a unit ends because it is divided.
  private func ending(_ unit: UnitPlan) -> String {
    unit.range.upperBound < composition.stages.count
      ? "From stage \(unit.range.upperBound + 1) on it is divided; its schedule ends there." : ""
  }

  /// For a terminal.
  var lines: [(text: String, indent: String)] {
    var lines = [(text: Self.explanation, indent: "")]
    for (index, cut) in cuts.enumerated() {
      lines.append(
        (
          "cut \(index + 1): \(cut.services.joined(separator: ", ")) on entering stage "
            + "\(cut.stage + 1), \(band(cut)) (high, likely, low growth); start by "
            + "\(startBy(cut)), \(DecimalText.significant(cut.leadDays)) days of lead", ""
        ))
    }
    return lines
  }

  /// The units' names with their schedules, for a terminal.
  var parts: [(name: String, schedule: HorizonSchedule, plan: Plan)] {
    units.map { ($0.unit.unit.name, $0.schedule, $0.unit.plan) }
  }
}
