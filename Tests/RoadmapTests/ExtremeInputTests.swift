import CapacityPlanning
import Quantities
import Requirements
import Roadmap
import Testing

/// Answers at the ends of what the questionnaire accepts.
@Suite struct ExtremeInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let answers: Answers
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "one user", answers: ["users.now": "1"]),
    Case(name: "ten billion users", answers: ["users.now": "1e10"]),
    Case(
      name: "everybody every second",
      answers: ["users.activeShareAtPeak": "100%", "users.actionsPerMinute": "6000"]),
    Case(
      name: "hardly anybody",
      answers: ["users.activeShareAtPeak": "0.01%", "users.actionsPerMinute": "0.001"]),
    Case(
      name: "a class without requests",
      answers: ["requests": "[{name: a, share: 100%}, {name: b, share: 0}]"]),
    Case(
      name: "no access to data",
      answers: ["requests": "[{name: a, reads: 0, writes: 0, cacheableShare: 0}]"]),
    Case(name: "a thousand reads", answers: ["requests": "[{name: a, reads: 1000, writes: 1000}]"]),
    Case(
      name: "an exabyte",
      answers: ["data": "[{name: a, sizeGiB: 1e8, firstYearGiB: 1e8, itemKilobytes: 1e9}]"]),
    Case(name: "no data at all", answers: ["data": "[{name: a, sizeGiB: 0, firstYearGiB: 0}]"]),
    Case(
      name: "a billion records a second", answers: ["data": "[{name: a, ingestPerSecond: 1e9}]"]),
    Case(
      name: "ten minutes of processor time",
      answers: ["requests": "[{name: a, cpuMilliseconds: 6e5}]"]),
    Case(
      name: "a tenth of a millisecond",
      answers: ["objectives.p95Milliseconds": "0.1", "objectives.p99Milliseconds": "0.1"]),
    Case(
      name: "a rush of a thousand",
      answers: ["users.flashCrowd": "1000", "users.peakToAverage": "1000"]),
    Case(
      name: "responses of ten gigabytes",
      answers: ["requests": "[{name: a, responseKilobytes: 1e7}]"]),
    Case(name: "growth of two hundred percent", answers: ["users.monthlyGrowth": "2"]),
    Case(name: "no growth", answers: ["users.monthlyGrowth": "0"]),
    Case(name: "nobody operates it", answers: ["team.operations": "0", "team.people": "1"]),
    Case(name: "no budget", answers: ["budget.monthlyUSD": "0"]),
    Case(
      name: "jobs without end",
      answers: ["jobs": "[{name: a, runsPerDay: 1e10, minutes: 1e5, checkpointable: false}]"]),
  ]

  @Test(arguments: cases) func itIsPlannedOrRefusedWithFiniteNumbers(_ extreme: Case) throws {
    let requirements = try Bench.requirements(extreme.answers)
    let catalog = try Bench.catalog(stages: [1, 10000, 30_000_000])
    let plan = try Planner(catalog: catalog).plan(requirements)
    for stage in plan.stages {
      #expect(stage.workload.requestRate.value.isFinite)
      guard let planned = stage.planned else { continue }
      #expect(planned.costs.total.value.isFinite)
      #expect(planned.assessment.limits.allSatisfy { $0.utilization.isFinite })
      for latency in planned.assessment.latency?.classes ?? [] {
        #expect(latency.p99.value.isFinite && latency.p99 >= latency.p95)
      }
      for step in planned.steps { #expect(!step.title.contains("nan")) }
    }
    for gate in plan.gates {
      let text = gate.observed + (gate.blame ?? "")
      #expect(!text.contains("nan") && !text.contains("inf ") && !text.contains("inf U"))
      #expect(gate.passes == (gate.blame == nil))
    }
  }
}
