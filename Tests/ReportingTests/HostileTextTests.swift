import CapacityPlanning
import CatalogModel
import Foundation
import Quantities
import Reporting
import Roadmap
import TemplateCases
import TestSupport
import Testing

@Suite struct HostileTextTests {
  /// Texts that end, open or mean something in one of the languages that a plan is written in.
  static let vectors = [
    "", "\"", "'", "\\", "\\\"", "\\\\\"", "trailing\\", "\n", "line1\nline2", "\u{0}",
    "\u{7}\u{1B}[31mred\u{1B}[0m", "\u{7F}\u{85}\u{2028}\u{2029}", "${file(\"/etc/passwd\")}",
    "%{ if true }x%{ endif }", "$${already}", "%%{x}", "${", "${\"${\"nested\"}\"}",
    "${path.module}${terraform.workspace}", "<<EOT\nx\nEOT",
    "\"\n}\nresource \"null\" \"x\" {\n#", "\", injected = \"", "\\u0041", "\\${x}", "yes", "~",
    "012", "1e3", "2001-01-01", "- item", "key: value", "a #b", "&anchor", "*alias",
    "!Ref Secret", "!!python/object:os.system", "---", "| \n  x", "{a: b}", "<<: *x",
    "${AWS::AccountId}", "${!Literal}", "${Key.Arn}",
    "{{resolve:secretsmanager:s:SecretString:p}}", "{\"Fn::GetAtt\":[\"Key\",\"Arn\"]}",
    "{{secret}}", "{{{secret}}}", "{{#a}}", "{{> body}}", "{{=<% %>=}}",
    "{{% CONTENT_TYPE: TEXT}}", "{% if x %}", "{{ v|hcl }}", "<script>&'\"", "D\u{FC}sseldorf",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{202E}evil\u{202C}", "\u{200B}zero",
    "../../etc/passwd", "$(id)",
  ]

