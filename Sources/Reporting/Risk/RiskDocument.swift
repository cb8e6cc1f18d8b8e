import CatalogModel
import Quantities
import Requirements
package import Roadmap

/// `tenfold risk`: what the ranges of answers and recalled facts do to the plan.
package struct RiskDocument: Sendable {
  let input: ReportInput
  let report: RiskReport

  package init(_ input: ReportInput, _ report: RiskReport) {
    self.input = input
    self.report = report
  }

  package var markdown: String {
    let title = "# \(MarkdownText.escaped(input.plan.requirements.name)): risk"
    let section = RiskSection(report: report, plan: input.plan).text(isWhole: true)
    return [title, section.isEmpty ? Self.stranded : section].joined(separator: "\n\n") + "\n"
  }

  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("risk") { RiskJSON.write(report, plan: input.plan, to: &$0) }
        json.member("system", input.plan.requirements.name)
      }
    }.text
  }

  private var story: RiskStory { RiskStory(report: report) }

  private static let stranded = "No stage carries the present users: there is no plan to try."

  /// For a terminal.
  package var text: String {
    guard let present = report.present else { return Self.stranded + "\n" }
    let width = input.textWidth
    let blocks = [
      TextWrap.lines(
        "\(input.plan.requirements.name): \(report.samples) samples of \(report.inputs.count) ranges, "
          + "seed \(report.seed). Each line is the median, then the middle nine tenths.",
        width: width),
      bands(present).lines(width: width), probabilities(present), drivers.lines(width: width),
      story.measureNext { $0 }
        .flatMap { TextWrap.lines("Measure next: " + $0, width: width) },
      regrets,
      TextWrap.lines("± All numbers: \(report.bandMethod.label).", width: width),
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var loads: [(name: String, risk: LoadRisk)] {
    (report.present.map { [("now", $0)] } ?? [])
      + report.stages.keys.sorted().compactMap { index in
        report.stages[index].map { ("stage \(index + 1)", $0) }
      }
  }

  private func bands(_ present: LoadRisk) -> PlainTable {
    var table = PlainTable([
      "at the peak", "p99 ms", "compute", "database", "USD/month", "carries users",
    ])
    for (name, risk) in loads {
      table.add([
        name, BandText.milliseconds(risk.p99Milliseconds), BandText.share(risk.computeUtilization),
        BandText.share(risk.databaseUtilization), BandText.dollars(risk.monthlyCost),
        BandText.users(risk.users),
      ])
    }
    return table
  }

  private func probabilities(_ present: LoadRisk) -> [String] {
    loads.map { name, risk in
      let budget = risk.withinBudget.map { ", within budget in \(BandText.probability($0))" } ?? ""
      return
        "\(name): objectives met in \(BandText.probability(risk.objectiveMet)) of the samples, "
        + "every limit kept in \(BandText.probability(risk.carried))\(budget)"
    }
  }

  private var drivers: PlainTable {
    var table = PlainTable(
      ["explains", "p99", "cost", "users", "range"], rightAligned: [1, 2, 3])
    for driver in story.drivers.prefix(10) {
      table.add([
        driver.input.name, story.weight(driver.weight.p99),
        story.weight(driver.weight.cost), story.weight(driver.weight.users),
        "\(RiskStory.range(driver.input)) (\(RiskStory.origin(driver.input)))",
      ])
    }
    return table
  }

  private var regrets: [String] {
    report.regrets.flatMap { choice -> [String] in
      var table = PlainTable(
        ["  option", "USD/month", "regret", "95 % below", "cheapest in", "largest parts"],
        rightAligned: [1, 2, 3, 4])
      for option in choice.options {
        table.add([
          (option.isChosen ? "* " : "  ") + option.title, NumberText.count(option.meanCost),
          NumberText.count(option.regret), NumberText.count(option.regretP95),
          BandText.probability(option.isBestShare), RiskStory.parts(option),
        ])
      }
      return ["Regret: " + choice.title] + table.lines(width: input.textWidth)
    }
  }
}
