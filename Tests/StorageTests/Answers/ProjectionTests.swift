import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

/// The requirements of deployment units: nothing of the system is lost or counted twice.
@Suite struct ProjectionTests {
  /// A system of three services in a row, the last one through a queue.
  static let chain = """
    services: [{name: shop}, {name: pay}, {name: mail}]
    requests:
      - {name: browse, share: 0.75, service: shop, cpuMilliseconds: 4, reads: 2, writes: 0}
      - {name: order, share: 0.25, service: pay, cpuMilliseconds: 8, reads: 1, writes: 3}
      - {name: send, share: 0, service: mail, cpuMilliseconds: 20, reads: 1, writes: 1}
    data:
      - {name: goods, service: shop, accessShare: 0.5}
      - {name: ledger, service: pay, accessShare: 0.3}
      - {name: outbox, service: mail, accessShare: 0.2}
    edges:
      - {from: shop, to: pay, request: order, calls: 0.2}
      - {from: pay, to: mail, calls: 2, waits: false}
    jobs: [{name: close, service: pay, runsPerDay: 24, minutes: 6, checkpointable: false}]
    """

  static func requirements(_ text: String = chain) throws -> SystemRequirements {
    let derived = try ShippedCatalog.derive(text)
    return try #require(derived.requirements, "\(derived.diagnostics.map(\.message))")
  }

  @Test func trafficEquations() throws {
    let graph = CallGraph(try Self.requirements())
    // By hand: pay = 0.25 + 0.2 · 0.75 = 0.4; mail = 2 · 0.4.
    #expect(abs(graph.requests(of: "shop") - 0.75) < 1e-12)
    #expect(abs(graph.requests(of: "pay") - 0.4) < 1e-12)
    #expect(abs(graph.requests(of: "mail") - 0.8) < 1e-12)
  }

  /// A group's name is no service's, and what is a group is not told by its name.
  @Test func groupsAreNamedApartFromServices() throws {
    let system = try Self.requirements(
      Self.chain.replacingFirst("{name: mail}]", by: "{name: mail}, {name: pay-group}]"))
    let whole = system.unit(of: ["shop", "pay", "mail", "pay-group"])
    let parted = system.units([whole], parting: ["pay", "mail"], from: whole)
    #expect(parted.map(\.name) == ["shared", "pay-group-group"])
    #expect(parted.map(\.isGroup) == [false, true])
    let again = system.units(parted, parting: ["shop"], from: parted[0])
    #expect(again.map(\.name) == ["shop", "pay-group-group", "pay-group"])
    #expect(Set(again.map(\.name)).count == 3)
    // Two groups, the first of which would be called like the second.
    let groups = system.units(
      system.units([whole], parting: ["pay", "mail"], from: whole), parting: ["shop", "pay-group"],
      from: parted[0])
    #expect(Set(groups.map(\.name)).count == groups.count)
  }

  @Test func aLoopMultiplies() throws {
    let loop = try Self.requirements(
      Self.chain.replacingFirst(
        "{from: pay, to: mail, calls: 2, waits: false}",
        by: "{from: pay, to: shop, request: browse, calls: 0.5}"))
    // V = U + A V: shop = 0.75 + 0.5 pay, pay = 0.25 + 0.2 shop.
    let graph = CallGraph(loop)
    let shop = (0.75 + 0.5 * 0.25) / (1 - 0.1)
    #expect(abs(graph.requests(of: "shop") - shop) < 1e-12)
    #expect(abs(graph.requests(of: "pay") - (0.25 + 0.2 * shop)) < 1e-12)
  }

