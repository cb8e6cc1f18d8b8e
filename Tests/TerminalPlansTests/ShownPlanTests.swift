import CapacityPlanning
import CatalogModel
import OrderedCollections
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage
import TerminalPlans
import TerminalUI
import TestSupport
import Testing

/// What the terminal shows of a plan, against the plan itself.
@Suite struct ShownPlanTests {
  private static let shown: ShownPlan? = {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    guard let questionnaire = QuestionnaireReader.read(directory).questionnaire,
      let reading = try? AnswerFileReader.read(
        RepositoryFiles.path("Examples/webshop.answers.yaml"), questionnaire),
      let sheet = reading.sheet,
      let catalog = CatalogReader.read(directory, region: "eu-central-1").catalog,
      let requirements = RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements,
      let plan = try? Planner(catalog: catalog).plan(requirements)
    else { return nil }
    return ShownPlan(
      plan: plan, catalog: catalog, questionnaire: questionnaire, sheet: sheet, findings: [])
  }()

  private func tables(_ page: PlanPage) -> [PlanTable] {
    page.blocks.compactMap {
      if case .table(let table) = $0 { return table }
      return nil
    }
  }

  @Test func everyRowHasACellForEachHeading() throws {
    let shown = try #require(Self.shown)
    let file = RenderedFile(path: "main.tf", contents: "a\nb\n")
    let pages = shown.pages(templates: [file])
    #expect(pages.count == 8)
    for page in pages {
      #expect(!page.blocks.isEmpty, "\(page.id)")
      for table in tables(page) {
        #expect(table.rows.allSatisfy { $0.cells.count == table.columns.count }, "\(page.id)")
      }
    }
  }

  @Test func theItemsOfTheBillAreTheOnesOfThePlanAndTellTheirPrices() throws {
    let shown = try #require(Self.shown)
    let page = try #require(shown.pages(templates: []).first { $0.id == .cost })
    let rows = try #require(tables(page).last).rows
    #expect(rows.count == shown.plan.presentItems.count + 1)
    #expect(
      rows.last?.cells.last == DecimalText.fixed(try #require(shown.plan.presentTotal).value, 2))
    for row in rows.dropLast() {
      let labels = try #require(row.why).parts.map(\.label)
      #expect(labels.contains("formula") && labels.contains("source"), "\(row.cells)")
    }
  }

  @Test func responseTimesTellFormulaMethodInputsAndFacts() throws {
    let shown = try #require(Self.shown)
    let overview = try #require(shown.pages(templates: []).first { $0.id == .overview })
    let row = try #require(
      tables(overview).flatMap(\.rows).first { $0.cells.first == "Response time p99" })
    let labels = try #require(row.why).parts.map(\.label)
    for label in ["formula", "how", "input", "objective"] { #expect(labels.contains(label)) }
    #expect(labels.contains { $0.hasPrefix("fact ") })
  }

  @Test func aResponseTimeNamesOnlyFactsThatItMovesWith() throws {
    let shown = try #require(Self.shown)
    let overview = try #require(shown.pages(templates: []).first { $0.id == .overview })
    let row = try #require(
      tables(overview).flatMap(\.rows).first { $0.cells.first == "Response time p99" })
    let facts = try #require(row.why).parts.map(\.label).filter { $0.hasPrefix("fact ") }
    #expect(facts.contains("fact latency.alb.p50"))
    #expect(facts.contains("fact planning.queryCPUMilliseconds#simple"))
    // What a function, a cache or a policy would read has no part in it.
    for other in ["lambda", "elasticache", "dynamodb", "targetUtilization", "personDayUSD"] {
      #expect(!facts.contains { $0.contains(other) }, "\(other)")
    }
    #expect(facts.count < 20)
  }

