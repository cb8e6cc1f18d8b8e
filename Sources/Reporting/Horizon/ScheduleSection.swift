import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The schedule of a plan over its horizon, for people and for programs.
struct ScheduleSection {
  let schedule: HorizonSchedule
  let plan: Plan

  static let heading = "The schedule"

  var markdown: String {
    ([
      "## \(Self.heading)", introduction, moves.isEmpty ? "" : overview,
    ] + moves.enumerated().map { move($0.element, number: $0.offset + 1) } + [regrets])
    .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var moves: [ScheduledMove] { schedule.moves }

  // MARK: Sentences

  private var introduction: String {
    let horizon = DecimalText.significant(schedule.months)
    var sentences = [
      "The cheapest way over the horizon of \(horizon) months with the likely growth of "
        + "\(growth(.likely)) a month: ∑ \(Self.dollars(schedule.running)) to run and "
        + "∑ \(Self.dollars(schedule.moving)) to move, out of \(schedule.compared) architectures, with "
        + "every objective met in every month.",
      "It begins with \(Self.name(schedule.start, plan)).",
    ]
    if moves.isEmpty {
      sentences.append(
        schedule.outOfReach[.likely] == nil
          ? "Nothing has to change within the horizon." : "Nothing is left to move to.")
    }
    for name in GrowthScenario.Name.allCases {
      guard let month = schedule.outOfReach[name] else { continue }
      sentences.append(
        "**With the \(name.rawValue) growth no architecture of this plan carries the users from month "
          + "\(DecimalText.significant(month, 3)) on.**")
    }
    return sentences.map { $0.hasPrefix("**") ? $0 : MarkdownText.escaped($0) }
      .joined(separator: " ")
  }

  private func growth(_ name: GrowthScenario.Name) -> String {
    let share = schedule.scenarios.first { $0.name == name }?.monthlyGrowth ?? 0
    return NumberText.share(share)
  }

  private var overview: String {
    var table = MarkdownTable(
      "Move to", "When ≈ (high, likely, low growth)", "Start by ≈", ">Person-days ∑", ">USD once ∑",
      "Trigger")
    for move in moves {
      table.add(
        MarkdownText.escaped(Self.name(move.target, plan)), MarkdownText.escaped(Self.band(move)),
        MarkdownText.escaped(Self.startBy(move)), DecimalText.significant(move.effort),
        DecimalText.fixed(move.cost), trigger(move))
    }
    return table.text
  }

  private func trigger(_ move: ScheduledMove) -> String {
    let users = "\(NumberText.users(move.users))"
    guard !move.isEconomy else { return "\(users): it is cheaper from then on" }
    guard let metric = metric(move) else { return users }
    return "\(users): \(RoadmapDocument.name(metric)) stays \(NumberText.threshold(metric))"
  }

  private func metric(_ move: ScheduledMove) -> Metric? {
    guard let index = moves.firstIndex(where: { $0.target == move.target }) else { return nil }
    let before = index == 0 ? schedule.start : moves[index - 1].target
    return TriggerMetric.metric(
      of: move.cause, in: before.architecture, objectives: plan.requirements.objectives)
  }

  /// `in 3 to 11 months, likely 6`.
  static func band(_ move: ScheduledMove) -> String {
    func text(_ name: GrowthScenario.Name) -> String {
      move.date(name).map { "month \(DecimalText.significant(($0 * 10).rounded() / 10))" }
        ?? "never"
    }
    return [GrowthScenario.Name.high, .likely, .low].map(text).joined(separator: ", ")
  }

  static func startBy(_ move: ScheduledMove) -> String {
    guard let likely = move.date(.likely) else { return "" }
    let start = likely - move.leadDays / daysPerMonth
    let days = DecimalText.significant(move.leadDays)
    return start <= 0
      ? "now (\(days) days of lead)"
      : "month \(DecimalText.significant((start * 10).rounded() / 10)) (\(days) days of lead)"
  }

  /// Of a year of 365.25 days.
  static let daysPerMonth = 30.4375

  /// `stage 6 (DESIGN), sized for 100,000 users`.
  static func name(_ state: ScheduledState, _ plan: Plan) -> String {
    let label = plan.stages[state.stage].definition.label
    let sizes = CertificateSection.sizes(state.architecture)
    return "stage \(state.stage + 1) (\(label)) for \(NumberText.users(state.sizedFor)): \(sizes)"
  }

  private static func dollars(_ amount: Double) -> String { DecimalText.fixed(amount) + " USD" }

  // MARK: Moves

  private func move(_ move: ScheduledMove, number: Int) -> String {
    var table = MarkdownTable(
      ">#", "Step", "Begin, days before", ">Person-days ∑", "How", "Way back")
    for (index, step) in move.steps.enumerated() {
      table.add(
        "\(index + 1)", MarkdownText.escaped(step.step.title),
        DecimalText.significant(step.leadDays), DecimalText.significant(step.step.personDays),
        MarkdownText.escaped(step.move.migration.joined(separator: " ")),
        MarkdownText.escaped(step.move.rollback))
    }
    let next = move.target.breaking
    let carries = next.users.map(NumberText.users) ?? "any number of users"
    var sentences = [
      move.isEconomy
        ? "It saves more than it costs." : MarkdownText.sentence("because \(move.cause.text)"),
      "It unlocks up to ≈ \(carries)\(breaks(next)).",
    ]
    let others = move.alternatives.prefix(3).map {
      "\(Self.name($0.state, plan)) (∑ \(Self.dollars($0.extra)) more over the horizon)"
    }
    sentences.append(
      others.isEmpty
        ? "Nothing else carries the load then."
        : "Rejected for then: \(others.joined(separator: "; ")).")
    return """
      <details>
      <summary>Move \(number): \(MarkdownText.html(Self.name(move.target, plan)))</summary>

      \(sentences.map(MarkdownText.escaped).joined(separator: " "))

      \(table.isEmpty ? "Nothing is built: AWS changes the sizes by itself." : table.text)

      </details>
      """
  }

  private func breaks(_ breaking: BreakingLoad) -> String {
    guard let users = breaking.users else { return "" }
    let months = schedule.scenarios.first { $0.name == .likely }.flatMap {
      $0.months(until: users)
    }
    let when = months.map { ", \(NumberText.months($0)) with the likely growth" } ?? ""
    return "\(when); then \(breaking.cause.text)"
  }

  private var regrets: String {
    let different = Set(schedule.scenarios.map(\.monthlyGrowth))
    guard different.count > 1, !schedule.regrets.isEmpty else { return "" }
    var table = MarkdownTable(
      "Architectures that are best for", ">low growth ∑", ">likely growth ∑", ">high growth ∑")
    for planned in GrowthScenario.Name.allCases {
      let row = schedule.regrets.filter { $0.planned == planned }
      guard !row.isEmpty else { continue }
      let cells = GrowthScenario.Name.allCases.map { actual in
        guard let regret = row.first(where: { $0.actual == actual }) else { return "" }
        return regret.dollars.map { DecimalText.fixed($0) } ?? "not carried"
      }
      table.add(
        "\(planned.rawValue) growth, \(growth(planned)) a month", cells[0], cells[1], cells[2])
    }
    return """
      What they cost more over the horizon, in USD and at their best dates, when growth is another:

      \(table.text)
      """
  }

  // MARK: Programs

  var json: JSONValue {
    .object([
      "horizonMonths": .number(schedule.months), "periodMonths": .number(schedule.periodMonths),
      "runningUSD": .number(schedule.running), "movingUSD": .number(schedule.moving),
      "architecturesCompared": .number(Double(schedule.compared)),
      "scenarios": .array(
        schedule.scenarios.map { scenario in
          .object([
            "name": .string(scenario.name.rawValue),
            "monthlyGrowthShare": .number(scenario.monthlyGrowth),
            "outOfReachMonths": .optional(schedule.outOfReach[scenario.name]),
            "method": .string(HorizonSchedule.method.label),
          ])
        }),
      "start": state(schedule.start), "moves": .array(moves.map(json)),
      "regrets": .array(
        schedule.regrets.map {
          .object([
            "planned": .string($0.planned.rawValue), "actual": .string($0.actual.rawValue),
            "horizonRegretUSD": .optional($0.dollars),
            "method": .string(HorizonSchedule.method.label),
          ])
        }),
      "method": .string(HorizonSchedule.method.label),
    ])
  }

  private func state(_ state: ScheduledState) -> JSONValue {
    .object([
      "stage": .string(plan.stages[state.stage].definition.id),
      "forUsers": .number(state.sizedFor.value),
      "sizes": .string(CertificateSection.sizes(state.architecture)),
      "carriesUsers": .optional(state.breaking.users?.value),
      "cause": .string(state.breaking.cause.text),
      "method": .string(BreakingLoad.method.label),
    ])
  }

  private func json(_ move: ScheduledMove) -> JSONValue {
    .object([
      "target": state(move.target), "users": .number(move.users.value),
      "isEconomy": .bool(move.isEconomy), "cause": .string(move.cause.text),
      "metric": metric(move).map(StageJSON.metric) ?? .null,
      "lowGrowthMonths": .optional(move.date(.low)),
      "likelyGrowthMonths": .optional(move.date(.likely)),
      "highGrowthMonths": .optional(move.date(.high)),
      "leadDays": .number(move.leadDays), "effortPersonDays": .number(move.effort),
      "moveCostUSD": .number(move.cost),
      "steps": .array(
        move.steps.map { step in
          .object([
            "step": StageJSON.step(step.step), "kind": .string(step.move.id),
            "leadDays": .number(step.leadDays), "migration": .strings(step.move.migration),
            "rollback": .string(step.move.rollback), "after": .strings(step.move.after),
            "method": .string(HorizonSchedule.method.label),
          ])
        }),
      "alternatives": .array(
        move.alternatives.map {
          .object([
            "target": state($0.state), "extraUSD": .number($0.extra),
            "method": .string(HorizonSchedule.method.label),
          ])
        }),
      "method": .string(BreakingLoad.method.label),
    ])
  }
}
