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

  private var stories: [StageStory] { plan.stories() }

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
    guard let sweep = LatencySweep(plan, catalog: catalog), let present = plan.present else {
      return nil
    }
    let objective = plan.requirements.objectives.p99
    let now = present.workload.requestRate
    func series(_ name: String, _ style: String, _ time: (ClassLatency) -> Seconds)
      -> SVGPlot.Series
    {
      SVGPlot.Series(
        name: name, style: style,
        points: sweep.points.map { ($0.rate.value, time($0.latency).milliseconds) },
        labels: sweep.points.map {
          "\(NumberText.rate($0.rate)), \(NumberText.share($0.share)) of saturation: \(name) ≈ "
            + NumberText.time(time($0.latency))
        })
    }
    // The plot shows what lies around the objective; beyond five times it the curve leaves the plot.
    let ceiling = objective.milliseconds * 5
    let shown = sweep.points.map { min(ceiling, $0.latency.p99.milliseconds) }
    var plot = SVGPlot(
      title: "Response time over load",
      description: "Response times of the present architecture over the load, up to near the "
        + "saturation of \(sweep.station): at ≈ \(NumberText.rate(now)), the present peak, p99 is ≈ "
        + "\(present.assessment.latency.map { NumberText.time($0.all.p99) } ?? "undefined"); "
        + "\(NumberText.time(objective)) are allowed."
        + (sweep.knee.map { " The knee is at ≈ \(NumberText.rate($0))." } ?? ""),
      x: .linear("requests/s", over: sweep.points.map(\.rate.value)),
      y: .linear("milliseconds", over: shown + [objective.milliseconds]))
    plot.curves = [series("p50 ≈", "two", \.p50), series("p99 ≈", "one", \.p99)]
    plot.rules = [
      SVGPlot.Rule(
        isHorizontal: true, value: objective.milliseconds,
        label: "p99 objective \(NumberText.time(objective))", style: "limit"),
      SVGPlot.Rule(isHorizontal: false, value: now.value, label: "now", style: "mark"),
    ]
    if let knee = sweep.knee {
      plot.rules.append(
        SVGPlot.Rule(isHorizontal: false, value: knee.value, label: "knee", style: "mark"))
    }
    return plot
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

  private var growth: SVGPlot? {
    let requirements = plan.requirements
    let monthly = requirements.users.monthlyGrowth
    let now = max(1, requirements.users.now.value)
    guard monthly > 0 else { return nil }
    let span = max(Double(Self.months), min(120, requirements.budget.horizonMonths))
    let steps = 24
    var users: [(x: Double, y: Double)] = []
    for step in 0...steps {
      let month = span * Double(step) / Double(steps)
      var value = now
      // By whole months and the share of the last one, without a library's power function.
      for _ in 0..<Int(month) { value *= 1 + monthly }
      users.append((month, value * (1 + monthly * (month - month.rounded(.down)))))
    }
    let highest = users.last?.y ?? now
    let triggers = stories.filter { !$0.planned.isUnchanged && $0.number > 1 }.compactMap { story in
      story.planned.entry?.users.flatMap { limit -> (StageStory, Double, Double)? in
        guard limit.value > now, limit.value <= highest,
          let month = requirements.months(until: limit)
        else { return nil }
        return (story, limit.value, month)
      }
    }
    var plot = SVGPlot(
      title: "Growth and the triggers of the stages",
      description: "Users over the months at \(NumberText.share(monthly)) a month. "
        + (triggers.isEmpty
          ? "No stage is entered within \(DecimalText.fixed(span)) months."
          : triggers.map {
            "Stage \($0.0.number) is entered at ≈ \(NumberText.users(Users($0.1))), "
              + "\(NumberText.months($0.2))."
          }.joined(separator: " ")),
      x: PlotAxis(title: "months from now", scale: .linear, lowest: 0, highest: span),
      y: .logarithmic("users", over: users.map(\.y)))
    plot.curves = [
      SVGPlot.Series(
        name: "users", style: "one", points: users,
        labels: users.map {
          "month \(DecimalText.fixed($0.x, 1)): \(NumberText.users(Users($0.y)))"
        })
    ]
    plot.rules = triggers.map {
      SVGPlot.Rule(
        isHorizontal: false, value: $0.2, label: "stage \($0.0.number)", style: "mark")
    }
    return plot
  }
}
