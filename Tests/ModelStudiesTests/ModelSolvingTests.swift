import CatalogModel
import Foundation
import ModelStudies
import Quantities
import Storage
import TestSupport
import Testing

/// Models in files: the examples, and what their authors get wrong.
@Suite struct ModelSolvingTests {
  static let examples = [
    "cache-and-keys", "checkout-path", "flash-crowd", "load-test", "next-year", "office-hours",
    "queues",
  ]

  static func solve(_ text: String) throws -> ModelSolver.Result {
    ModelSolver.solve(try ModelFileReader.parse(Array(text.utf8), file: "m.yaml").get())
  }

  @Test(arguments: examples) func examplesSolve(_ name: String) throws {
    let path = RepositoryFiles.path("Examples/models/\(name).yaml")
    let result = ModelSolver.solve(try ModelFileReader.read(path).get())
    #expect(result.diagnostics.isEmpty)
    let report = SolutionReport(result.solutions)
    #expect(!report.hasRefusals)
    expectSnapshot(report.text, named: "\(name).txt")
  }

  /// The one answer of a model, at a point of a curve.
  private static func point(_ text: String, _ key: String, _ place: Double) throws -> Double {
    let solution = try #require(try solve(text).solutions.first)
    guard case .answer(let answer) = solution.outcome, case .curve(let curve)? = answer[key] else {
      Issue.record("\(solution.outcome)")
      return .nan
    }
    return try #require(curve.value(place)).value
  }

  /// One customer waits for nobody: the sum of two exponential times.
  @Test func percentilesOfAClosedNetwork() throws {
    let text = """
      kind: closed_single_class
      population: 1
      think_time_s: 1
      percentiles: [0.5, 0.99]
      stations: [{name: a, service_time_s: 0.1}, {name: b, demand_s: 0.1, order: sharing}]

      """
    // The median of an Erlang law of two phases.
    let median = try Self.point(text, "response_percentiles", 0.5)
    #expect((median / 0.167835 - 1).magnitude < 1e-3)
    let many = try Self.solve(text.replacing("population: 1\n", with: "population: 4000\n"))
    let report = SolutionReport(many.solutions)
    #expect(report.hasRefusals && report.text.contains("customers"))
  }

  /// Two visits to a queue are slower together than two that are independent, and equal in the mean.
  @Test func visitsThatReturn() throws {
    func path(_ stages: String) -> String {
      "kind: fcfs_path_percentiles\narrival_rate_per_s: 40\npath: [\(stages)]\n"
    }
    let again = path("{servers: 1, service_time_mean_s: 0.01, visits: 2}")
    // The same queue twice, each time with the arrivals of both.
    let apart = """
      kind: fcfs_path_percentiles
      arrival_rate_per_s: 80
      path: [{servers: 1, service_time_mean_s: 0.01}, {servers: 1, service_time_mean_s: 0.01}]

      """
    let correlated = try Self.point(again, "response_percentiles", 0.99)
    let independent = try Self.point(apart, "response_percentiles", 0.99)
    #expect(correlated > 1.05 * independent)
  }

  /// A wait is not said to have the relative error of a response.
  @Test func waitsHaveAClassOfTheirOwn() throws {
    let text = """
      kind: ggc
      arrival_rate_per_s: 80
      servers: 2
      service: {type: lognormal, mean: 0.02, cv: 1.5}

      """
    let solution = try #require(try Self.solve(text).solutions.first)
    guard case .answer(let answer) = solution.outcome,
      case .quantity(let wait)? = answer["wait_mean"],
      case .quantity(let response)? = answer["response_mean"]
    else {
      Issue.record("\(solution.outcome)")
      return
    }
    #expect(wait.method.label.contains("a wait errs by that share of the response"))
    #expect(!response.method.label.contains("a wait errs"))
  }

  /// Branches that nobody else uses are independent: the product of exponential laws.
  @Test func parallelCalls() throws {
    let text = """
      kind: fork_join
      arrival_rate_per_s: 0.001
      service_time_mean_s: 0.1
      ways: 3
      percentiles: [0.9]

      """
    let exact = -0.1 * log(1 - pow(0.9, 1.0 / 3))
    #expect((try Self.point(text, "response_percentiles", 0.9) / exact - 1).magnitude < 2e-3)
  }

