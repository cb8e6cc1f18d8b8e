import Foundation
import Reporting
import TestSupport
import Testing

@Suite struct HostileTextTests {
  static let vectors = [
    "", "\"", "'", "\\", "\\\"", "trailing\\", "line1\nline2", "\u{0}", "\u{7}\u{1B}[31mred",
    "\u{7F}\u{85}\u{2028}\u{2029}", "${file(\"/etc/passwd\")}", "%{ if true }x%{ endif }",
    "$${already}", "%%{x}", "${", "<<EOT\nx\nEOT", "\"\n}\nresource \"null\" \"x\" {\n#",
    "\", injected = \"", "\\u0041", "yes", "~", "012", "- item", "key: value", "a #b", "&anchor",
    "*alias", "!Ref Secret", "---", "| \n  x", "{a: b}", "${AWS::AccountId}", "${!Literal}",
    "{\"Fn::GetAtt\":[\"Key\",\"Arn\"]}", "{{secret}}", "{{{secret}}}", "{{#a}}", "{{> body}}",
    "{{=<% %>=}}", "{{% CONTENT_TYPE: TEXT}}", "<script>&'\"", "D\u{FC}sseldorf",
    "\u{202E}evil\u{202C}", "\u{200B}zero", "../../etc/passwd", "$(id)",
  ]

  /// Descriptions reach the parameter files unchanged, and no file of code.
  @Test func everyHostileTextIsInert() throws {
    let library = try TemplateFolder.library()
    let plain = try library.infrastructure(request(describedBy: "plain"))
    for text in Self.vectors { try expectInert(text, library, plain) }
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
      decisions: plain.decisions, dataLossMinutes: 60, availabilityZones: [])
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
        decisions: [.compute: text, .relational: text], dataLossMinutes: 60, availabilityZones: [])
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
