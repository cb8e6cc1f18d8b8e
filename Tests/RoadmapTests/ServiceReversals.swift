import OptionScoring
import Requirements
import Roadmap
import Testing

/// The rows on services (M1 to M7, P4, P9, P11), in both directions.
@Suite struct ServiceReversals {
  /// A shop, its payments and its mail in one deployment of two teams.
  static let system: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.teams": "2",
    "team.people": "20", "team.operations": "3", "team.skills": "[containers, serverless, linux]",
    "services": "[{name: shop}, {name: pay, team: sales}, {name: mail, team: sales}]",
    "requests":
      "[{name: browse, share: 80%, service: shop}, {name: order, share: 20%, service: pay}, {name: send, share: 0, service: mail}]",
    "data":
      "[{name: goods, service: shop, accessShare: 50%}, {name: ledger, service: pay, accessShare: 40%}, {name: outbox, service: mail, accessShare: 10%}]",
    "edges": "[{from: shop, to: pay, calls: 0.1}, {from: pay, to: mail, waits: false}]",
  ]

  /// The same, each service deployed by itself.
  static let apart = system.merging([
    "services":
      "[{name: shop, deployedAlone: true}, {name: pay, team: sales, deployedAlone: true}, {name: mail, team: sales, deployedAlone: true}]"
  ]) { $1 }

  /// The shop and its catalog belong to one team, payments and mail to one or to two others.
  static func teamOfTwo(_ team: String) -> String {
    "[{name: shop}, {name: catalog}, {name: look}, {name: pay, team: sales}, {name: mail, team: \(team)}]"
  }

  static func glue(_ plan: Plan, _ edge: String) -> String? {
    plan.composition?.stages.last?.edges.first { $0.edge.name == edge }?.glue
  }

  static func edges(_ edge: String) -> Answers { ["edges": "[\(edge)]"] }

  static let rows: [Reversal] = [
    Reversal(
      rule: "M1", shows: "what both sides must mean alike couples them", common: system,
      when: edges("{from: shop, to: pay, semantics: shared}"),
      reversed: edges("{from: shop, to: pay, semantics: facts}"),
      output: { plan in
        guard let edge = plan.composition?.decomposition.edges.first else { return false }
        return edge.coupling.strongest.contains { $0.dimension == .semantics }
      }),
    Reversal(
      rule: "M1", shows: "a queue changes time and nothing else", common: system,
      when: edges("{from: shop, to: pay, waits: true, semantics: shared}"),
      reversed: edges("{from: shop, to: pay, waits: false, semantics: shared}"),
      output: { plan in
        guard let edge = plan.composition?.decomposition.edges.first else { return false }
        let others = Coupling.Dimension.allCases.filter { $0 != .time }
        return edge.queued[.time] < edge.coupling[.time]
          && others.allSatisfy { edge.queued[$0] == edge.coupling[$0] }
          && edge.coupling[.semantics] == 1
      }),
    Reversal(
      rule: "M2", shows: "a cut begins with a warning and with preparation",
      stages: [10000, 100_000], common: system, when: [:],
      reversed: ["services": "[{name: shop}, {name: pay}, {name: mail}]"],
      output: { plan in
        let steps = plan.composition?.stages.flatMap(\.steps) ?? []
        return steps.first?.rule == "M2" && steps.first?.because == Decomposition.warning
      }),
    Reversal(
      rule: "M3", shows: "what no business function ties goes first", stages: [10000, 100_000],
      common: system.merging([
        "services": "[{name: shop}, {name: pay, team: sales}, {name: mail, team: post}]"
      ]) { $1 },
      when: ["functions": "[{name: sell, services: [shop, pay]}]"],
      reversed: [
        "functions": "[{name: a, services: [shop, mail]}, {name: b, services: [pay, mail]}]"
      ],
      output: { plan in
        plan.composition?.decomposition.order.first?.service == "mail"
          && plan.composition?.decomposition.cuts.first?.services == ["mail"]
      }),
    Reversal(
      rule: "M4", shows: "a data set that services share blocks the cut and is listed",
      stages: [10000, 100_000], common: system,
      when: [
        "data":
          "[{name: goods, service: shop, sharedWith: [pay, mail], accessShare: 60%}, {name: ledger, service: pay, accessShare: 40%}]"
      ],
      reversed: [
        "data":
          "[{name: goods, service: shop, accessShare: 60%}, {name: ledger, service: pay, accessShare: 40%}]"
      ],
      output: { plan in
        guard let found = plan.composition?.decomposition else { return false }
        return found.data.conflicts.map(\.dataSet) == ["goods"] && found.cuts.isEmpty
          && found.refusal?.contains("goods") == true
      }),
    Reversal(
      rule: "M4", shows: "data that only those share who leave together blocks nothing",
      stages: [10000, 100_000],
      common: system.merging([
        "data":
          "[{name: goods, service: shop, accessShare: 60%}, {name: ledger, service: pay, sharedWith: [mail], accessShare: 40%}]"
      ]) { $1 },
      when: ["services": teamOfTwo("sales")], reversed: ["services": teamOfTwo("post")],
      output: { plan in
        guard let found = plan.composition?.decomposition else { return false }
        let blocked = found.order.filter(\.isBlocked).map(\.service)
        return blocked.isEmpty && found.cuts.first?.services == ["pay", "mail"]
      }),
    Reversal(
      rule: "M5", shows: "a function that nobody carries is an orphan", common: system,
      when: ["functions": "[{name: refunds}, {name: sell, services: [shop, pay, mail]}]"],
      reversed: ["functions": "[{name: sell, services: [shop, pay, mail]}]"],
      output: { plan in
        plan.composition?.decomposition.functions.orphans.map(\.function) == ["refunds"]
      }),
    Reversal(
      rule: "M6", shows: "compute is chosen again for what was cut away", common: apart,
      when: [
        "services":
          "[{name: shop, deployedAlone: true}, {name: pay, deployedAlone: true, control: [kernel]}, {name: mail, deployedAlone: true}]"
      ],
      reversed: [:],
      output: { plan in
        guard let composition = plan.composition else { return false }
        let chosen = composition.units.map { $0.plan.part("compute") }
        return chosen[1]?.contains("ec2") == true && chosen[0]?.contains("ec2") == false
      }),
    Reversal(
      rule: "M7", shows: "what nobody waits for goes through a queue", common: apart,
      when: edges("{from: shop, to: pay, waits: false}"),
      reversed: edges("{from: shop, to: pay, waits: true}"),
      output: { Self.glue($0, "shop-pay") == "sqs" }),
    Reversal(
      rule: "M7", shows: "an event for several receivers goes through a topic", common: apart,
      when: edges("{from: shop, to: pay, waits: false}, {from: shop, to: mail, waits: false}"),
      reversed: edges("{from: shop, to: pay, waits: false}, {from: shop, to: mail, waits: true}"),
      output: { Self.glue($0, "shop-pay") == "sns" }),
    Reversal(
      rule: "M7", shows: "an event for receivers that are not known goes over a bus", common: apart,
      when: edges("{from: shop, to: pay, waits: false, topology: many}"),
      reversed: edges("{from: shop, to: pay, waits: false, topology: many, order: key}"),
      output: { Self.glue($0, "shop-pay") == "eventbridge" }),
    Reversal(
      rule: "M7", shows: "a conversation of several steps gets a state machine", common: apart,
      when: edges("{from: shop, to: pay, waits: false, conversation: session}"),
      reversed: edges("{from: shop, to: pay, waits: false, conversation: message}"),
      output: { Self.glue($0, "shop-pay") == "stepfunctions" }),
    Reversal(
      rule: "M7", shows: "thousands of records a second go through a stream", stages: [10_000_000],
      common: apart,
      when: edges("{from: shop, to: pay, waits: false, calls: 5, order: key}"),
      reversed: edges("{from: shop, to: pay, waits: false, calls: 0.0001, order: key}"),
      output: { Self.glue($0, "shop-pay") == "kinesis" }),
    Reversal(
      rule: "M7", shows: "who speaks gRPC is called by gRPC", common: apart,
      when: [
        "services":
          "[{name: shop, deployedAlone: true}, {name: pay, deployedAlone: true, protocols: [grpc]}, {name: mail, deployedAlone: true}]"
      ],
      reversed: [:], output: { Self.glue($0, "shop-pay") == "internal-grpc" }),
    Reversal(
      rule: "M7", shows: "jobs keep a queue of their own beside a stream of records",
      common: [
        "frontEnd.kind": "native", "objectives.availability": "99.9%",
        "team.skills": "[containers]", "jobs": "[{name: export, minutes: 5}]",
      ],
      when: ["data": "[{name: main, content: time-series, ingestPerSecond: 2000}]"],
      reversed: ["data": "[{name: main, content: time-series, ingestPerSecond: 20}]"],
      output: { $0.part("messaging:sqs") != nil && $0.part("messaging:kinesis") != nil }),
    Reversal(
      rule: "P4", shows: "teams that share one deployment are cut apart, with names and effort",
      stages: [10000, 100_000], common: system, when: [:],
      reversed: ["services": "[{name: shop}, {name: pay}, {name: mail}]"],
      output: { plan in
        guard let composition = plan.composition,
          let cut = composition.decomposition.cuts.first
        else { return false }
        return cut.trigger.symptom == .teams && cut.trigger.text.contains("sales")
          && composition.stages[cut.stage].units.count == 2
          && composition.stages[cut.stage].steps.contains { $0.personDays > 0 && $0.rule == "P4" }
      }),
    Reversal(
      rule: "P4", shows: "all services of a team are cut away together", stages: [10000, 100_000],
      common: system, when: ["services": teamOfTwo("sales")],
      reversed: ["services": teamOfTwo("post")],
      output: { plan in
        guard let cut = plan.composition?.decomposition.cuts.first else { return false }
        return cut.services == ["pay", "mail"]
          && plan.composition?.units(at: cut.stage).map(\.unit.name) == ["shared", "pay-group"]
      }),
    Reversal(
      rule: "P4", shows: "a cut within a team says who keeps one deployment more alive",
      stages: [10000, 100_000], common: system.merging(["users.now": "10000"]) { $1 },
      when: ["services": "[{name: shop}, {name: pay, stateful: true}, {name: mail}]"],
      reversed: [
        "services": "[{name: shop}, {name: pay, team: sales, stateful: true}, {name: mail}]"
      ],
      output: { plan in
        guard let cut = plan.composition?.decomposition.cuts.first else { return false }
        return cut.services == ["pay"] && cut.dividedTeams == ["team"]
      }),
    Reversal(
      rule: "M3", shows: "of what is equally easy goes first what more triggers ask for",
      stages: [10000, 100_000],
      common: system.merging([
        "services": "[{name: shop}, {name: pay, team: sales}, {name: mail, team: post}]",
        "edges": "[]", "users.now": "10000",
      ]) { $1 },
      when: [
        "services":
          "[{name: shop}, {name: pay, team: sales}, {name: mail, team: post, stateful: true}]"
      ],
      reversed: [:],
      output: { $0.composition?.decomposition.cuts.first?.services == ["mail"] }),
    Reversal(
      rule: "P4", shows: "more deployments than the people keep alive are merged", common: apart,
      when: ["team.people": "3", "team.operations": "1"], reversed: ["team.people": "20"],
      output: { plan in
        plan.composition?.decomposition.merges.first?.services == ["pay", "mail"]
      }),
    Reversal(
      rule: "P9", shows: "two services of one plan differ", common: apart,
      when: [
        "services":
          "[{name: shop, deployedAlone: true}, {name: pay, deployedAlone: true, protocols: [udp]}, {name: mail, deployedAlone: true}]",
        "edges": "[]",
        "requests":
          "[{name: browse, share: 60%, service: shop}, {name: order, share: 20%, service: pay}, {name: send, share: 20%, service: mail}]",
      ],
      reversed: [
        "edges": "[]",
        "requests":
          "[{name: browse, share: 60%, service: shop}, {name: order, share: 20%, service: pay}, {name: send, share: 20%, service: mail}]",
      ],
      output: { plan in
        let balancers = plan.composition?.units.map { $0.plan.part("balancing") } ?? []
        return balancers.count == 3 && balancers[1] == "nlb" && balancers[0] != "nlb"
      }),
    Reversal(
      rule: "P11", shows: "needs of the machine that differ", stages: [1_000, 100_000],
      common: system.merging([
        "services": "[{name: shop}, {name: pay}, {name: mail}]", "users.now": "100000",
      ]) { $1 },
      when: ["services": "[{name: shop}, {name: pay, stateful: true}, {name: mail}]"],
      reversed: [:],
      output: { $0.composition?.decomposition.triggers.map(\.symptom) == [.needs] }),
    Reversal(
      rule: "P11", shows: "one part makes the others wait", stages: [1_000, 100_000],
      common: system.merging([
        "services": "[{name: shop}, {name: pay}, {name: mail}]", "users.now": "100000",
      ]) { $1 },
      when: [
        "requests":
          "[{name: browse, share: 80%, service: shop}, {name: order, share: 20%, service: pay, cpuMilliseconds: 300}, {name: send, share: 0, service: mail}]"
      ],
      reversed: [:],
      output: { $0.composition?.decomposition.triggers.map(\.symptom) == [.neighbor] }),
    Reversal(
      rule: "P11", shows: "tables and indexes that outgrow one database", stages: [1_000, 100_000],
      common: system.merging([
        "services": "[{name: shop}, {name: pay}, {name: mail}]", "users.now": "100000",
      ]) { $1 },
      when: [
        "data":
          "[{name: goods, service: shop, accessShare: 50%, sizeGiB: 2 TiB}, {name: ledger, service: pay, accessShare: 40%, sizeGiB: 1 TiB}, {name: outbox, service: mail, accessShare: 10%}]"
      ],
      reversed: [:],
      output: { $0.composition?.decomposition.triggers.map(\.symptom) == [.tables] }),
  ]

  @Test(arguments: rows) func fires(_ row: Reversal) throws { try row.fires() }

  @Test(arguments: rows) func isGone(_ row: Reversal) throws { try row.isGone() }

  /// The symptoms of size are looked for only where the talk expects them.
  @Test func belowItsNumberOfUsersNothingIsASymptom() throws {
    let answers = Self.system.merging([
      "services": "[{name: shop}, {name: pay, stateful: true}, {name: mail}]", "users.now": "500",
    ]) { $1 }
    let plan = try Bench.plan(answers, stages: [1000])
    #expect(plan.composition?.decomposition.isOn == false)
  }
}
