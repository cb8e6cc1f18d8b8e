import CatalogModel
import Foundation
import ModelStudies
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
    ("models: []\n", ["m.yaml:1:9", "at least one"]),
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
