import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import SecondOpinion
import Simulation
import Storage
import TestSupport
import Testing

/// The examples' model against the simulator, at every stage with an architecture of its own.
@Suite struct StageOpinionTests {
  /// Few requests, so that the suite stays short.
  ///
  /// Intervals are wide, and only a gross error of the model shows; `docs/simulation.md` has the
  /// figures of longer runs.
  private static let settings = StageSimulation.Settings(
    seed: 5, precision: 0.5, greatestEvents: 1, replications: 4)

  @Test(arguments: ["webshop", "b2b-ledger", "ticket-alerts"])
  func theModelErrsByNoMoreThanItSays(_ name: String) throws {
    let simulation = try #require(try Self.simulation(name))
    #expect(simulation.distinctStages.count >= 3)
    for subject in [.present] + simulation.distinctStages {
      let opinion = try simulation.opinion(of: subject)
      guard case .compared(let stage) = opinion.outcome else {
        Issue.record("\(opinion.title) was not compared")
        continue
      }
      #expect(stage.comparisons.count >= 5)
      for one in opinion.disagreements {
        Issue.record("\(name), \(opinion.title): \(one.quantity) \(one.model) \(one.simulated)")
      }
    }
  }

  /// The comparison can fail: a model that is a sixth too slow or a tenth too busy is found out.
  @Test func aWrongModelIsFoundOut() throws {
    let simulation = try #require(try Self.simulation("webshop"))
    let plan = simulation.plan
    let stage = try #require(plan.current)
    let present = try #require(plan.present)
    let model = CapacityModel(
      catalog: simulation.catalog, parameters: plan.parameters, requirements: plan.requirements)
    let description = try model.description(
      of: stage.architecture, under: present.workload, zoneLost: false)
    let latency = try #require(present.assessment.latency)
    func disagreements(slower: Double, busier: Double) throws -> [NumberComparison.Quantity] {
      func wrong(_ one: ClassLatency) -> ClassLatency {
        ClassLatency(
          name: one.name, mean: one.mean * slower, p50: one.p50 * slower, p95: one.p95 * slower,
          p99: one.p99 * slower)
      }
      let settings = StageSimulation.Settings(
        seed: 5, precision: 0.03, greatestEvents: 20_000_000, replications: 10)
      return try StageSimulation(description, settings).compare(
        with: Latency(
          all: wrong(latency.all), classes: [], method: latency.method, errors: latency.errors),
        utilization: { station in
          present.assessment.utilization(station.tier, station.resource).map { $0 * busier }
        }, coldStart: nil
      ).comparisons.filter { $0.verdict == .disagrees }.map(\.quantity)
    }
    #expect(try disagreements(slower: 1, busier: 1) == [])
    #expect(try disagreements(slower: 7.0 / 6, busier: 1).contains(.mean("all requests")))
    #expect(
      try disagreements(slower: 5.0 / 6, busier: 1).contains(.percentile(0.99, "all requests")))
    #expect(try disagreements(slower: 1, busier: 1.1).contains(.utilization("compute")))
  }

  /// With a zone lost the machines that are left work harder, in both.
  @Test func aLostZoneIsSimulatedToo() throws {
    let simulation = try #require(try Self.simulation("webshop"))
    func compute(_ situation: PlanSimulation.Situation) throws -> NumberComparison? {
      guard case .compared(let stage) = try simulation.opinion(of: .present, in: situation).outcome
      else { return nil }
      return stage.comparisons.first { $0.quantity == .utilization("compute") }
    }
    let normal = try #require(try compute(.normal))
    let lost = try #require(try compute(.zoneLost))
    #expect((lost.simulated.value / normal.simulated.value - 2).magnitude < 0.1)
    #expect(lost.relativeError.magnitude < 0.05)
  }

  /// A crowd fills the machines in the fluid as it does in the simulator.
  @Test func aCrowdIsSimulatedMinuteByMinute() throws {
    let simulation = try #require(try Self.simulation("webshop"))
    let opinion = try simulation.opinion(of: .present, in: .flashCrowd)
    guard case .compared(let stage) = opinion.outcome else {
      Issue.record("\(opinion.title) was not compared")
      return
    }
    #expect(stage.comparisons.map(\.quantity) == [.fullestMinute("compute"), .mostMachines])
    for one in opinion.disagreements {
      Issue.record("\(one.quantity) \(one.model) \(one.simulated)")
    }
  }

  @Test func whatDoesNotApplyIsRefused() throws {
    let simulation = try #require(try Self.simulation("ticket-alerts"))
    for situation in [PlanSimulation.Situation.coldCache, .flashCrowd] {
      guard case .refused(let reason) = try simulation.opinion(of: .present, in: situation).outcome
      else {
        Issue.record("\(situation) was compared")
        continue
      }
      #expect(reason.contains(situation == .coldCache ? "no cache" : "functions"))
    }
  }

  /// A difference beyond interval and error class is called one.
  @Test func verdicts() {
    func verdict(_ model: Double, errorClass: Double) -> NumberComparison.Verdict {
      NumberComparison(
        .throughput, model: model, simulated: StudentInterval(value: 10, halfWidth: 1),
        errorClass: errorClass
      ).verdict
    }
    #expect(verdict(10.9, errorClass: 0) == .agrees)
    #expect(verdict(11.5, errorClass: 0.1) == .withinErrorClass)
    #expect(verdict(11.5, errorClass: 0) == .disagrees)
    #expect(verdict(7.9, errorClass: 0.1) == .disagrees)
  }

  private static func simulation(_ name: String) throws -> PlanSimulation? {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    guard let questionnaire = QuestionnaireReader.read(directory).questionnaire else { return nil }
    let reading = try AnswerFileReader.read(
      RepositoryFiles.path("Examples/\(name).answers.yaml"), questionnaire)
    guard let sheet = reading.sheet, case .choice(let region)? = sheet["system.region"],
      let catalog = CatalogReader.read(FileTree(directory), region: region).catalog,
      let requirements = RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements
    else { return nil }
    return PlanSimulation(
      plan: try Planner(catalog: catalog).plan(requirements), catalog: catalog, settings: settings)
  }
}
