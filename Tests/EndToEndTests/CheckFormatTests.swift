import Foundation
import TestSupport
import Testing

/// The forms of a check: what each says, that others' validators accept it, and the baseline.
@Suite struct CheckFormatTests {
  /// The webshop with gates that pass, fail, warn and are waived, under a name with every kind of sign.
  static let policy = """
    gates:
      - {name: cap, mostUSD: 250}
      - {name: tail, measure: p99, mostMilliseconds: 50, level: warning}
      - {name: cheap, mostUSD: 100}
    waivers:
      - {name: cap, owner: "Ada <a@b>", reason: "until the \\"sale\\" & more", expires: 2027-01-31}
      - {name: p95, owner: Bob, reason: "just in case", expires: 2027-01-31}

    """

  private static func shop(_ scratch: Scratch, policy: String = policy) throws -> String {
    let text = try String(contentsOfFile: CommandOutputTests.webshop, encoding: .utf8)
    return try scratch.write("shop & <co>.answers.yaml", Data((text + policy).utf8))
  }

  @Test func everyFormIsWrittenInOneRun() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try Self.shop(scratch)
    let kinds = ["text", "json", "markdown", "comment", "summary", "sarif", "junit", "baseline"]
    let outputs = kinds.flatMap { ["--output", "\($0)=\(scratch.path($0))"] }
    let run = try ProgramRun(["check", file] + outputs)
    #expect(run.status == 2 && run.errors.isEmpty)
    for kind in kinds { #expect(scratch.exists(kind), "\(kind)") }
    let texts = try kinds.reduce(into: [String: String]()) {
      $0[$1] = try String(contentsOfFile: scratch.path($1), encoding: .utf8)
        .replacingOccurrences(of: scratch.url.path, with: "DIR")
    }
    #expect(texts["text"] == run.output)
    #expect(texts["markdown"] == texts["comment"] && texts["markdown"] == texts["summary"])
    for kind in ["markdown", "sarif", "junit", "baseline"] {
      let stable = try #require(texts[kind]).replacing(/[0-9a-f]{16}/, with: "DIGEST")
      expectSnapshot(stable, named: "check-\(kind).txt")
    }
    try FormatVerdict.expectRight("sarif", [scratch.path("sarif")])
    try FormatVerdict.expectRight("junit", [scratch.path("junit")])
  }