  /// `m(t) = λ S (1 - e^(-t/S))` after a start from nothing.
  @Test func serversWithoutLimit() throws {
    let text = """
      kind: unlimited_servers
      service_time_mean_s: 2
      arrival_rate_before_per_s: 0
      arrival_rate_pieces: [{from_s: 0, rate_per_s: 10}]
      times: [3]

      """
    #expect((try Self.point(text, "mean_busy", 3) - 20 * (1 - exp(-1.5))).magnitude < 1e-9)
  }

  @Test func everyExampleIsTested() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: RepositoryFiles.path("Examples/models"))
    #expect(
      files.filter { $0.hasSuffix(".yaml") }.sorted() == Self.examples.map { $0 + ".yaml" })
  }

  /// A file, what its diagnostics must hold, and where.
  static let mistakes: [(String, [String])] = [
    ("kind: mmm\n", ["m.yaml:1:7", "mmc"]),
    ("kind: mmc\narrival_rate_per_s: 5\nservers: 2\n", ["m.yaml:1:1", "service_time_mean_s"]),
    (
      "kind: mmc\narrival_rate_per_s: -5\nservers: 2\nservice_time_mean_s: 1\n",
      ["m.yaml:2:21", "above 0"]
    ),
    (
      "kind: mmc\narrival_rate_per_s: many\nservers: 2\nservice_time_mean_s: 1\n",
      ["m.yaml:2:21", "should be a number"]
    ),
    (
      "kind: mmc\narrival_rate_per_s: 1\nserver: 2\nservice_time_mean_s: 0.1\n",
      ["m.yaml:3:1", "did you mean `servers`"]
    ),
    (
      "kind: mmc\narrival_rate_per_s: 1\nservers: 2.5\nservice_time_mean_s: 0.1\n",
      ["m.yaml:3:10", "whole number"]
    ),
    (
      "kind: mmc\narrival_rate_per_s: x\nserver: 2\nservice_time_mean_s: 0.1\n",
      ["m.yaml:2:21", "m.yaml:3:1", "did you mean `servers`"]
    ),
    (
      "kind: mg1\narrival_rate_per_s: 1\nservice: {type: lognormal, mean: 1}\n",
      ["m.yaml:3:10", "cv"]
    ),
    (
      "kind: mmck\narrival_rate_per_s: 1\nservice_time_mean_s: 1\nservers: 4\ncapacity_total: 3\n",
      ["m.yaml:5:17", "out of range"]
    ),
    (
      "kind: open_multi_class\nclasses: [{name: a, arrival_rate_per_s: 1}]\n"
        + "stations: [{name: s, demands_s: [0.1, 0.2]}]\n", ["m.yaml:3:33", "2 numbers for 1"]
    ),
    (
      "kind: closed_single_class\npopulation: 3\nstations: [{name: s, service_time_s: 0}]\n",
      ["spends no time"]
    ),
    ("- kind: mmc\n", ["m.yaml:1:1", "mapping"]),
    ("models: []\n", ["m.yaml:1:9", "`models` is empty", "at least one"]),
    (
      "kind: mmc\narrival_rate_per_s: 1e400\nservice_time_mean_s: .nan\nservers: 2\n",
      ["m.yaml:2:21", "m.yaml:3:22"]
    ),
    (
      "kind: cold_start_lifo\narrival_rate_per_s: 1\nservice_time_mean_s: 1\nidle_timeout_s: 9\n"
        + "dispatch: mostly whatever\n", ["m.yaml:5:11", "no order of reuse"]
    ),
    (
      "kind: closed_single_class\npopulation: 2\nthink_time_s: 1\nstations:\n"
        + "- {name: a, demand_s: 1}\n- {name: a, demand_s: 1}\n", ["m.yaml:6:10", "name of two"]
    ),
    ("kind: usl_fit\nconcurrency: [1, 2]\nthroughput: [1]\n", ["m.yaml:3:13", "1 numbers for 2"]),
  ]

  @Test(arguments: mistakes) func mistakesHaveTheirPlace(_ text: String, _ says: [String]) throws {
    let result = try Self.solve(text)
    #expect(result.solutions.isEmpty)
    #expect(result.diagnostics.hasErrors)
    let message = result.diagnostics.map(\.description).joined(separator: "\n")
    for part in says { #expect(message.contains(part), "\(message)") }
  }

  /// Saturation is an answer.
  @Test func aSaturatedModelIsRefusedWithItsReason() throws {
    let result = try Self.solve(
      "kind: mmc\narrival_rate_per_s: 50\nservice_time_mean_s: 0.1\nservers: 4\n")
    #expect(!result.diagnostics.hasErrors)
    let report = SolutionReport(result.solutions)
    #expect(report.hasRefusals)
    #expect(report.text.contains("at least 6 servers"))
  }

  /// Models that a method cannot answer, and what the refusal must say.
  static let refusals: [(String, String)] = [
    (
      "kind: ggc_simulated\ninterarrival: {type: erlang, k: 2, mean: 0.1}\n"
        + "service: {type: erlang, k: 2, mean: 1}\nservers: 4\n",
      "at least 11 servers"
    ),
    (
      "kind: ggc_simulated\ninterarrival: {type: lognormal, cv: 2, mean: 1}\n"
        + "service: {type: lognormal, cv: 2, mean: 1.5}\nservers: 1\n", "saturated"
    ),
    (
      "kind: ggc_simulated\narrival_rate_per_s: 1\nservice: {type: lomax, shape: 1.5, mean: 1}\n"
        + "servers: 4\n", "no finite variance"
    ),
    (
      "kind: mgc_ps_simulated\narrival_rate_per_s: 9\nservice: {type: erlang, k: 2, mean: 1}\n"
        + "servers: 4\n", "saturated"
    ),
  ]

  /// Nothing that was asked for vanishes: not alone, and not in a list.
  @Test(arguments: refusals) func aRefusedModelSaysWhy(_ model: String, _ reason: String) throws {
    let indented = model.split(separator: "\n").joined(separator: "\n    ")
    let fine = "kind: erlang_b\n    servers: 1\n    offered_load_erlang: 1"
    for text in [model, "models:\n  - \(indented)\n  - \(fine)\n"] {
      let result = try Self.solve(text)
      #expect(!result.diagnostics.hasErrors, "\(result.diagnostics)")
      let report = SolutionReport(result.solutions)
      #expect(report.models.count == (text == model ? 1 : 2))
      #expect(report.hasRefusals)
      #expect(report.models.first?.refused?.contains(reason) == true, "\(report.text)")
    }
  }

  /// Beyond twice what was measured nothing is answered unless it is asked for, and then called a guess.
  @Test(arguments: [
    ("usl_fit", "concurrency", "throughput"),
    ("usl_extrapolation", "fit_concurrency", "fit_throughput"),
  ])
  func beyondTwiceTheMeasuredOnlyOnDemand(
    _ kind: String, _ concurrency: String, _ throughput: String
  ) throws {
    func report(_ more: String) throws -> SolutionReport {
      let result = try Self.solve(
        "kind: \(kind)\n\(concurrency): [1, 2, 4, 8]\n\(throughput): [10, 19, 35, 60]\n" + more)
      #expect(!result.diagnostics.hasErrors, "\(result.diagnostics)")
      return SolutionReport(result.solutions)
    }
    let within = try report("predict_at: [8, 16]\n")
    #expect(!within.hasRefusals && within.text.contains("up to twice its measured range"))
    let beyond = try report("predict_at: [16, 17]\n")
    #expect(beyond.hasRefusals)
    #expect(beyond.models.first?.refused?.contains("extrapolate: true") == true)
    let guess = try report("predict_at: [17]\nextrapolate: true\n")
    #expect(!guess.hasRefusals && guess.text.contains("no bound"), "\(guess.text)")
  }

  /// More combinations of populations than an exact solution takes: Linearizer, and it says so.
  @Test func largeClosedNetworksAreSolvedApproximately() throws {
    let result = try Self.solve(
      """
      kind: closed_multi_class
      classes:
        - {name: a, population: 500, think_time_s: 5}
        - {name: b, population: 300, think_time_s: 2}
        - {name: c, population: 200, think_time_s: 1}
      stations:
        - {name: app, servers: 8, demands_s: [0.02, 0.01, 0.03]}
        - {name: db, demands_s: [0.002, 0.001, 0.001]}
      """)
    let report = SolutionReport(result.solutions)
    #expect(!report.hasRefusals, "\(report.text)")
    #expect(report.text.contains("Linearizer"))
  }

  @Test(arguments: [
    ("ggc", "ggc_simulated"), ("mgc_ps", "mgc_ps_simulated"),
    ("cold_start", "cold_start_simulated"),
  ]) func kindsHaveNamesThatDoNotPromiseASimulation(_ name: String, _ vector: String) throws {
    #expect(KindGuide.names.contains(name) && !KindGuide.names.contains(vector))
    #expect(KindGuide.keys(of: vector) == KindGuide.keys(of: name))
    let keys =
      "arrival_rate_per_s: 1\nservice: {type: erlang, k: 2, mean: 0.5}\n"
      + (name == "cold_start" ? "idle_timeout_s: 60\n" : "servers: 2\n")
    for kind in [name, vector] {
      let result = try Self.solve("kind: \(kind)\n" + keys)
      #expect(result.solutions.first?.kind == kind, "\(result.diagnostics)")
    }
  }

  @Test func aZoneWithAllServersLeavesNone() throws {
    let result = try Self.solve(
      """
      kind: zone_loss
      classes: [{name: all, arrival_rate_per_s: 30}]
      stations: [{name: app, servers: 6, demands_s: [0.1], zones: 1}]
      """)
    let report = SolutionReport(result.solutions)
    #expect(report.models.first?.refused == "no server of `app` is left without the zone")
  }

  /// A peak at the end of the horizon is no peak yet.
  @Test func whatStillGrowsIsSaidToGrow() throws {
    let transient = try Self.solve(
      """
      kind: mmc_transient
      service_time_mean_s: 1
      arrival_rate_before_per_s: 1
      arrival_rate_pieces: [{from_s: 0, rate_per_s: 6}]
      server_pieces: [{from_s: 0, servers: 4}]
      servers_before: 4
      drain_threshold_waiting_jobs: 1
      horizon_s: 20
      """)
    let text = SolutionReport(transient.solutions).text
    #expect(text.contains("still growing at the horizon"), "\(text)")
    #expect(text.contains("not drained at the horizon"))
    let scaling = try Self.solve(
      """
      kind: autoscaling
      arrival_rate_pieces: [{from_s: 0, rate_per_s: 20}, {from_s: 10, rate_per_s: 60}]
      service_time_mean_s: 0.1
      servers_per_instance: 4
      target_utilization: 0.6
      minimum_instances: 1
      maximum_instances: 1
      horizon_s: 60
      """)
    #expect(SolutionReport(scaling.solutions).text.contains("still growing at the horizon"))
  }

  /// Throughput that grows faster than the clients is not what the law is about.
  @Test func aLawThatMissesSaysByHowMuch() throws {
    func text(_ throughput: String) throws -> String {
      SolutionReport(
        try Self.solve("kind: usl_fit\nconcurrency: [1, 2, 4, 8]\nthroughput: \(throughput)\n")
          .solutions
      ).text
    }
    let poor = try text("[100, 300, 900, 2500]")
    #expect(poor.contains("relative_error") && poor.contains("misses the levels by"), "\(poor)")
    #expect(!(try text("[100, 180, 300, 420]")).contains("misses the levels by"))
  }

  /// 41 requests a second for two seconds where 40 are carried: a few wait, not thousands.
  @Test func anOverloadFromTheStartBeginsWithNobodyWaiting() throws {
    let result = try Self.solve(
      """
      kind: autoscaling
      arrival_rate_pieces: [{from_s: 0, rate_per_s: 41}]
      service_time_mean_s: 0.1
      servers_per_instance: 4
      target_utilization: 0.6
      minimum_instances: 1
      maximum_instances: 1
      horizon_s: 2
      """)
    guard case .answer(let answer)? = result.solutions.first?.outcome,
      case .quantity(let backlog)? = answer["peak_backlog"]
    else {
      Issue.record("no answer")
      return
    }
    #expect(backlog.value < 10)
    #expect(backlog.method.label.contains("the first rate is an overload"))
  }

  /// Every kind that a model can have is in the guide with its keys.
  @Test func theGuideListsAllKinds() {
    for name in KindGuide.names {
      #expect(KindGuide.overview.contains(name))
      #expect(KindGuide.keys(of: name)?.contains("  ") == true)
    }
    #expect(KindGuide.keys(of: "nothing") == nil)
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (0.1, "0.1"), (123_456, "123456"), (1_234_567, "1234570"),
    (1e-3, "0.001"), (1.5e-9, "1.5e-9"), (9.999_999_9, "10"), (-0.25, "-0.25"), (2e12, "2e12"),
    (Double.infinity, "infinite"),
  ]) func numbersAsText(_ value: Double, _ text: String) {
    #expect(StudyNumber.text(value) == text)
  }
}
