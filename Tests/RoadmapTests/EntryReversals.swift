import CapacityPlanning
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Testing

/// The rows of front end, API and load balancing, in both directions.
@Suite struct EntryReversals {
  static let web: Answers = [
    "objectives.availability": "99.9%", "team.skills": "[containers]",
  ]
  static let app: Answers = web.merging(["frontEnd.kind": "native"]) { $1 }
  static let functions: Answers = app.merging([
    "team.skills": "[serverless]", "team.operations": "0.2", "users.actionsPerMinute": "0.1",
  ]) { $1 }

  /// Functions at a rate at which the gateway's price by the request is the dearer one.
  static let busyFunctions: Answers = functions.merging([
    "users.actionsPerMinute": "3", "users.activeShareAtPeak": "10%",
  ]) { $1 }

  static let rows: [Reversal] = [
    Reversal(
      rule: "F1", shows: "what is built once needs no web tier", common: web,
      when: ["frontEnd.kind": "static"], reversed: ["frontEnd.kind": "ssr"],
      output: {
        $0.part("frontEnd") == "s3-cloudfront"
          && $0.stages.last?.workload.classes.contains { $0.name == "page" } == false
      }),
    Reversal(
      rule: "F2", shows: "rendering per request enters the load", common: web,
      when: ["frontEnd.kind": "ssr"], reversed: ["frontEnd.kind": "static"],
      output: {
        $0.part("frontEnd") == "server-rendered"
          && $0.last?.assessment.latency?.classes.contains { $0.name == "page" } ?? false
      }),
    Reversal(
      rule: "F3", shows: "a native client needs no web hosting", common: web,
      when: ["frontEnd.kind": "native"], reversed: ["frontEnd.kind": "static"],
      output: { $0.part("frontEnd") == nil }),
    Reversal(
      rule: "F4", shows: "legacy pages have servers, shared files, a balancer and a CDN",
      common: web, when: ["frontEnd.kind": "traditional"], reversed: ["frontEnd.kind": "static"],
      output: { plan in
        guard let part = plan.last?.components.first(where: { $0.slot == "frontEnd" }) else {
          return false
        }
        return ["servers", "shared storage", "load balancer", "CDN"].allSatisfy {
          part.title.contains($0)
        }
      }),
    Reversal(
      rule: "F4", shows: "legacy pages are no functions", common: web,
      when: ["frontEnd.kind": "traditional", "team.skills": "[serverless]"],
      reversed: ["frontEnd.kind": "ssr", "team.skills": "[serverless]"],
      output: { $0.rejected("lambda", in: "compute", by: "F4") && $0.part("compute") != "lambda" }),
    Reversal(
      rule: "F5", shows: "the CDN leaves the origin one static request in twenty", common: web,
      when: ["frontEnd.kind": "static"], reversed: ["frontEnd.kind": "native"],
      output: { plan in
        guard let costs = plan.last?.costs,
          let origin = costs.first(where: { $0.name == "static files read by the CDN" }),
          let edge = costs.first(where: { $0.name == "CDN requests" })
        else { return false }
        return plan.part("edge") == "cloudfront" && origin.quantity < edge.quantity / 20
      }),
    Reversal(
      rule: "F5", shows: "few requests with many bytes go through a CDN", stages: [1000],
      common: web.merging([
        "frontEnd.kind": "traditional", "users.now": "300", "users.actionsPerMinute": "1",
        "users.activeShareAtPeak": "20%", "objectives.availability": "99%",
        "team.skills": "[linux]", "system.today": "[single-server]",
      ]) { $1 },
      when: ["frontEnd.pageKilobytes": "3000"], reversed: ["frontEnd.pageKilobytes": "30"],
      output: { plan in
        plan.part("edge") == "cloudfront"
          && plan.last?.decision("edge")?.ranking.first?.contributions
            .contains { $0.criterion == "bytes-offload" && $0.points > .zero } ?? false
      }),
    Reversal(
      rule: "F6", shows: "connections of distant users end at the edge, with nothing cached",
      common: app.merging(DataReversals.uncacheable) { $1 },
      when: ["users.distantShare": "60%"], reversed: ["users.distantShare": "0"],
      output: { $0.part("edge") == "cloudfront" && $0.part("cache") == nil }),
    Reversal(
      rule: "F6", shows: "the row of distant users is faster although nothing is cached",
      common: app.merging(DataReversals.uncacheable) { $1 }.merging([
        "users.distantShare": "60%"
      ]) { $1 },
      when: ["api.protocols": "[http]"], reversed: ["api.protocols": "[http, tcp]"],
      output: { plan in
        guard let latency = plan.last?.assessment.latency, let distant = latency.distant else {
          return false
        }
        // Three round trips to the region would take 360 ms.
        return plan.part("cache") == nil && plan.part("edge") == "cloudfront"
          && distant.p95 - latency.all.p95 < .milliseconds(200)
      }),
    Reversal(
      rule: "F7", shows: "a chatty page is warned about", common: web,
      when: ["frontEnd.callsPerAction": "20"], reversed: ["frontEnd.callsPerAction": "4"],
      output: { $0.note("F7") != nil }),
    Reversal(
      rule: "A1", shows: "keys and throttling in front of functions bring a gateway",
      stages: [100_000], common: busyFunctions, when: ["api.edgeManagement": "true"],
      reversed: ["api.edgeManagement": "false"],
      output: {
        $0.part("compute") == "lambda" && $0.part("exposure")?.hasPrefix("api-gateway") ?? false
      }),
    Reversal(
      rule: "A1", shows: "plans of clients need a REST API", stages: [100_000],
      common: busyFunctions.merging(["api.edgeManagement": "true"]) { $1 },
      when: ["api.clientPlans": "true"], reversed: ["api.clientPlans": "false"],
      output: {
        $0.part("exposure") == "api-gateway-rest"
          && $0.rejected("api-gateway-http", in: "exposure", by: "A1")
      }),
    Reversal(
      rule: "A2", shows: "a steady high rate is dear by the request", stages: [100_000],
      common: busyFunctions, when: ["users.activeShareAtPeak": "10%"],
      reversed: ["users.activeShareAtPeak": "0.01%"],
      output: { plan in
        let options = plan.last?.decision("exposure")?.ranking.map(\.option) ?? []
        return options.first == "alb" && options.contains("api-gateway-http")
          && plan.crossovers.contains { $0.rule == "A1" }
      }),
    Reversal(
      rule: "A2", shows: "the gateway's time-out excludes it before its price does",
      stages: [1000], common: functions, when: ["api.longestRequestSeconds": "60"],
      reversed: ["api.longestRequestSeconds": "10"],
      output: { $0.rejected("api-gateway-http", in: "exposure", by: "A2") }),
    Reversal(
      rule: "A2", shows: "WebSocket reaches functions through its own gateway, never an ALB",
      stages: [1000], common: functions, when: ["api.protocols": "[http, websocket]"],
      reversed: ["api.protocols": "[http]"],
      output: {
        $0.part("compute") == "lambda" && $0.part("exposure") == "api-gateway-websocket"
          && $0.rejected("alb", in: "exposure", by: "A2")
      }),
    Reversal(
      rule: "A2", shows: "fixed addresses leave WebSocket no way to functions", stages: [1000],
      common: functions.merging(["api.protocols": "[http, websocket]"]) { $1 },
      when: ["api.staticAddresses": "true"], reversed: ["api.staticAddresses": "false"],
      output: {
        $0.rejected("lambda", in: "compute", by: "A2") && $0.part("compute") != nil
      }),
    Reversal(
      rule: "A3", shows: "AppSync is for GraphQL", stages: [1000], common: functions,
      when: ["api.protocols": "[graphql]"], reversed: ["api.protocols": "[http]"],
      output: { $0.part("exposure") == "appsync" }),
    Reversal(
      rule: "A3", shows: "before containers under load AppSync wins by subscriptions alone",
      stages: [1_000_000], common: app.merging(["api.protocols": "[graphql]"]) { $1 },
      when: ["api.subscriptions": "true"], reversed: ["api.subscriptions": "false"],
      output: { $0.part("exposure") == "appsync" && $0.weighed("alb", in: "exposure") }),
    Reversal(
      rule: "L1", shows: "UDP excludes the layer-7 balancer", common: app,
      when: ["api.protocols": "[udp]"], reversed: ["api.protocols": "[http]"],
      output: { $0.rejected("alb", in: "balancing", by: "L1") && $0.part("balancing") == "nlb" }),
    Reversal(
      rule: "L2", shows: "fixed addresses put an NLB or an accelerator before the ALB", common: app,
      when: ["api.staticAddresses": "true"], reversed: ["api.staticAddresses": "false"],
      output: { plan in
        ["nlb-alb", "global-accelerator-alb"].contains(plan.part("balancing"))
          && plan.weighed("nlb-alb", in: "balancing")
          && plan.weighed("global-accelerator-alb", in: "balancing")
      }),
    Reversal(
      rule: "L3", shows: "a Gateway Load Balancer only with an appliance", common: app,
      when: ["api.inlineAppliance": "true"], reversed: ["api.inlineAppliance": "false"],
      output: { $0.part("inspection") == "gwlb" }),
    Reversal(
      rule: "L4", shows: "a Classic Load Balancer in place gets a migration note", common: app,
      when: ["system.today": "[virtual-machines, classic-load-balancer]"],
      reversed: ["system.today": "[virtual-machines]"],
      output: { $0.note("L4") != nil && $0.part("balancing") != "clb" }),
    Reversal(
      rule: "L5", shows: "the accelerator loses to CloudFront for cacheable HTTP",
      common: web.merging(["users.distantShare": "60%"]) { $1 }, when: [:],
      reversed: ["api.staticAddresses": "true"],
      output: {
        $0.rejected("global-accelerator-alb", in: "balancing", by: "L5")
          && $0.part("edge") == "cloudfront"
      }),
    Reversal(
      rule: "L5", shows: "fixed addresses for users far away are those of the accelerator",
      common: web.merging(["api.staticAddresses": "true"]) { $1 },
      when: ["users.distantShare": "60%"], reversed: ["users.distantShare": "0"],
      output: {
        $0.part("balancing") == "global-accelerator-alb" && $0.weighed("nlb-alb", in: "balancing")
      }),
    Reversal(
      rule: "L5", shows: "what no CDN carries to users far away is told of the accelerator",
      common: app.merging(["api.protocols": "[udp]"]) { $1 },
      when: ["users.distantShare": "60%"], reversed: ["users.distantShare": "0"],
      output: { $0.note("L5")?.contains("Global Accelerator") ?? false }),
  ]

  @Test(arguments: rows) func fires(_ row: Reversal) throws { try row.fires() }

  @Test(arguments: rows) func isGone(_ row: Reversal) throws { try row.isGone() }

  @Test func halvingTheCallsHalvesTheRate() throws {
    let many = try Bench.plan(Self.web.merging(["frontEnd.callsPerAction": "8"]) { $1 })
    let few = try Bench.plan(Self.web.merging(["frontEnd.callsPerAction": "4"]) { $1 })
    let rates = [many, few].map { $0.stages.last?.workload.requestRate.value ?? 0 }
    #expect(abs(rates[0] - 2 * rates[1]) < 1e-9 * rates[0])
  }

  @Test func nothingIsEverBehindAClassicLoadBalancer() throws {
    let plan = try Bench.plan(
      Self.app.merging(["system.today": "[classic-load-balancer]"]) { $1 })
    #expect(!plan.weighed("clb", in: "balancing"))
  }
}
