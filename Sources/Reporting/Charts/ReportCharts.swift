import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The charts of the report: response time over load, use and cost of the stages, growth with what
/// triggers each stage.
struct ReportCharts {
  let plan: Plan
  let catalog: Catalog
  let schedule: HorizonSchedule?
  private let sweep: LatencySweep?
  private let stories: [StageStory]

  /// - Parameter sweep: The response times over the load, where they were computed already.
  init(
    plan: Plan, catalog: Catalog, schedule: HorizonSchedule? = nil, sweep: LatencySweep? = nil
  ) {
    self.plan = plan
    self.catalog = catalog
    self.schedule = schedule
    self.sweep = sweep
    stories = plan.stories()
  }

  /// Every chart that has something to show, as figures of HTML.
  var figures: [String] {
    [latency, utilization, cost, growth].compactMap { plot in
      plot.map { plot in
        """
        <figure>
        \(plot.text)
        <figcaption>\(XMLText.escaped(plot.description))</figcaption>
        </figure>
        """
      }
    }
  }

  private var latency: SVGPlot? {
    guard let sweep = sweep ?? LatencySweep(plan, catalog: catalog), let present = plan.present
    else { return nil }
    let objectives = plan.requirements.objectives
    let now = present.workload.requestRate
    func series(
      _ name: String, _ style: String, _ time: (LatencySweep.Point) -> Seconds?
    ) -> SVGPlot.Series {
      let points = sweep.points.compactMap { point in time(point).map { (point, $0) } }
      return SVGPlot.Series(
        name: name, style: style, points: points.map { ($0.rate.value, $1.milliseconds) },
        labels: points.map {
          "\(NumberText.rate($0.rate)), \(NumberText.share($0.share)) of saturation: \(name) "
            + NumberText.time($1)
        })
    }
    // The plot shows what lies around the objective; beyond five times it the curve leaves the plot.
    let ceiling = objectives.p99.milliseconds * 5
    let shown = sweep.points.map { min(ceiling, $0.latency.p99.milliseconds) }
    let carried = carriedRate
    var plot = SVGPlot(
      title: "Response time over load",
      description: "Response times of the present architecture over the load, up to near the "
        + "saturation of \(sweep.station): at ≈ \(NumberText.rate(now)), the present peak, p99 is ≈ "
        + "\(present.assessment.latency.map { NumberText.time($0.all.p99) } ?? "undefined"); "
        + "\(NumberText.time(objectives.p95)) are allowed for p95 and "
        + "\(NumberText.time(objectives.p99)) for p99, also while a zone is lost."
        + (sweep.knee.map { " The knee is at ≈ \(NumberText.rate($0))." } ?? "")
        + (carried.map {
          " It carries up to ≈ \(NumberText.rate($0)); then "
            + "\(plan.current?.breaking.cause.text ?? "")."
        } ?? ""),
      x: .linear("requests/s", over: sweep.points.map(\.rate.value)),
      y: .linear("milliseconds", over: shown + [objectives.p99.milliseconds]))
    plot.curves = [
      series("p50 ≈", "two") { $0.latency.p50 }, series("p95 ≈", "three") { $0.latency.p95 },
      series("p99 ≈", "one") { $0.latency.p99 },
      series("p95, a zone lost ≈", "four") { $0.zoneLost?.p95 },
    ].filter { !$0.points.isEmpty }
    plot.rules =
      [("p95", objectives.p95), ("p99", objectives.p99)].map { name, objective in
        SVGPlot.Rule(
          isHorizontal: true, value: objective.milliseconds,
          label: "\(name) objective \(NumberText.time(objective))", style: "limit")
      } + [SVGPlot.Rule(isHorizontal: false, value: now.value, label: "now", style: "mark")]
    if let knee = sweep.knee {
      plot.rules.append(
        SVGPlot.Rule(isHorizontal: false, value: knee.value, label: "knee", style: "mark"))
    }
    if let carried, carried.value <= plot.x.highest {
      plot.rules.append(
        SVGPlot.Rule(
          isHorizontal: false, value: carried.value, label: "carries up to here", style: "limit"))
    }
    return plot
  }

  /// The requests at the peak of the users that the present architecture carries.
  private var carriedRate: RequestsPerSecond? {
    plan.current?.breaking.users.map { plan.requirements.workload(users: $0).requestRate }
  }

  private var stageAxis: PlotAxis {
    PlotAxis(title: "stage", scale: .linear, lowest: 0, highest: Double(max(1, stories.count)))
  }

  private var stageNames: [(value: Double, text: String)] {
    stories.enumerated().map {
      (Double($0) + 0.5, $1.isPresent ? "\($1.number) now" : "\($1.number)")
    }
  }