  /// Descriptions reach the parameter files unchanged, and no file of code.
  @Test func everyHostileTextIsInert() throws {
    let library = try TemplateFolder.library()
    let plain = try library.infrastructure(request(describedBy: "plain"))
    for text in Self.readable { try expectInert(text, library, plain) }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4]) func randomTextsAreInert(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let library = try TemplateFolder.library()
    let plain = try library.infrastructure(request(describedBy: "plain"))
    let alphabet = Array("\"\\${}%#\n\r\t'`{}[]!&*|>: ab\u{2028}\u{0}\u{202E}")
    for _ in 0..<10 {
      let length = Int.random(in: 1...40, using: &generator)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
      try expectInert(text, library, plain)
    }
  }

  private func expectInert(_ text: String, _ library: TemplateLibrary, _ plain: [RenderedFile])
    throws
  {
    let hostile = try library.infrastructure(request(describedBy: text))
    let code = { (files: [RenderedFile]) in files.filter { !$0.path.hasSuffix(".json") } }
    #expect(code(plain) == code(hostile), "\(text.debugDescription) reached code")
    let file = try #require(hostile.first { $0.path == "terraform/terraform.tfvars.json" })
    let values = try JSONSerialization.jsonObject(with: Data(file.contents.utf8)) as? [String: Any]
    let triggers = values?["triggers"] as? [String: [String: Any]]
    #expect(triggers?["busy"]?["description"] as? String == text)
    let list = try #require(hostile.first { $0.path == "cloudformation/parameters.json" })
    let parameters =
      try JSONSerialization.jsonObject(with: Data(list.contents.utf8)) as? [[String: String]]
    let described = parameters?.first { $0["ParameterKey"] == "Trigger1Description" }
    #expect(described?["ParameterValue"] == text)
  }

  /// Terraform and YAML read every text as it was written, and no README gets a tag of it.
  @Test(arguments: [nil, 11, 12, 13] as [UInt64?]) func everyTextIsReadBack(_ seed: UInt64?) throws
  {
    let texts = seed.map(Self.random) ?? Self.readable
    let plain = SampleRequests.smallShop
    let request = InfrastructureRequest(
      systemName: plain.systemName, region: plain.region, stageID: plain.stageID,
      stageLabel: texts[0], planDigest: plain.planDigest, architecture: plain.architecture,
      triggers: texts.enumerated().map { index, text in
        TriggerAlarm(
          id: "trigger-\(index)", part: .compute,
          metric: CloudWatchMetric("AWS/EC2", "CPUUtilization", "Average"), comparison: .above,
          threshold: 60, description: text)
      },
      decisions: Dictionary(
        zip(DecidedPart.allCases, texts), uniquingKeysWith: { first, _ in first }),
      dataLossMinutes: 60, availabilityZones: [],
      facts: TemplateFacts(
        health: texts.enumerated().map { Self.rule($0, saying: $1) },
        runtime: ShippedFacts.node.runtime, jobWait: Seconds(300), tasksPerService: 5_000))
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-texts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in try TemplateFolder.library().infrastructure(request) {
      #expect(file.path.wholeMatch(of: /[A-Za-z0-9.\/_-]+/) != nil, "\(file.path)")
      try write(Data(file.contents.utf8), to: folder.appendingPathComponent(file.path))
    }
    let expected = folder.appendingPathComponent("expected.json")
    try write(JSONEncoder().encode(["triggers": texts, "health": texts]), to: expected)
    let python = TemplateFolder.repository.appendingPathComponent(".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path),
      try ToolRun("/usr/bin/env", ["which", "terraform"]).status == 0
    else { return print("SKIPPED texts read back: \(texts.count), terraform or PyYAML is absent") }
    let tool = TemplateFolder.repository.appendingPathComponent(
      "Tests/Tools/templates/read_back.py")
    let result = try ToolRun(python.path, [tool.path, folder.path, expected.path])
    #expect(result.status == 0, "\(result.output.suffix(6_000))")
  }

  /// The texts without those that are refused: CloudFormation would fetch what they name.
  private static let readable = vectors.filter { !$0.contains("{{resolve:") }

  private static func random(_ seed: UInt64) -> [String] {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array(
      "\"\\${}%#\n\r\t'`{}[]!&*|>: ab<\u{2028}\u{0}\u{202E}\u{FEFF}\u{E9}e\u{301}")
    return (0..<40).map { _ in
      let length = Int.random(in: 1...40, using: &generator)
      return String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
    }
  }

  private static func rule(_ index: Int, saying text: String) -> HealthRule {
    let letters = [index / 26, index % 26].map { Array("abcdefghijklmnopqrstuvwxyz")[$0] }
    return HealthRule(
      id: String(letters), part: .instance, namespace: "AWS/EC2", metric: "StatusCheckFailed",
      statistic: .maximum, fires: .atLeast, threshold: 1, text: text,
      citation: Citation(source: "own-knowledge", asOf: "2026", confidence: .recalled))
  }

  private func write(_ data: Data, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  private func request(describedBy text: String) -> InfrastructureRequest {
    let plain = SampleRequests.smallShop
    return InfrastructureRequest(
      systemName: plain.systemName, region: plain.region, stageID: plain.stageID,
      stageLabel: plain.stageLabel, planDigest: plain.planDigest,
      architecture: plain.architecture,
      triggers: [
        TriggerAlarm(
          id: "busy", part: .compute,
          metric: CloudWatchMetric("AWS/EC2", "CPUUtilization", "Average"), comparison: .above,
          threshold: 60, description: text)
      ],
      decisions: plain.decisions, dataLossMinutes: 60, availabilityZones: [],
      facts: ShippedFacts.node)
  }

  /// A reason that ends a line or a string changes nothing but its own comment.
  @Test func reasonsStayInTheirComments() throws {
    let library = try TemplateFolder.library()
    let expected = try library.infrastructure(SampleRequests.smallShop)
    for text in Self.vectors {
      let plain = SampleRequests.smallShop
      let request = InfrastructureRequest(
        systemName: plain.systemName, region: plain.region, stageID: plain.stageID,
        stageLabel: plain.stageLabel, planDigest: plain.planDigest,
        architecture: plain.architecture, triggers: plain.triggers,
        decisions: [.compute: text, .relational: text], dataLossMinutes: 60, availabilityZones: [],
        facts: ShippedFacts.node)
      let files = try library.infrastructure(request)
      for (file, other) in zip(files, expected) where !file.path.hasSuffix("README.md") {
        #expect(
          uncommented(file.contents) == uncommented(other.contents), "\(text.debugDescription)")
      }
    }
  }

  private func uncommented(_ text: String) -> [Substring] {
    text.split(whereSeparator: \.isNewline).filter { $0.drop { $0 == " " }.first != "#" }
  }
}
