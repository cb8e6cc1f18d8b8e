import ArgumentParser
import CatalogModel
import Reporting
import Roadmap

/// `tenfold risk`: what the ranges of answers and facts do to the plan.
struct RiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Draw every range: bands, odds of meeting the objectives, regret, what to measure.",
    discussion: """
      Draws every range of the answers, and of the catalog's recalled facts, from a seeded Latin \
      hypercube, and looks at the plan with its sizes in each sample: response times, use, cost and \
      how many users it carries; the share of samples that meet the objectives and the budget; what \
      each choice costs more than the best one of each sample; and which input explains most of it. \
      The same seed gives the same numbers on any number of cores. Of a system of several deployment \
      units those that exist now are looked at one after another.
      """)

  @OptionGroup var input: PlanningInput

  @OptionGroup var unit: UnitOption

  @Option(help: ArgumentHelp("How many samples to draw, 16 to 1,000,000.", valueName: "count"))
  var samples = 2000

  @Option(help: "The seed of the samples.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "A stage to look at besides the present load, counted from 1; may be repeated.",
      valueName: "stage"))
  var stage: [Int] = []

  @Flag(help: "Look at every stage.")
  var stages = false

  @Option(help: "The form of the result: text, markdown or json.")
  var format = ExplainCommand.Form.text

  func validate() throws {
    guard (16...1_000_000).contains(samples) else {
      throw ValidationError("--samples is \(samples); it must be 16 to 1,000,000.")
    }
  }

  /// Of one stage, the units that exist there.
  private var moment: UnitOption.Moment {
    !stages && stage.count == 1 ? .stage(stage[0] - 1) : .present
  }

  func run() throws {
    let context = try input.context()
    let whole = try input.report(context)
    let documents = try unit.plans(of: whole.plan, at: moment).map { plan in
      if let wrong = stage.first(where: { !plan.stages.indices.contains($0 - 1) }) {
        throw ValidationError(
          "There is no stage \(wrong); the stages are 1 to \(plan.stages.count).")
      }
      let chosen =
        stages ? plan.stages.indices.filter { plan.isDistinct($0) } : stage.map { $0 - 1 }
      let risk = try context.risk(
        of: plan, RiskAnalysis.Settings(samples: samples, seed: seed, stages: chosen))
      return RiskDocument(whole.looking(at: plan), risk)
    }
    switch format {
    case .text: Console.write(documents.map(\.text).joined(separator: "\n"))
    case .markdown: Console.write(documents.map(\.markdown).joined(separator: "\n"))
    case .json: Console.writeJSON(documents.map(\.json))
    }
  }
}

extension PlanningContext {
  /// Draws the ranges.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  func risk(of plan: Plan, _ settings: RiskAnalysis.Settings) throws -> RiskReport {
    try onCatalog { () throws(Catalog.Gap) in
      try RiskAnalysis(catalog: catalog, plan: plan).report(settings)
    }
  }
}
