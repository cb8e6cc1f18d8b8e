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

  var markdown: String { "## \(Self.heading)\n\n" + body }

  /// The section without its heading.
  var body: String {
    ([
      introduction, moves.isEmpty ? "" : overview,
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
        + "∑ \(Self.dollars(schedule.moving)) to move, \(choice), with \(promise).",
      "The work for a move begins when what the one before it builds stands; where that is too late, "
        + "the move says by how much.",
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

  private var choice: String {
    schedule.compared == 1
      ? "with the only architecture that there is" : "out of \(schedule.compared) architectures"
  }

  /// What the schedule keeps of the objectives.
  private var promise: String {
    schedule.missedDays == 0
      ? "every objective met in every month"
      : "the users not carried on \(Self.days(schedule.missedDays))"
  }

  static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

  private func growth(_ name: GrowthScenario.Name) -> String {
    let share = schedule.scenarios.first { $0.name == name }?.monthlyGrowth ?? 0
    return NumberText.share(share)
  }

  private var overview: String {
    var table = MarkdownTable(
      "Move to", "When ≈ (high, likely, low growth)", "Start by ≈ (high, likely)", ">Person-days ∑",
      ">USD once ∑",
      "Trigger")
    for move in moves {
      table.add(
        MarkdownText.escaped(Self.name(move.target, plan)), MarkdownText.escaped(Self.band(move)),
        MarkdownText.escaped(Self.startBy(move, schedule)), DecimalText.significant(move.effort),
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
      move.date(name).map(month) ?? "never"
    }
    return [GrowthScenario.Name.high, .likely, .low].map(text).joined(separator: ", ")
  }

  /// What the schedule does first about what gives way next.
  ///
  /// - Parameter link: What leads to it, in Markdown.
  func answer(in link: String) -> String {
    guard let move = schedule.moves.first else {
      return "By \(link) nothing is done about it within the horizon of "
        + "\(DecimalText.significant(schedule.months)) months."
    }
    let name = MarkdownText.escaped(Self.name(move.target, plan))
    let when = MarkdownText.escaped(Self.startBy(move, schedule))
    let why = move.isEconomy ? ", before anything gives way because it saves money" : ""
    return "The answer is the first move of \(link)\(why): \(name), about "
      + "∑ \(NumberText.effort(move.effort)) of work; start by (high, likely growth) \(when)."
  }

  /// When the work for a move must begin with the high and with the likely growth: as days where the
  /// present one was named, and by how much it is late where that has passed.
  static func startBy(_ move: ScheduledMove, _ schedule: HorizonSchedule) -> String {
    func text(_ name: GrowthScenario.Name) -> String {
      move.startMonths(name).map {
        start(months: $0, lateDays: move.lateDays(name), today: schedule.today)
      } ?? "never"
    }
    let (high, likely) = (text(.high), text(.likely))
    let lead = "(\(DecimalText.significant(move.leadDays)) days of lead)"
    return high == likely ? "\(likely) \(lead)" : "\(high); \(likely) \(lead)"
  }

  /// A beginning in so many months: a day where the present one is known.
  static func start(months: Double, lateDays: Int, today: CalendarDay?) -> String {
    if lateDays > 0 { return "now, late by \(days(lateDays))" }
    if months <= 0 { return "now" }
    let day = today.flatMap { $0.adding(days: Int(months * HorizonSchedule.daysPerMonth)) }
    return day?.description ?? month(months)
  }

  /// `stage 6 (DESIGN): sizes`, or what lies between two stages with the users that it is for.
  static func name(_ state: ScheduledState, _ plan: Plan) -> String {
    let stage = plan.stages[state.stage]
    let sizes = CertificateSection.sizes(state.architecture)
    guard isBetween(state, plan) else {
      return "stage \(state.stage + 1) (\(stage.definition.label)): \(sizes)"
    }
    return "sizes between the stages for ≈ \(NumberText.users(state.sizedFor)): \(sizes)"
  }

  /// The name without sizes, for a chart.
  static func shortName(_ state: ScheduledState, _ plan: Plan) -> String {
    isBetween(state, plan)
      ? "sizes for \(NumberText.users(state.sizedFor))" : "stage \(state.stage + 1)"
  }

  /// Whether an architecture is no stage's own, but its design sized for the middle of two.
  private static func isBetween(_ state: ScheduledState, _ plan: Plan) -> Bool {
    state.sizedFor != plan.stages[state.stage].workload.users
  }

  private static func dollars(_ amount: Double) -> String { DecimalText.fixed(amount) + " USD" }

  // MARK: Moves

  /// When a step begins: as a cell of a column of days before the move is due, and in words.
  ///
  /// What is taken away goes when the new stands, or when the move is due where nothing new is built.
  static func beginning(
    _ step: ScheduledStep, of move: ScheduledMove
  ) -> (cell: String, words: String) {
    let days = DecimalText.significant(abs(step.leadDays))
    guard step.step.kind == .remove else { return (days, "\(days) days before") }
    if step.leadDays < 0 { return ("\(days) after", "\(days) days after") }
    let isBuilding = move.steps.contains { $0.step.kind != .remove }
    return isBuilding ? ("when it stands", "when it stands") : ("0", "when it is due")
  }

  private func move(_ move: ScheduledMove, number: Int) -> String {
    var table = MarkdownTable(
      ">#", "Step", "Begin, days before", ">Person-days ∑", "How", "Way back")
    for (index, step) in move.steps.enumerated() {
      table.add(
        "\(index + 1)", MarkdownText.escaped(step.step.title),
        Self.beginning(step, of: move).cell, DecimalText.significant(step.step.personDays),
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
    sentences.append(contentsOf: Self.waiting(move))
    if move.steps.contains(where: { $0.step.kind == .remove }) {
      sentences.append("What is taken away is billed until then, which the sums leave out.")
    }
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

  /// What it means to make a move later: the latest date, and what waiting costs.
  static func waiting(_ move: ScheduledMove) -> [String] {
    var sentences: [String] = []
    let late = GrowthScenario.Name.allCases.reversed().compactMap { name -> String? in
      let days = move.lateDays(name)
      return days > 0 ? "\(Self.days(days)) with the \(name.rawValue) growth" : nil
    }
    if !late.isEmpty {
      sentences.append(
        "It comes too late by \(late.joined(separator: ", by ")), however soon its work begins: until "
          + "then what stands does not carry the users at their peak.")
    }
    guard move.isEconomy else { return sentences }
    if let latest = move.delay.latest {
      sentences.append("The latest date for it is \(month(latest)) with the likely growth.")
    } else {
      sentences.append("It need not be made at any time.")
    }
    if let toll = move.delay.toll, toll.days <= 0 {
      sentences.append("One period later costs ∑ \(dollars(max(0, toll.dollars))) more.")
    }
    return sentences
  }

  static func month(_ months: Double) -> String {
    "month \(DecimalText.significant((months * 10).rounded() / 10))"
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
      "Moves and dates planned for", ">low growth ∑", ">likely growth ∑", ">high growth ∑")
    for planned in GrowthScenario.Name.allCases {
      let row = schedule.regrets.filter { $0.planned == planned }
      guard !row.isEmpty else { continue }
      let cells = GrowthScenario.Name.allCases.map { actual in
        row.first { $0.actual == actual }.map(Self.cell) ?? ""
      }
      table.add(
        "\(planned.rawValue) growth, \(growth(planned)) a month", cells[0], cells[1], cells[2])
    }
    return """
      What becomes of a schedule whose dates are kept when growth is another: USD more than the best \
      schedule for that growth over the horizon, and for how long the users are not carried.

      \(table.text)
      """
  }

  /// `1,234; 2.3 months short`.
  private static func cell(_ regret: HorizonSchedule.Regret) -> String {
    let money = DecimalText.fixed(regret.dollars)
    guard regret.missedDays > 0 else { return money == "-0" ? "0" : money }
    let months = DecimalText.significant(
      Double(regret.missedDays) / HorizonSchedule.daysPerMonth, 2)
    let part = regret.avoidableDays == 0 ? ", which nothing avoids" : ""
    return "\(money); **\(months) months short**\(part)"
  }

  // MARK: Programs

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("architecturesCompared", schedule.compared)
      json.member("horizonMonths", schedule.months)
      json.member("method", HorizonSchedule.method.label)
      json.member("missedDays", schedule.missedDays)
      json.member("moves", each: moves, move)
      json.member("movingUSD", schedule.moving)
      json.member("periodMonths", schedule.periodMonths)
      json.member("regrets", each: schedule.regrets) { regret, json in
        json.object { json in
          json.member("actual", regret.actual.rawValue)
          json.member("avoidableMissedDays", regret.avoidableDays)
          json.member("horizonRegretUSD", regret.dollars)
          json.member("method", HorizonSchedule.method.label)
          json.member("missedDays", regret.missedDays)
          json.member("planned", regret.planned.rawValue)
        }
      }
      json.member("runningUSD", schedule.running)
      json.member("scenarios", each: schedule.scenarios) { scenario, json in
        json.object { json in
          json.member("method", HorizonSchedule.method.label)
          json.member("monthlyGrowthShare", scenario.monthlyGrowth)
          json.member("name", scenario.name.rawValue)
          json.member("outOfReachMonths", orNull: schedule.outOfReach[scenario.name])
        }
      }
      json.member("start") { state(schedule.start, to: &$0) }
      json.member("today", orNull: schedule.today?.description)
    }
  }

  private func state(_ state: ScheduledState, to json: inout JSONWriter) {
    json.object { json in
      json.member("carriesUsers", orNull: state.breaking.users?.value)
      json.member("cause", state.breaking.cause.text)
      json.member("forUsers", state.sizedFor.value)
      json.member("method", BreakingLoad.method.label)
      json.member("sizes", CertificateSection.sizes(state.architecture))
      json.member("stage", plan.stages[state.stage].definition.id)
    }
  }

  private func move(_ move: ScheduledMove, to json: inout JSONWriter) {
    json.object { json in
      json.member("alternatives", each: move.alternatives) { other, json in
        json.object { json in
          json.member("extraUSD", other.extra)
          json.member("method", HorizonSchedule.method.label)
          json.member("target") { state(other.state, to: &$0) }
        }
      }
      json.member("cause", move.cause.text)
      json.member("effortPersonDays", move.effort)
      json.member("highGrowthLateDays", move.lateDays(.high))
      json.member("highGrowthMonths", orNull: move.date(.high))
      json.member("highGrowthStartMonths", orNull: move.startMonths(.high))
      json.member("isEconomy", move.isEconomy)
      json.member("latestMonths", orNull: move.delay.latest)
      json.member("leadDays", move.leadDays)
      json.member("likelyGrowthLateDays", move.lateDays(.likely))
      json.member("likelyGrowthMonths", orNull: move.date(.likely))
      json.member("likelyGrowthStartMonths", orNull: move.startMonths(.likely))
      json.member("lowGrowthMonths", orNull: move.date(.low))
      json.member("method", BreakingLoad.method.label)
      json.member("metric", orNull: metric(move), StageJSON.metric)
      json.member("moveCostUSD", move.cost)
      json.member("readyMonths", move.readyMonths)
      json.member("steps", each: move.steps) { step, json in
        json.object { json in
          json.member("after", step.move.after)
          json.member("kind", step.move.id)
          json.member("leadDays", step.leadDays)
          json.member("method", HorizonSchedule.method.label)
          json.member("migration", step.move.migration)
          json.member("rollback", step.move.rollback)
          json.member("step") { StageJSON.step(step.step, to: &$0) }
        }
      }
      json.member("target") { state(move.target, to: &$0) }
      json.member("users", move.users.value)
    }
  }
}