  @Test func theAvailabilityGateSaysThatItIsStructural() throws {
    let shown = try #require(Self.shown)
    let overview = try #require(shown.pages(templates: []).first { $0.id == .overview })
    let row = try #require(
      tables(overview).flatMap(\.rows).first { $0.cells.first == "availability" })
    let how = try #require(row.why?.parts.first { $0.label == "how" })
    #expect(how.text.contains("by structure") && how.text.contains("a reference and no gate"))
  }

  @Test func whatIsSafeHasItsSourceWithItsAddress() throws {
    let shown = try #require(Self.shown)
    let page = try #require(shown.pages(templates: []).first { $0.id == .capacity })
    for row in tables(page).flatMap(\.rows) {
      let safe = try #require(row.why?.parts.first { $0.label == "safe up to" })
      #expect(
        safe.text.contains("fact planning.") || safe.text.contains("used up whole"),
        "\(row.cells): \(safe.text)")
    }
    let cost = try #require(shown.pages(templates: []).first { $0.id == .cost })
    let item = try #require(tables(cost).last?.rows.first?.why)
    let cited = try #require(shown.plan.presentItems.max { $0.monthly < $1.monthly }).citation
    let source = try #require(shown.catalog.sources[cited.source])
    #expect(item.parts.contains { $0.label == "source" && $0.text.contains(source.location) })
  }

  @Test func aBarOfTheBillTellsTheItemsThatItIsTheSumOf() throws {
    let shown = try #require(Self.shown)
    let page = try #require(shown.pages(templates: []).first { $0.id == .cost })
    for case .bars(let chart) in page.blocks {
      #expect(abs(chart.bars.reduce(0) { $0 + $1.share } - 1) < 1e-3, "shares of the whole")
      for bar in chart.bars {
        let items = shown.plan.presentItems.filter { $0.tier.rawValue == bar.label }
        #expect(bar.why?.parts.filter { $0.label == "item" }.count == items.count, "\(bar.label)")
      }
    }
  }

  @Test func aLoadBeyondTheBudgetSaysSo() throws {
    let shown = try #require(Self.shown)
    let now = try #require(shown.loads([LoadStep(nearest: 2500)]).first)
    #expect(now.isMet)
    #expect(now.figures.contains { $0.cells[0] == "Cost" && $0.cells[2].contains("within 900") })
    let many = try #require(shown.loads([LoadStep(nearest: 1e6)]).first)
    #expect(!many.isMet)
    #expect(many.summary.contains("budget"))
    #expect(many.figures.contains { $0.cells[0] == "Cost" && $0.cells[2].contains("! over 900") })
  }

  @Test func moreUsersNeverMeanAnEarlierStage() throws {
    let shown = try #require(Self.shown)
    let loads = shown.loads((0...8).map { LoadStep($0 * 10) })
    #expect(loads.count == 9)
    let stages = loads.map { load in
      load.stage.split(separator: ",").first.flatMap { Int($0.dropFirst("Stage ".count)) } ?? 0
    }
    #expect(zip(stages, stages.dropFirst()).allSatisfy(<=))
    #expect(stages[0] >= 1)
  }

  @Test func theCurveRisesTowardsSaturationAndPassesThePresentLoad() throws {
    let shown = try #require(Self.shown)
    let curve = try #require(shown.curve())
    #expect(zip(curve.rates, curve.rates.dropFirst()).allSatisfy(<))
    for series in curve.series {
      #expect(zip(series.values, series.values.dropFirst()).allSatisfy { $0 <= $1 * 1.001 })
    }
    let now = try #require(curve.marks.first { $0.label == "now" })
    let present = try #require(shown.plan.present)
    #expect(now.rate == present.workload.requestRate.value)
    let p99 = try #require(present.assessment.latency).all.p99.milliseconds
    let near = try #require(curve.rates.lastIndex { $0 <= now.rate } ?? curve.rates.indices.first)
    let values = curve.series[0].values
    #expect(values[near] <= p99 * 1.01)
    #expect(values[min(near + 1, values.count - 1)] >= p99 * 0.99)
  }

  @Test func usersAndTheirActivityAreAmongWhatMattersMost() throws {
    let shown = try #require(Self.shown)
    let ranked = shown.influence()
    #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0.effect >= $1.effect })
    #expect(ranked.prefix(6).map(\.path.text).contains("users.activeShareAtPeak"))
  }

  @Test func thePreviewComparesWhatTheGatesObserve() throws {
    let shown = try #require(Self.shown)
    let preview = shown.preview
    let cost = try #require(preview.figures).cost
    #expect(preview.monthlyCost.contains(DecimalText.fixed(cost)))
    #expect(preview.figures?.carried == shown.plan.current?.breaking.users?.value)
  }
}