  /// However the services are divided, the work of all units together is the same.
  @Test(arguments: [[], ["shop"], ["mail"], ["shop", "pay", "mail"], ["pay"]])
  func unitsShareOutTheWork(_ alone: [String]) throws {
    let system = try Self.requirements()
    let units = system.units(parting: Set(alone))
    let workloads = units.map { unit in
      system.projected(onto: unit, of: units).workload(users: Users(10_000))
    }
    let calls = 10_000 * 0.04 * 3 / 60 * 4.0
    let byHand = calls * (0.75 * 4 + 0.4 * 8 + 0.8 * 20) / 1000
    let load = workloads.map(\.computeLoad).sum().value
    #expect(abs(load - byHand) < 1e-9 * byHand)
    let reads = workloads.map(\.readRate).sum().value
    #expect(abs(reads - calls * (0.75 * 2 + 0.4 * 1 + 0.8)) < 1e-9 * reads)
    let jobs = workloads.map(\.jobLoad).sum().value
    #expect(jobs > 0)
    #expect(
      workloads.flatMap(\.dataSets).map(\.set.name).sorted() == ["goods", "ledger", "outbox"])
    for workload in workloads {
      #expect(abs(workload.dataSets.reduce(0) { $0 + $1.set.accessShare } - 1) < 1e-12)
    }
  }

  @Test func aCallWithinAUnitIsWorkOfTheCaller() throws {
    let system = try Self.requirements()
    let together = system.projected(
      onto: system.unit(of: ["shop", "pay", "mail"]), of: system.unitsToday)
    let browse = try #require(together.requests.first { $0.name == "browse" })
    #expect(abs(browse.cpuTime.milliseconds - (4 + 0.2 * 8)) < 1e-9)
    #expect(abs(browse.writes - 0.2 * 3) < 1e-12)
    // What nobody waits for is a request of its own.
    #expect(together.requests.map(\.name) == ["browse", "order", "send"])
    // Apart, the same call is a request of the callee.
    let units = system.units(parting: ["shop", "pay", "mail"])
    let pay = system.projected(onto: units[1], of: units)
    #expect(pay.requests.map(\.name) == ["order"] && pay.requests.map(\.share) == [1])
    #expect(abs(pay.frontEnd.callsPerAction - 4 * 0.4) < 1e-12)
  }

  @Test func theFrontEndStaysWhereUsersAreMet() throws {
    let system = try Self.requirements()
    let units = system.units(parting: ["shop", "pay", "mail"])
    let kinds = units.map { system.projected(onto: $0, of: units).frontEnd.kind }
    #expect(kinds == ["static", "none", "none"])
    #expect(units.map { system.projected(onto: $0, of: units).isInternal } == [false, false, true])
  }

  @Test func timeIsSharedAmongThoseWhoAreWaitedFor() throws {
    let system = try Self.requirements()
    let units = system.units(parting: ["shop", "pay", "mail"])
    let p95 = units.map { system.projected(onto: $0, of: units).objectives.p95 }
    #expect(p95 == [system.objectives.p95 / 2, system.objectives.p95 / 2, Seconds(3600)])
  }

  @Test func whoSharesDataIsOneUnit() throws {
    let system = try Self.requirements(
      Self.chain.replacingFirst(
        "{name: ledger, service: pay,", by: "{name: ledger, service: pay, sharedWith: [mail],"))
    let units = system.units(parting: ["shop", "pay", "mail"])
    #expect(units.map(\.services) == [["shop"], ["pay", "mail"]])
    #expect(units.map(\.name) == ["shop", "shared"])
  }

  @Test func jobsAloneAnswerHealthChecks() throws {
    let system = try Self.requirements(
      """
      services: [{name: shop}, {name: batch, deployedAlone: true}]
      requests: [{name: browse, service: shop}]
      data: [{name: goods, service: shop}]
      jobs: [{name: close, service: batch}]
      """)
    let units = system.unitsToday
    let batch = system.projected(onto: try #require(units.last), of: units)
    #expect(batch.requests.map(\.name) == ["health"])
    let rate = batch.workload(users: system.users.now).requestRate
    #expect(abs(rate.value - 0.1) < 1e-9)
  }
}

extension String {
  fileprivate func replacingFirst(_ text: String, by other: String) -> String {
    replacing(text, with: other, maxReplacements: 1)
  }
}