  @Test func plantedMistakesAreFound() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try Self.shop(scratch)
    let sarif = try ProgramRun(["check", file, "--output", "sarif=-"]).output
    try FormatVerdict.expectWrong("sarif", sarif, replacing: "\"error\"", with: "\"grave\"")
    try FormatVerdict.expectWrong("sarif", sarif, replacing: "\"startLine\": ", with: "\"line\": ")
    let junit = try ProgramRun(["check", file, "--output", "junit=-"]).output
    try FormatVerdict.expectWrong("junit", junit, replacing: " tests=", with: " count=")
    try FormatVerdict.expectWrong(
      "junit", junit, replacing: "<failure type=", with: "<failure kind=")
  }

  /// The line that SARIF points at is the one where the answer stands.
  @Test func resultsPointAtTheLineOfTheAnswer() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let text =
      try String(contentsOfFile: CommandOutputTests.webshop, encoding: .utf8)
      .replacing(/monthlyUSD: \d+/, with: "monthlyUSD: 10") + Self.policy
    let file = try scratch.write("shop.answers.yaml", Data(text.utf8))
    let run = try ProgramRun(
      ["check", "shop.answers.yaml", "--output", "sarif=-"], in: scratch.url)
    #expect(run.status == 2)
    let log = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let results = try #require(
      (log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var checked: Set<String> = []
    for result in results {
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let physical = try #require(location["physicalLocation"] as? [String: Any])
      let artifact = physical["artifactLocation"] as? [String: Any]
      #expect(artifact?["uri"] as? String == "shop.answers.yaml")
      let region = try #require(physical["region"] as? [String: Any])
      let line = lines[try #require(region["startLine"] as? Int) - 1]
      let rule = try #require(result["ruleId"] as? String)
      switch rule {
      case "gate/budget": #expect(line.contains("monthlyUSD: 10"))
      case "gate/monthly-cost": #expect(line.contains("name: cap") || line.contains("name: cheap"))
      case "gate/p99": #expect(line.contains("name: tail"))
      case "waiver/unneeded": #expect(line.contains("name: p95"))
      default: Issue.record("unexpected \(rule)")
      }
      checked.insert(rule)
    }
    #expect(checked.count == 4)
    #expect(file.hasSuffix("shop.answers.yaml"))
  }

  @Test func onlyNewFindingsFailWithABaseline() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try Self.shop(scratch)
    let baseline = scratch.path("baseline.json")
    #expect(try ProgramRun(["check", file, "--output", "baseline=\(baseline)"]).status == 2)
    let known = try ProgramRun(["check", file, "--baseline", baseline, "--detailed-exitcode"])
    #expect(known.status == 0 && known.output.contains("known cheap"))
    #expect(known.output.contains("Baseline: 3 known, 0 new, 0 gone."))
    // Another limit is missed: that is new, and fails.
    let more = Self.policy.replacingOccurrences(
      of: "waivers:", with: "  - {name: fast, measure: p95, mostMilliseconds: 1}\nwaivers:")
    let worse = try ProgramRun([
      "check", try Self.shop(scratch, policy: more), "--baseline", baseline,
    ])
    #expect(worse.status == 2 && worse.output.contains("FAIL  fast"))
    // A gate that was a warning when the baseline was written fails once it is an error.
    let stricter = Self.policy.replacingOccurrences(of: ", level: warning", with: "")
    let strict = try ProgramRun([
      "check", try Self.shop(scratch, policy: stricter), "--baseline", baseline,
    ])
    #expect(strict.status == 2 && strict.output.contains("FAIL  tail"))
    // What was found is gone: nothing fails, and the detailed exit code tells that it changed.
    let less = Self.policy.replacingOccurrences(of: "mostUSD: 100}", with: "mostUSD: 10000}")
    let path = try Self.shop(scratch, policy: less)
    #expect(try ProgramRun(["check", path, "--baseline", baseline]).status == 0)
    let changed = try ProgramRun([
      "check", path, "--baseline", baseline, "--detailed-exitcode", "--format", "json",
    ])
    #expect(changed.status == 3)
    let json = try JSONSerialization.jsonObject(with: Data(changed.output.utf8)) as? [String: Any]
    #expect(json?["exitCode"] as? Int == 3 && json?["verdict"] as? String == "pass")
    #expect(
      (json?["gone"] as? [[String: Any]])?.first?["fingerprint"] as? String
        == "gate/monthly-cost:cheap")
  }

  /// A waived finding is not in the baseline, so that the end of the waiver cannot pass unseen.
  @Test func anExpiredWaiverFailsInSpiteOfTheBaseline() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try Self.shop(scratch)
    let baseline = scratch.path("baseline.json")
    let today = ["--today", "2027-01-01"]
    _ = try ProgramRun(["check", file, "--output", "baseline=\(baseline)"] + today)
    #expect(try ProgramRun(["check", file, "--baseline", baseline] + today).status == 0)
    let late = try ProgramRun(["check", file, "--baseline", baseline, "--today", "2027-02-01"])
    #expect(late.status == 2 && late.output.contains("FAIL  cap"))
  }

  @Test func mistakesOfUseAreNamed() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try Self.shop(scratch)
    #expect(try ProgramRun(["check", file, "--output", "pdf=x"]).status == 64)
    #expect(try ProgramRun(["check", file, "--output", "json="]).status == 64)
    #expect(try ProgramRun(["check", file, "--detailed-exitcode"]).status == 64)
    let twice = try ProgramRun(["check", file, "--output", "json=-", "--output", "sarif=-"])
    #expect(twice.status == 64 && twice.errors.contains("Two outputs go to '-'"))
    let missing = try ProgramRun(["check", file, "--baseline", scratch.path("none.json")])
    #expect(missing.status == 66 && missing.errors.contains("--output baseline="))
    let bad = try scratch.write(
      "bad.json",
      Data(#"{"schemaVersion": 1, "findings": [{"fingerprint": "x", "level": "bad"}]}"#.utf8))
    let wrong = try ProgramRun(["check", file, "--baseline", bad])
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("bad.json:1:") && wrong.errors.contains("`message` is missing"))
    let nowhere = try ProgramRun(["check", file, "--output", "json=\(scratch.path("no/such/x"))"])
    #expect(nowhere.status == 73 && nowhere.output.isEmpty)
  }

  /// One file that cannot be written leaves the others as they were.
  @Test func outputsAreWrittenTogetherOrNotAtAll() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try Self.shop(scratch)
    let old = try scratch.write("a.json", Data("old".utf8))
    let run = try ProgramRun([
      "check", file, "--output", "json=\(old)", "--output", "sarif=\(scratch.path("no/such/x"))",
    ])
    #expect(run.status == 73)
    #expect(try String(contentsOfFile: old, encoding: .utf8) == "old")
  }
}
