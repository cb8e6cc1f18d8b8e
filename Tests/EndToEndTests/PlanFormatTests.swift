import Foundation
import TestSupport
import Testing

/// The documents of a plan by the word of others' parsers and validators.
@Suite struct PlanFormatTests {
  static let examples = ["webshop", "b2b-ledger", "marketplace", "team-chat", "saas-idea"]

  /// A plan of an example in a folder of its own.
  private static func plan(_ example: String, _ arguments: [String] = []) throws -> Scratch {
    let scratch = try Scratch()
    let file = RepositoryFiles.path("Examples/\(example).answers.yaml")
    let run = try ProgramRun(["plan", file, "--out", scratch.path("plan")] + arguments)
    #expect(run.status == 0 || run.status == 2, "\(run.errors)")
    return scratch
  }

  @Test(arguments: examples) func documentsAreValid(_ example: String) throws {
    let scratch = try Self.plan(example)
    defer { scratch.remove() }
    try FormatVerdict.expectRight("openslo", [scratch.path("plan/slo/objectives.yaml")])
    try FormatVerdict.expectRight("html", [scratch.path("plan/report.html")])
    try FormatVerdict.expectRight("mermaid", [scratch.path("plan/roadmap.md")])
    let blocks = try String(contentsOfFile: scratch.path("plan/roadmap.md"), encoding: .utf8)
      .matches(of: /(?s)```mermaid\n(.*?)\n```/)
    #expect(!blocks.isEmpty)
    for block in blocks { #expect(block.1.count < 2000) }
  }

  @Test func plantedMistakesAreFound() throws {
    let scratch = try Self.plan("webshop")
    defer { scratch.remove() }
    func text(_ file: String) throws -> String {
      try String(contentsOfFile: scratch.path("plan/" + file), encoding: .utf8)
    }
    let levels = try text("slo/objectives.yaml")
    try FormatVerdict.expectWrong("openslo", levels, replacing: "target: 0.95", with: "target: 95")
    try FormatVerdict.expectWrong(
      "openslo", levels, replacing: "budgetingMethod: Occurrences", with: "budgetingMethod: All")
    try FormatVerdict.expectWrong(
      "openslo", levels, replacing: "duration: 28d", with: "duration: 4 weeks")
    let page = try text("report.html")
    try FormatVerdict.expectWrong("html", page, replacing: "</main>", with: "</div>")
    try FormatVerdict.expectWrong(
      "html", page, replacing: "<main>", with: "<main><script>1</script>")
    try FormatVerdict.expectWrong(
      "html", page, replacing: "<main>", with: "<main><img src=\"https://example.com/x.png\">")
    let roadmap = try text("roadmap.md")
    try FormatVerdict.expectWrong("mermaid", roadmap, replacing: "\"]\n", with: "]\n")
    try FormatVerdict.expectWrong("mermaid", roadmap, replacing: "  bar [", with: "  bars [")
    let plan = try text("plan.json")
    try FormatVerdict.expectWrong("plan", plan, replacing: "\"verdict\":", with: "\"result\":")
    try FormatVerdict.expectWrong(
      "plan", plan, replacing: "\"passes\": true", with: "\"passes\": 1")
    try FormatVerdict.expectWrong("plan", plan, replacing: "\"zones\": 2", with: "\"zones\": \"2\"")
    try FormatVerdict.expectWrong("plan", plan, replacing: "\"safeShare\":", with: "\"safe\":")
  }

  /// The published schema is what the program prints, and holds for every example, deep or not.
  @Test func everyPlanFollowsThePublishedSchema() throws {
    let printed = try ProgramRun(["schema", "plan"])
    #expect(printed.status == 0)
    #expect(
      printed.output
        == (try String(
          contentsOfFile: RepositoryFiles.path("schema/plan.schema.json"), encoding: .utf8)),
      "make schema writes it anew")
    let scratch = try Scratch()
    defer { scratch.remove() }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: RepositoryFiles.path("Examples")
    ).filter { $0.hasSuffix(".answers.yaml") }.sorted()
    #expect(names.count > 9)
    var files: [String] = []
    for name in names {
      let path = scratch.path(name + ".json")
      let run = try ProgramRun([
        "plan", RepositoryFiles.path("Examples/" + name), "--output", "json=\(path)",
      ])
      #expect(run.status == 0 || run.status == 2)
      files.append(path)
    }
    // A plan that is refused, one with everything that may be asked for, and one over an overlay.
    let tight = try scratch.write(
      "tight.yaml", Data("schemaVersion: 1\nusers: {now: 50}\nbudget: {monthlyUSD: 1}\n".utf8))
    let deep = scratch.path("deep.json")
    _ = try ProgramRun(["plan", tight, "--output", "json=\(deep)", "--samples", "16"])
    files.append(deep)
    let policy =
      try String(contentsOfFile: CommandOutputTests.webshop, encoding: .utf8)
      + CheckFormatTests.policy
    let gated = try scratch.write("gated.yaml", Data(policy.utf8))
    let flips = scratch.path("plan")
    _ = try ProgramRun(["plan", gated, "--out", flips, "--flips"])
    files.append(flips + "/plan.json")
    try FormatVerdict.expectRight("plan", files)
  }

  /// Node takes the script for a program, and its summary is read by `calibrate` as an open test.
  @Test(arguments: ["webshop", "b2b-ledger"]) func theLoadTestRoundTrips(_ example: String) throws {
    let scratch = try Self.plan(example)
    defer { scratch.remove() }
    let script = scratch.path("plan/load-test/k6.js")
    guard try ProgramRun(executable: "/usr/bin/env", ["node", "--version"]).status == 0 else {
      print("SKIPPED node: load-test/k6.js")
      return
    }
    let copy = scratch.path("k6.mjs")
    try FileManager.default.copyItem(atPath: script, toPath: copy)
    let syntax = try ProgramRun(executable: "/usr/bin/env", ["node", "--check", copy])
    #expect(syntax.status == 0, "\(syntax.errors)")
    let plan =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: scratch.path("plan/plan.json"))))
      as? [String: Any]
    let offered = (plan?["present"] as? [String: Any])?["load"] as? [String: Any]
    let peak = try #require(offered?["peakRequestsPerSecond"] as? Double)
    // One vCPU that is used by 45 % at the peak.
    let demand = 450 / peak
    var summaries: [String] = []
    for load in ["0.4", "0.8", "1.2", "1.6"] {
      let run = try ProgramRun(
        executable: "/usr/bin/env",
        [
          "node", RepositoryFiles.path("Tests/Tools/run-load-test.mjs"), script, scratch.url.path,
          load, "\(demand)",
        ])
      #expect(run.status == 0, "\(run.errors)")
      let result = try #require(
        JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let options = try #require(result["options"] as? [String: Any])
      let thresholds = try #require(options["thresholds"] as? [String: [String]])
      #expect(thresholds["http_req_duration"]?.count == 2)
      let sent = try #require(result["sent"] as? [String: [String: Any]])
      #expect(!sent.isEmpty)
      for (name, request) in sent {
        #expect((request["path"] as? String ?? "").hasPrefix("/class/"), "\(name)")
        // What writes sends something.
        #expect((request["method"] as? String == "POST") == (request["body"] is String), "\(name)")
      }
      #expect(sent.values.contains { $0["method"] as? String == "POST" })
      let rate = try #require(result["rate"] as? Double)
      let share = try #require(Double(load))
      #expect(abs(rate - peak * share) <= 1 / 60 + peak * share * 1e-3)
      summaries += ["--from", scratch.path("k6-\(load).json")]
    }
    for lacking in ["BASE_URL", "PATHS", "BODIES"] {
      let run = try ProgramRun(
        executable: "/usr/bin/env",
        [
          "node", RepositoryFiles.path("Tests/Tools/run-load-test.mjs"), script, scratch.url.path,
          "1", "\(demand)", lacking,
        ])
      #expect(run.status != 0 && run.errors.contains("\(lacking) "), "\(lacking)")
    }
    let answers = scratch.path("answers.yaml")
    try FileManager.default.copyItem(
      atPath: RepositoryFiles.path("Examples/\(example).answers.yaml"), toPath: answers)
    let calibration = try ProgramRun(
      ["calibrate", answers, "--dry-run", "--vcpus", "1", "--class", "all", "--format", "json"]
        + summaries)
    #expect(calibration.status == 0, "\(calibration.errors)")
    let fit =
      try JSONSerialization.jsonObject(with: Data(calibration.output.utf8)) as? [String: Any]
    let classes = try #require((fit?["demand"] as? [String: Any])?["classes"] as? [[String: Any]])
    let found = try #require((classes.first?["demand"] as? [String: Any])?["likely"] as? Double)
    #expect(abs(found * 1000 / demand - 1) < 0.01, "\(found) s for \(demand) ms")
  }

  /// The page opens in a real browser: charts have a size, nothing overflows, dark differs from light,
  /// text can be read, nothing is fetched or complained about, and it prints.
  @Test(.timeLimit(.minutes(5))) func theReportOpensInABrowser() throws {
    let scratch = try Self.plan("webshop")
    defer { scratch.remove() }
    guard try ProgramRun(executable: "/usr/bin/env", ["which", "chromium"]).status == 0 else {
      print("SKIPPED chromium: report.html")
      return
    }
    let run = try ProgramRun(
      executable: RepositoryFiles.path("Tests/Tools/verify-page"),
      [scratch.path("plan/report.html")])
    #expect(run.status == 0, "\(run.errors)")
    let result = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(result["complaints"] as? [String] == [])
    #expect((result["printedPages"] as? Int ?? 0) > 2)
    let views = try #require(result["views"] as? [String: [String: Any]])
    #expect(views.keys.sorted() == ["dark 1280", "dark 480", "light 1280", "light 480"])
    #expect(
      views["dark 1280"]?["background"] as? String != views["light 1280"]?["background"] as? String)
    for (name, view) in views {
      let width = try #require(view["innerWidth"] as? Int)
      #expect(try #require(view["scrollWidth"] as? Int) <= width, "\(name) overflows")
      #expect(Self.contrast(view["color"], view["background"]) > 7, "\(name)")
      #expect((view["headings"] as? Int ?? 0) > 8)
      let plots = try #require(view["plots"] as? [[String: Any]])
      #expect(plots.filter { $0["kind"] as? String == "plot" }.count == 4)
      #expect(plots.contains { $0["kind"] as? String == "flow" })
      for plot in plots {
        #expect((plot["width"] as? Double ?? 0) > 200 && (plot["height"] as? Double ?? 0) > 60)
        #expect(plot["outside"] as? [String] == [], "\(name)")
      }
    }
  }

  /// The contrast of two colors as a browser writes them (WCAG 2.2, contrast ratio).
  private static func contrast(_ one: Any?, _ other: Any?) -> Double {
    func luminance(_ color: Any?) -> Double {
      let parts = (color as? String ?? "").matches(of: /[0-9]+/).compactMap { Double($0.0) }
      let linear = parts.prefix(3).map { value -> Double in
        let share = value / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return zip(linear, [0.2126, 0.7152, 0.0722]).map { $0 * $1 }.reduce(0, +)
    }
    let levels = [luminance(one), luminance(other)].sorted()
    return (levels[1] + 0.05) / (levels[0] + 0.05)
  }

  /// Hostile words in everything that may hold any: reasons and owners of waivers, and the name of the
  /// answer file, which every document names.
  @Test(arguments: [
    "</script><script>alert(1)<script>", "--><img src=x>", "]]>&amp;<!ENTITY", "*\n'\"`${x}",
    "| ]( javascript:x) **b** `c`", "\u{2028}\u{202E}x\u{85}", "a: {b: c} # d\n---\n- e",
  ]) func hostileWordsAreInert(_ text: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // Answers hold one line; the name of a file may hold several.
    let line = text.filter { $0 != "\n" }
    let quoted = String(decoding: try JSONEncoder().encode([line]), as: UTF8.self)
      .dropFirst().dropLast()
    let answers = """
      schemaVersion: 1
      users: {now: 500}
      gates: [{name: cap, mostUSD: 1}]
      waivers:
        - {name: p95, owner: \(quoted), reason: \(quoted), expires: 2027-01-31}
        - {name: cap, owner: \(quoted), reason: \(quoted), expires: 2027-01-31}

      """
    let name = text.replacingOccurrences(of: "/", with: "_") + ".answers.yaml"
    let file = try scratch.write(name, Data(answers.utf8))
    let out = scratch.path("plan")
    let outputs = ["sarif", "junit", "markdown"].flatMap {
      ["--output", "\($0)=\(scratch.path($0))"]
    }
    let check = try ProgramRun(["check", file] + outputs)
    #expect(check.status == 0, "\(check.errors)")
    #expect(try ProgramRun(["plan", file, "--out", out]).status == 0)
    try FormatVerdict.expectRight("sarif", [scratch.path("sarif")])
    try FormatVerdict.expectRight("junit", [scratch.path("junit")])
    try FormatVerdict.expectRight("openslo", [out + "/slo/objectives.yaml"])
    try FormatVerdict.expectRight("html", [out + "/report.html"])
    try FormatVerdict.expectRight("mermaid", [out + "/roadmap.md"])
    try FormatVerdict.expectRight("plan", [out + "/plan.json"])
    // The words are there, as words.
    let log = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: scratch.path("sarif"))))
    #expect("\(log)".contains("justification"))
    let copy = scratch.path("k6.mjs")
    try FileManager.default.copyItem(atPath: out + "/load-test/k6.js", toPath: copy)
    #expect(try ProgramRun(executable: "/usr/bin/env", ["node", "--check", copy]).status == 0)
    // A record has the headings of its template and its mark, whatever the names are.
    let records = try FileManager.default.contentsOfDirectory(atPath: out + "/decisions")
    for record in records {
      let lines = try String(contentsOfFile: "\(out)/decisions/\(record)", encoding: .utf8)
        .split(separator: "\n")
      #expect(lines.count { $0.hasPrefix("## ") } == 6, "\(record)")
      #expect(lines.count { $0.hasPrefix("<!-- tenfold:decision ") } == 1)
    }
  }
}
