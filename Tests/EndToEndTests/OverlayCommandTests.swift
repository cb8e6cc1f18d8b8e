import Foundation
import TestSupport
import Testing

/// Overlays, purchase options and comparisons, as a user meets them.
@Suite struct OverlayCommandTests {
  /// A folder with the webshop's answers and an overlay named `o`.
  private struct Project {
    let scratch: Scratch

    init(_ overlay: [String: String], named name: String = "o", adding lines: String = "") throws {
      scratch = try Scratch()
      let example = RepositoryFiles.path("Examples/webshop.answers.yaml")
      let text = try String(contentsOfFile: example, encoding: .utf8)
      _ = try scratch.write("shop.answers.yaml", Data((text + lines).utf8))
      try add(overlay, named: name)
    }

    func add(_ overlay: [String: String], named name: String) throws {
      try FileManager.default.createDirectory(
        atPath: scratch.path(name), withIntermediateDirectories: true)
      for (path, text) in overlay {
        let url = scratch.url.appendingPathComponent("\(name)/\(path)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
    }

    func run(_ arguments: [String]) throws -> ProgramRun {
      let catalog = ["--catalog", RepositoryFiles.path("Catalog")]
      return try ProgramRun(arguments + catalog, in: scratch.url)
    }
  }

  private static let ours = [
    "sources.yaml":
      "ours: {title: Our measurements and contracts, location: wiki, asOf: 2026-11, "
      + "confidence: primary}\n",
    "planning/ours.yaml":
      "# measured in May\nplanning.cpuMillisecondsPerRequest: {value: {node: 9}, source: ours, "
      + "asOf: 2026-05, confidence: primary}\n",
    "discounts.yaml":
      "- {id: edp-2026, percent: 10, of: [ec2, rds, \"alb.\"], source: ours, asOf: 2026-11, "
      + "confidence: primary}\n",
    "criteria/compute.yaml": "criteria:\n  - {id: toil, weight: 30}\n",
  ]

  @Test func aPlanNamesWhatItsOverlayChanges() throws {
    let project = try Project(Self.ours)
    defer { project.scratch.remove() }
    let run = try project.run(["plan", "shop.answers.yaml", "--overlay", "o", "--out", "out"])
    #expect(run.status == 0 || run.status == 2)
    let start = try #require(run.output.range(of: "The catalog is overridden:"))
    expectSnapshot(
      String(run.output[start.lowerBound...]) + "\n" + run.errors, named: "overlay-plan.txt")
    let roadmap = try String(
      contentsOfFile: project.scratch.path("out/roadmap.md"), encoding: .utf8)
    #expect(roadmap.contains("## What overlays changed"))
    #expect(roadmap.contains("`o/planning/ours.yaml:2`"))
    let json = try Data(contentsOf: URL(fileURLWithPath: project.scratch.path("out/plan.json")))
    let plan = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let overrides = try #require(plan["overrides"] as? [String: Any])
    let changes = try #require(overrides["changes"] as? [[String: Any]])
    #expect(changes.contains { $0["id"] as? String == "compute/toil.weight" })
    #expect(changes.contains { $0["discount"] as? String == "edp-2026" })
  }

  @Test func theOverlayBesideTheAnswersIsUsedAndSaid() throws {
    let project = try Project(Self.ours, named: "tenfold.catalog")
    defer { project.scratch.remove() }
    let found = try project.run(["check", "shop.answers.yaml"])
    #expect(found.errors.contains("tenfold.catalog (beside the answer file) changes"))
    let left = try project.run(["check", "shop.answers.yaml", "--no-project-overlay"])
    #expect(left.errors.isEmpty)
    #expect(found.output != left.output)
  }

  @Test func anOverlayThatChangesNothingGivesTheSameBytes() throws {
    let project = try Project([:], named: "tenfold.catalog")
    defer { project.scratch.remove() }
    try project.add(
      ["criteria/compute.yaml": "criteria:\n  - {id: cost, weight: 25}\n"], named: "same")
    for (out, options) in [
      ("none", ["--no-project-overlay"]), ("empty", []), ("same", ["--overlay", "same"]),
    ] {
      let run = try project.run(["plan", "shop.answers.yaml", "--out", "out-\(out)"] + options)
      #expect(run.status == 0)
      #expect(options.contains("--no-project-overlay") || run.errors.contains("changes nothing"))
    }
    for name in ["plan.json", "roadmap.md"] {
      let files = try ["none", "empty", "same"].map {
        try Data(contentsOf: URL(fileURLWithPath: project.scratch.path("out-\($0)/\(name)")))
      }
      #expect(files[0] == files[1] && files[0] == files[2], "\(name) differs")
    }
  }

  @Test func mistakesInAnOverlayAreAllTold() throws {
    let project = try Project([
      "planing/x.yaml": "a: b\n",
      "criteria/compute.yaml": "criteria:\n  - {id: cost, wieght: 1}\n",
    ])
    defer { project.scratch.remove() }
    let run = try project.run(["plan", "shop.answers.yaml", "--overlay", "o"])
    #expect(run.status == 78)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("o/planing: error"))
    #expect(run.errors.contains("o/criteria/compute.yaml:2:16: error: unknown key `wieght`"))
    let missing = try project.run(["plan", "shop.answers.yaml", "--overlay", "elsewhere"])
    #expect(missing.status == 66)
    let lint = try project.run(["catalog", "lint", "--overlay", "o"])
    #expect(lint.status == 78)
    #expect((lint.output + lint.errors).contains("o/planing: error"))
  }

  @Test(arguments: ["text", "markdown", "json"]) func diff(_ format: String) throws {
    let project = try Project([
      "prices/eu-central-1/services.tsv":
        "key\tdollars\tunit\tsource\tasOf\tconfidence\tnote\n"
        + "alb.hour\t0.028\tUSD/ALB-hour\tqp-2025-06\t2025-06-05\tprimary\t-\n"
    ])
    defer { project.scratch.remove() }
    let run = try project.run([
      "diff", "shop.answers.yaml", "--overlay", "o", "--detailed-exitcode", "--format", format,
    ])
    #expect(run.status == 3)
    if format == "json" {
      let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      let difference = try #require(object as? [String: Any])
      #expect(difference["isChanged"] as? Bool == true)
      #expect((difference["plan"] as? [Any])?.isEmpty == false)
    } else {
      // Digests change with every edit of the catalog, which is not what this shows.
      let text = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains("catalog ") || !$0.contains("->") }.joined(separator: "\n")
      expectSnapshot(text, named: "diff.\(format == "text" ? "txt" : "md")")
    }
  }

