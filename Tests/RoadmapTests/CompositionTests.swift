import CapacityPlanning
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Testing

/// What a plan of several units must obey whatever the answers.
@Suite struct CompositionTests {
  static let apart = ServiceReversals.apart

  @Test func aSystemOfOneServiceIsPlannedLikeOneWithout() throws {
    let plain: Answers = ["frontEnd.kind": "native", "objectives.availability": "99.9%"]
    let named = plain.merging(["services": "[{name: only}]"]) { $1 }
    let stages: [Double] = [1000, 100_000]
    let left = try Bench.plan(plain, stages: stages)
    let right = try Bench.plan(named, stages: stages)
    #expect(left.composition == nil && right.composition?.isDivided == false)
    #expect(
      left.stages.map { $0.planned?.architecture } == right.stages.map { $0.planned?.architecture })
    #expect(left.stages.map { $0.planned?.costs } == right.stages.map { $0.planned?.costs })
    #expect(left.gates == right.gates)
  }

  @Test func theNetworkIsBilledOnce() throws {
    let plan = try Bench.plan(Self.apart, stages: [100_000])
    let composition = try #require(plan.composition)
    let costs = try #require(composition.stages[0].costs)
    let alone = composition.units.compactMap { $0.stage(0)?.planned?.costs.total }.sum()
    #expect(costs.total - costs.edges.total < alone)
    let parts = costs.units.sum() + costs.shared.total + costs.edges.total
    #expect(abs(parts.value - costs.total.value) < 1e-9)
    let zones = costs.shared.count { $0.name == "hosted zone" }
    #expect(zones == 1)
  }

  @Test func waitingAddsTheCalleesTime() throws {
    let waiting = Self.apart.merging(ServiceReversals.edges("{from: shop, to: pay, calls: 1}")) {
      $1
    }
    let queued = Self.apart.merging(
      ServiceReversals.edges("{from: shop, to: pay, calls: 1, waits: false}")
    ) { $1 }
    let one = try #require(try Bench.plan(waiting, stages: [100_000]).composition)
    let other = try #require(try Bench.plan(queued, stages: [100_000]).composition)
    func mean(_ composition: Composition, _ request: String) throws -> Double {
      let latency = try #require(composition.stages[0].latency)
      return try #require(latency.classes.first { $0.name == request }).mean.value
    }
    func own(_ composition: Composition, _ unit: Int, _ request: String) throws -> Double {
      let latency = try #require(composition.units[unit].stage(0)?.planned?.assessment.latency)
      return try #require(latency.classes.first { $0.name == request }).mean.value
    }
    let hop = try #require(one.units.first).plan.parameters.networkHop.value
    let sum = try own(one, 0, "browse") + own(one, 1, "order") + hop
    #expect(abs(try mean(one, "browse") - sum) < 1e-9 * sum)
    let alone = try own(other, 0, "browse")
    #expect(abs(try mean(other, "browse") - alone) < 1e-9 * alone)
  }

  /// No cut stands before metrics do, and each begins after the present stage (P6).
  @Test func metricsComeBeforeEveryCut() throws {
    let plan = try Bench.plan(ServiceReversals.system, stages: [1000, 10000, 100_000])
    let composition = try #require(plan.composition)
    let cut = try #require(composition.decomposition.cuts.first)
    #expect(cut.stage > 0)
    let before = composition.units(at: cut.stage - 1)
    for unit in before {
      let stage = try #require(unit.stage(cut.stage - 1)?.planned)
      #expect(stage.architecture.observability.hasMetrics)
    }
    let after = composition.units(at: cut.stage)
    for unit in after {
      let entry = try #require(unit.stage(cut.stage)?.planned?.entry)
      #expect(entry.overturned?.contains(cut.leaving) == true)
    }
  }

  /// What is left of a deployment goes on from its architecture: what does not change is no step.
  @Test func theRestOfADeploymentStaysWhatItWas() throws {
    let plan = try Bench.plan(ServiceReversals.system, stages: [10000, 100_000])
    let composition = try #require(plan.composition)
    let cut = try #require(composition.decomposition.cuts.first)
    let rest = try #require(
      composition.units(at: cut.stage).first { !$0.unit.holds(cut.services[0]) })
    let leaves = try #require(
      composition.units(at: cut.stage).first { $0.unit.holds(cut.services[0]) })
    let kept = try #require(rest.stage(cut.stage)?.planned)
    let new = try #require(leaves.stage(cut.stage)?.planned)
    #expect(!kept.steps.contains { $0.kind == .add && $0.title.contains("Load Balancer") })
    #expect(new.steps.contains { $0.kind == .add })
  }

  /// Services that do not fit together, over random systems.
  @Test(arguments: 0..<24) func aDividedSystemIsConsistent(_ seed: Int) throws {
    var random = RandomServices(seed: UInt64(seed))
    let plan = try Bench.plan(random.answers(), stages: [1000, 100_000])
    let composition = try #require(plan.composition)
    for (index, stage) in composition.stages.enumerated() {
      let units = composition.units(at: index)
      // Every service is in one unit, and every data set in that of its owner.
      #expect(
        units.flatMap(\.unit.services).sorted() == composition.system.services.map(\.name).sorted())
      for unit in units {
        guard let planned = unit.stage(index)?.planned else { continue }
        let architecture = planned.architecture
        if architecture.compute.platform == .lambda {
          #expect(!architecture.inspectsTraffic, "Lambda behind a Gateway Load Balancer")
        }
        if let database = architecture.relational, database.hasProxy {
          #expect(
            database.engine != .auroraServerless || database.minimumCapacityUnits > 0,
            "RDS Proxy on a database that pauses")
        }
        if unit.plan.requirements.isInternal {
          #expect(architecture.frontEnd == .none, "a front end that nobody sees")
          #expect(
            !planned.costs.contains { $0.name == "public addresses of load balancers" },
            "an internal service with public addresses")
        }
        let parts = planned.decisions.filter { $0.chosen != nil }
        for decision in parts {
          let top = try #require(decision.ranking.first)
          let sum = top.contributions.map(\.points.hundredths).reduce(0, +)
          #expect(sum == top.score.hundredths)
        }
      }
      for edge in stage.edges where edge.edge.waits {
        #expect(edge.glue?.hasPrefix("internal") == true, "a caller that waits for a queue")
      }
      for edge in stage.edges where !edge.edge.waits {
        #expect(edge.glue?.hasPrefix("internal") == false, "nobody waits")
      }
      guard let latency = stage.latency else { continue }
      for own in latency.classes { #expect(own.p95 <= own.p99 && own.p50 <= own.p95) }
    }
  }
}
