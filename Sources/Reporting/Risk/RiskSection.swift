import CatalogModel
import Quantities
import Requirements
import Roadmap

/// What the ranges do to the plan, as a section of Markdown.
struct RiskSection {
  let report: RiskReport
  let plan: Plan

  private var story: RiskStory { RiskStory(report: report) }

  static let heading = "What is not known exactly"

  /// - Parameter isWhole: Whether every option and input is shown, or what a reader of the roadmap
  ///   needs.
  func text(isWhole: Bool) -> String {
    guard report.present != nil else { return "" }
    guard !report.inputs.isEmpty else {
      return "## \(Self.heading)\n\nEvery number was given without a range: nothing was drawn."
    }
    return [
      "## \(Self.heading)", introduction, bands, next, weights(isWhole: isWhole),
      regrets(isWhole: isWhole),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var introduction: String {
    "\(report.samples) times every range of answers and of recalled facts (\(report.inputs.count) in "
      + "all) was drawn, and the plan with its sizes was looked at: the median, and in brackets the "
      + "middle nine tenths. Objectives are met where both percentiles are within what was asked for, "
      + "also with a zone lost. Method: \(MarkdownText.escaped(report.bandMethod.label))."
  }

  private var bands: String {
    var table = MarkdownTable(
      "At the peak of", ">p95 ms ±", ">p99 ms ±", ">Compute in use ±", ">Database in use ±",
      ">USD/month ±", ">Carries users ±", ">Objectives met ±", ">Within budget ±")
    func add(_ name: String, _ risk: LoadRisk) {
      table.add(
        name, BandText.milliseconds(risk.p95Milliseconds),
        BandText.milliseconds(risk.p99Milliseconds), BandText.share(risk.computeUtilization),
        BandText.share(risk.databaseUtilization), BandText.dollars(risk.monthlyCost),
        BandText.users(risk.users), BandText.probability(risk.objectiveMet),
        risk.withinBudget.map(BandText.probability) ?? "")
    }
    if let present = report.present { add("the present users", present) }
    for index in report.stages.keys.sorted() {
      guard let risk = report.stages[index] else { continue }
      let stage = plan.stages[index]
      add("stage \(index + 1): \(NumberText.users(stage.workload.users))", risk)
    }
    return table.text
  }

  private var next: String {
    let sentences = story.measureNext(MarkdownText.code)
    return sentences.isEmpty
      ? "" : "**Measure this next:** " + sentences.joined(separator: " ")
  }

  private func weights(isWhole: Bool) -> String {
    let drivers = isWhole ? story.drivers[...] : story.drivers.prefix(6)
    guard !drivers.isEmpty else { return "" }
    var table = MarkdownTable(
      "Input", "Range", "From", ">Weight on p99 ±", ">on cost ±", ">on users carried ±")
    for driver in drivers {
      table.add(
        MarkdownText.code(driver.input.name), MarkdownText.escaped(RiskStory.range(driver.input)),
        RiskStory.origin(driver.input), story.weight(driver.weight.p99),
        story.weight(driver.weight.cost), story.weight(driver.weight.users))
    }
    return "A weight is the share of the variance (of ranks) that an input explains by itself.\n\n"
      + table.text
  }

  private func regrets(isWhole: Bool) -> String {
    guard !report.regrets.isEmpty else { return "" }
    var table = MarkdownTable(
      "Choice", "Option", ">Regret, USD/month ±", ">95 % below ±", ">Cheapest in ±",
      "Largest parts, USD/month")
    for choice in report.regrets {
      let options = isWhole ? choice.options[...] : choice.options.prefix(3)
      for (place, option) in options.enumerated() {
        let title = MarkdownText.escaped(option.title)
        table.add(
          place == 0 ? MarkdownText.escaped(choice.title) : "",
          option.isChosen ? "**\(title)**" : title, NumberText.count(option.regret),
          NumberText.count(option.regretP95), BandText.probability(option.isBestShare),
          MarkdownText.escaped(RiskStory.parts(option)))
      }
    }
    return """
      **Regret of the choices**: what an option costs on average more than the cheapest one of each \
      sample, at the load that the present stage is sized for; the chosen one first. Scaling groups \
      follow the load, what else lacks capacity counts at the price of what is there, and a change \
      counts its effort. A choice may be worth its regret for what is no cost.

      \(table.text)
      """
  }
}
