import CapacityPlanning
import Roadmap
import Testing

/// Systems that an architect would know by heart, and what must not embarrass us there.
@Suite struct SampleSystemTests {
  static let tool: Answers = [
    "users.now": "20", "users.monthlyGrowth": "1%", "frontEnd.kind": "ssr",
    "system.runtime": "python", "objectives.availability": "95%", "team.people": "2",
    "team.operations": "0.1", "data": "[{name: main, sizeGiB: 1, firstYearGiB: 1}]",
  ]
  static let game: Answers = [
    "users.now": "20000", "users.activeShareAtPeak": "8%", "users.actionsPerMinute": "60",
    "users.flashCrowd": "3", "frontEnd.kind": "native", "frontEnd.callsPerAction": "1",
    "api.protocols": "[http, udp]", "compute.stateful": "true", "system.runtime": "go-rust",
    "requests":
      "[{name: move, share: 95%, cpuMilliseconds: 0.2, reads: 0, writes: 0}, "
      + "{name: score, share: 5%, cpuMilliseconds: 1, reads: 2, writes: 1}]",
    "data":
      "[{name: players, accessShare: 40%}, {name: ranking, accessShare: 60%, content: key-value, "
      + "use: leaderboard, itemKilobytes: 0.2}]",
    "objectives.availability": "99.9%", "team.skills": "[containers, linux]",
  ]
  static let meters: Answers = [
    "users.now": "300",
    "data":
      "[{name: readings, content: time-series, accessShare: 70%, sizeGiB: 800, firstYearGiB: 3000, "
      + "itemKilobytes: 0.3, ingestPerSecond: 8000}, {name: devices, accessShare: 30%}]",
    "objectives.availability": "99.9%",
  ]

  @Test func aTinyToolIsOneBoxAndKnowsItsEnd() throws {
    let plan = try Bench.plan(Self.tool, stages: [100])
    let parts = plan.last?.components.map(\.slot) ?? []
    #expect(parts.filter { $0 != "metrics" } == ["frontEnd", "compute", "database"])
    #expect(plan.part("compute") == "ec2-single")
    #expect(plan.part("database") == "on-instance")
    #expect(plan.last?.breaking.users != nil)
    #expect(plan.last?.architecture.compute.instanceType?.hasPrefix("t2") == false)
  }

  @Test func aGameKeepsItsProtocolItsStateAndItsRanking() throws {
    let plan = try Bench.plan(Self.game, stages: [100_000])
    #expect(plan.part("balancing") == "nlb")
    #expect(plan.part("frontEnd") == nil)
    #expect(plan.part("compute") != "lambda")
    #expect(plan.part("table:ranking") == "dynamodb")
    #expect(plan.chosen("store", "players") == "sql")
    let large = try Bench.plan(Self.game, stages: [10_000_000])
    let machines = large.last?.architecture.compute
    #expect((machines?.count ?? 0) <= 100 || (machines?.virtualCPUs ?? 0) >= 16)
  }

  @Test func metersStreamIntoATableAndDevicesStayRelational() throws {
    let plan = try Bench.plan(Self.meters, stages: [1000])
    #expect(plan.part("messaging:kinesis") == "kinesis")
    #expect(plan.part("table:readings") == "dynamodb")
    #expect(plan.chosen("store", "devices") == "sql")
    // Devices report day and night: their writes are not billed at the mean of the users.
    let writes = plan.last?.costs.first { $0.name == "readings writes" }
    #expect((writes?.quantity ?? 0) >= 8000 * 730 * 3600)
  }
}