  private var utilization: SVGPlot? {
    guard stories.count > 1 else { return nil }
    let uses = stories.map { min(1, $0.fullest?.utilization ?? 0) * 100 }
    let safe = stories.map { min(1, $0.fullest?.safeShare ?? 1) * 100 }
    var plot = SVGPlot(
      title: "Use of the fullest part of each stage",
      description:
        "How much of its fullest part each stage uses at the upper end of its label, beside "
        + "what is safe.", x: stageAxis,
      y: PlotAxis(title: "percent", scale: .linear, lowest: 0, highest: 100))
    plot.names = stageNames
    plot.bars = [
      SVGPlot.Series(
        name: "in use", style: "one",
        points: uses.enumerated().map { (Double($0), $1) },
        labels: stories.map { story in
          "Stage \(story.number): " + (story.fullest.map(StageStory.signedUse) ?? "nothing")
        }),
      SVGPlot.Series(
        name: "safe", style: "three",
        points: safe.enumerated().map { (Double($0), $1) },
        labels: zip(stories, safe).map {
          "Stage \($0.number): safe up to \(NumberText.share($1 / 100))"
        }),
    ]
    return plot
  }

  private var cost: SVGPlot? {
    guard stories.count > 1 else { return nil }
    let costs = stories.map(\.planned.costs.total)
    var plot = SVGPlot(
      title: "Monthly cost of each stage",
      description:
        "What each stage costs a month at the upper end of its label, on a logarithmic axis.",
      x: stageAxis, y: .logarithmic("USD/month", over: costs.map { max(1, $0.value) }))
    plot.names = stageNames
    plot.bars = [
      SVGPlot.Series(
        name: "USD/month ∑", style: "two",
        points: costs.enumerated().map { (Double($0), max(1, $1.value)) },
        labels: zip(stories, costs).map { "Stage \($0.number): ∑ \(NumberText.cost($1))" })
    ]
    if let budget = plan.requirements.budget.monthly, budget.value >= plot.y.lowest,
      budget.value <= plot.y.highest
    {
      plot.rules = [
        SVGPlot.Rule(
          isHorizontal: true, value: budget.value, label: "budget now \(NumberText.cost(budget))",
          style: "limit")
      ]
    }
    return plot
  }

  /// Months that the growth is drawn for.
  private static let months = 24

  /// Something that is entered within the span of the growth chart.
  private struct Event {
    let name: String
    let users: Users
    let month: Double
  }

  /// The moves of the schedule, which the growth brings about; those into the stages where there is none.
  private func events(until highest: Double) -> [Event] {
    if let schedule {
      return schedule.moves.compactMap { move in
        move.date(.likely).map {
          Event(
            name: ScheduleSection.shortName(move.target, plan), users: move.users, month: $0)
        }
      }
    }
    return stories.filter { !$0.planned.isUnchanged && $0.number > 1 }.compactMap { story in
      story.planned.entry?.users.flatMap { limit in
        guard limit > plan.requirements.users.now, limit.value <= highest else { return nil }
        return plan.requirements.months(until: limit).map {
          Event(name: "stage \(story.number)", users: limit, month: $0)
        }
      }
    }
  }

  private var growth: SVGPlot? {
    let requirements = plan.requirements
    let scenarios = GrowthScenario.all(of: requirements)
    guard scenarios.contains(where: { $0.monthlyGrowth > 0 }),
      let likely = scenarios.first(where: { $0.name == .likely })
    else { return nil }
    let span = max(Double(Self.months), min(120, requirements.budget.horizonMonths))
    let steps = 24
    func curve(_ scenario: GrowthScenario, _ style: String) -> SVGPlot.Series {
      let points = (0...steps).map { step -> (x: Double, y: Double) in
        let month = span * Double(step) / Double(steps)
        return (month, max(1, scenario.users(months: month).value))
      }
      let name = "\(scenario.name.rawValue), \(NumberText.share(scenario.monthlyGrowth)) a month"
      return SVGPlot.Series(
        name: name, style: style, points: points,
        labels: points.map {
          "\(name), month \(DecimalText.fixed($0.x, 1)): \(NumberText.users(Users($0.y)))"
        })
    }
    let isOne = Set(scenarios.map(\.monthlyGrowth)).count == 1
    let curves =
      isOne
      ? [curve(likely, "one")]
      : zip(scenarios, ["two", "one", "three"]).map { curve($0.0, $0.1) }
    let events = events(until: likely.users(months: span).value)
    var plot = SVGPlot(
      title: schedule == nil ? "Growth and the triggers of the stages" : "Growth and the schedule",
      description: "Users over the months, likely by \(NumberText.share(likely.monthlyGrowth)) a "
        + "month. "
        + (events.isEmpty
          ? "Nothing is entered within \(DecimalText.fixed(span)) months."
          : events.map {
            "\($0.name.prefix(1).uppercased() + $0.name.dropFirst()): entered at ≈ \(NumberText.users($0.users)), "
              + "\(NumberText.months($0.month))."
          }.joined(separator: " ")),
      x: PlotAxis(title: "months from now", scale: .linear, lowest: 0, highest: span),
      y: .logarithmic("users", over: curves.flatMap { $0.points.map(\.y) }))
    plot.curves = curves
    plot.rules = events.filter { $0.month <= span }.map {
      SVGPlot.Rule(isHorizontal: false, value: $0.month, label: $0.name, style: "mark")
    }
    return plot
  }
}