  @Test func aDiffOfTheSameIsEmpty() throws {
    let project = try Project([:])
    defer { project.scratch.remove() }
    let run = try project.run([
      "diff", "shop.answers.yaml", "shop.answers.yaml", "--detailed-exitcode",
    ])
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("The plans are the same.\n"))
    let nothing = try project.run(["diff", "shop.answers.yaml"])
    #expect(nothing.status == 64)
    #expect(nothing.errors.contains("--against-catalog"))
  }

  @Test func aDiffOfTwoFilesShowsWhatTheAnswersChange() throws {
    let project = try Project([:])
    defer { project.scratch.remove() }
    let text = try String(
      contentsOfFile: project.scratch.path("shop.answers.yaml"), encoding: .utf8)
    let other = text.replacing("availability: 99.9%", with: "availability: 99.99%")
    #expect(other != text)
    _ = try project.scratch.write("other.answers.yaml", Data(other.utf8))
    let run = try project.run(["diff", "shop.answers.yaml", "other.answers.yaml"])
    #expect(run.status == 0)
    #expect(run.output.contains("answers shop.answers.yaml"))
    #expect(run.output.contains("gate availability"))
  }

  @Test func aPlanInsistsOnItsCatalog() throws {
    let project = try Project(Self.ours)
    defer { project.scratch.remove() }
    #expect(try project.run(["plan", "shop.answers.yaml", "--out", "out"]).status == 0)
    let expected = ["--expect-catalog", "out/plan.json"]
    #expect(try project.run(["check", "shop.answers.yaml"] + expected).status == 0)
    let other = try project.run(["check", "shop.answers.yaml", "--overlay", "o"] + expected)
    #expect(other.status == 78)
    #expect(other.output.isEmpty)
    #expect(other.errors.contains("tenfold diff"))
    let hash = ["--expect-catalog", "0123456789abcdef"]
    #expect(try project.run(["check", "shop.answers.yaml"] + hash).status == 78)
    #expect(
      try project.run(["check", "shop.answers.yaml", "--expect-catalog", "soon"]).status == 64)
    #expect(
      try project.run(["check", "shop.answers.yaml", "--expect-catalog", "no.json"]).status == 66)
  }
}
