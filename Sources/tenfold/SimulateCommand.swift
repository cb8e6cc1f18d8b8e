import ArgumentParser
import CatalogModel
import Foundation
import Quantities
import Reporting
import Requirements
import Roadmap
import SecondOpinion
import Simulation

/// `tenfold simulate`: the plan in the simulator beside the model.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate a stage beside the analytical model.",
    discussion: """
      Builds the stage's architecture as a discrete-event simulation, which shares no formula with \
      the model, and prints both: throughput, utilization, mean and percentiles of all requests and \
      of each class, with 99 % intervals. Exits with 2 where the model errs by more than chance \
      and by more than it says of itself.

      Without --stage it is the present load on the present architecture. Of a system of several \
      deployment units each is simulated by itself, with what reaches it from the others.
      """)

  /// The forms of the result.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  /// How a balancer chooses, as users write it.
  enum Balancing: String, ExpressibleByArgument, CaseIterable {
    case random
    case roundRobin = "round-robin"
    case leastOutstanding = "least-outstanding"
  }

  @OptionGroup var input: PlanningInput

  @OptionGroup var unit: UnitOption

  @Option(help: ArgumentHelp("The stage, counted from 1, or all of the distinct ones."))
  var stage: String?

  @Option(help: "The seed; the same seed gives the same result on any number of cores.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The widest interval wanted, in percent of the value.", valueName: "percent"))
  var precision = 1.0

  @Option(
    help:
      "How the balancer chooses: random, as the model assumes, round-robin or least-outstanding.")
  var balancing = Balancing.random

  @Flag(help: "Simulate while the largest part that one zone holds is gone.")
  var zoneLost = false

  @Flag(help: "Simulate with an empty cache before the SQL database, at the peak.")
  var coldCache = false

  @Flag(help: "Simulate a crowd at the machines of the compute tier, minute by minute.")
  var flashCrowd = false

  @Option(help: "The form of the result: text, json or markdown.")
  var format = Form.text

  func validate() throws {
    guard precision >= 0.1 && precision <= 50 else {
      throw ValidationError("--precision is a percentage from 0.1 to 50")
    }
    guard [zoneLost, coldCache, flashCrowd].count(where: { $0 }) <= 1 else {
      throw ValidationError("--zone-lost, --cold-cache and --flash-crowd exclude each other")
    }
    if let stage, stage != "all", Int(stage) == nil {
      throw ValidationError("--stage is a number from 1 on, or all")
    }
  }

  func run() throws {
    let context = try input.context()
    let plans = try unit.plans(of: context.plan(), at: moment)
    let documents = try plans.compactMap { plan -> SimulationDocument? in
      let settings = StageSimulation.Settings(
        seed: seed, precision: precision / 100, balancing: Node.Balancing(balancing))
      let opinions = try opinions(
        PlanSimulation(plan: plan, catalog: context.catalog, settings: settings))
      // A unit without a stage of its own says nothing.
      if opinions.isEmpty && plans.count > 1 { return nil }
      return SimulationDocument(system: plan.requirements.name, opinions: opinions)
    }
    switch format {
    case .text: Console.write(documents.map(\.text).joined(separator: "\n"))
    case .markdown: Console.write(documents.map(\.markdown).joined(separator: "\n"))
    case .json: Console.writeJSON(documents.map(\.json))
    }
    if documents.contains(where: \.hasDisagreements) { throw ExitCode(2) }
  }

  private func opinions(_ simulation: PlanSimulation) throws -> [StageOpinion] {
    var opinions: [StageOpinion] = []
    for subject in try subjects(simulation) {
      let bar = SimulationProgress("Simulating")
      defer { bar.remove() }
      do {
        opinions.append(
          try simulation.opinion(of: subject, in: situation) {
            bar.show($0)
          })
      } catch {
        bar.remove()
        Console.message(error.message)
        throw ExitCode(78)
      }
    }
    return opinions
  }

  private var moment: UnitOption.Moment {
    guard let stage else { return .present }
    return Int(stage).map { .stage($0 - 1) } ?? .any
  }

  private var situation: PlanSimulation.Situation {
    zoneLost ? .zoneLost : coldCache ? .coldCache : flashCrowd ? .flashCrowd : .normal
  }

  private func subjects(_ simulation: PlanSimulation) throws -> [PlanSimulation.Subject] {
    guard let stage else { return [.present] }
    if stage == "all" { return simulation.distinctStages }
    guard let number = Int(stage), simulation.plan.stages.indices.contains(number - 1) else {
      throw ValidationError(
        "--stage is a number from 1 to \(simulation.plan.stages.count), or all")
    }
    return [.stage(number - 1)]
  }
}

extension Node.Balancing {
  fileprivate init(_ balancing: SimulateCommand.Balancing) {
    switch balancing {
    case .random: self = .random
    case .roundRobin: self = .roundRobin
    case .leastOutstanding: self = .leastOutstanding
    }
  }
}
