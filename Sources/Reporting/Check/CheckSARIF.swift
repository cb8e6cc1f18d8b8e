import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A check as a SARIF 2.1.0 log, whose results point at the lines of the answers.
///
/// OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01". Only
/// findings are results: what passes is none, since code scanning shows every result as an alert, but for
/// what a passing gate does not judge.
struct CheckSARIF {
  let summary: CheckSummary

  var text: String {
    JSONValue.object([
      "$schema": .string(
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
          + "sarif-schema-2.1.0.json"),
      "version": .string("2.1.0"), "runs": .array([run]),
    ]).document
  }

  private var audit: CheckAudit { summary.audit }

  /// The rules that findings follow, each once, in their order.
  private var rules: [String] {
    var seen: Set<String> = []
    return audit.findings.map(\.rule).filter { seen.insert($0).inserted }
  }

  private var run: JSONValue {
    .object([
      "tool": .object([
        "driver": .object([
          "name": .string("tenfold"), "version": .string(summary.input.version),
          "rules": .array(rules.map(rule)),
        ])
      ]),
      "automationDetails": .object([
        // GitHub takes what stands before the last slash as the category.
        "id": .string("tenfold/\(Slug.make(summary.input.plan.requirements.name))/")
      ]),
      "columnKind": .string("unicodeCodePoints"),
      "invocations": .array([
        .object([
          "executionSuccessful": .bool(true), "exitCode": .number(Double(summary.exitCode)),
        ])
      ]),
      "properties": .object(["made": PlanDocument.provenance(summary.input)]),
      "results": .array(audit.findings.map(result)),
    ])
  }

  private func rule(_ id: String) -> JSONValue {
    let level = audit.findings.first { $0.rule == id }?.level ?? .error
    return .object([
      "id": .string(id), "shortDescription": Self.message(CheckFindings.title(ofRule: id)),
      "help": Self.message(
        "tenfold explain FILE tells why; tenfold what-if FILE --set KEY=VALUE tries a remedy."),
      "defaultConfiguration": .object(["level": .string(level.rawValue)]),
    ])
  }

  private func result(_ finding: CheckFinding) -> JSONValue {
    var members: JSONMembers = [
      "ruleId": .string(finding.rule),
      "ruleIndex": .number(Double(rules.firstIndex(of: finding.rule) ?? 0)),
      "level": .string(finding.level.rawValue),
      "message": Self.message(
        [finding.message, finding.remedy].compactMap { $0 }.joined(separator: " ")),
      "locations": .array([location(finding)]),
      "partialFingerprints": .object(["tenfold/v1": .string(finding.fingerprint)]),
    ]
    if audit.hasBaseline {
      members["baselineState"] = .string(audit.isKnown(finding) ? "unchanged" : "new")
    }
    if let waiver = finding.waiver {
      members["suppressions"] = .array([
        .object([
          "kind": .string("external"), "status": .string("accepted"),
          "justification": .string(
            "\(waiver.owner) until \(waiver.expires): \(MarkdownText.sentence(waiver.reason))"),
        ])
      ])
    }
    return .object(members)
  }

  private func location(_ finding: CheckFinding) -> JSONValue {
    let place = summary.place(of: finding)
    let row = finding.origin.row.map { "[\($0)]" } ?? ""
    var members: JSONMembers = [
      "logicalLocations": .array([
        .object(["fullyQualifiedName": .string(finding.origin.question + row)])
      ])
    ]
    if let uri = URIText.reference(place.file) {
      members["physicalLocation"] = .object([
        "artifactLocation": .object(["uri": .string(uri)]),
        // A finding about the file as a whole stands at its first line.
        "region": .object([
          "startLine": .number(Double(max(1, place.line))),
          "startColumn": .number(Double(max(1, place.column))),
        ]),
      ])
    }
    return .object(members)
  }

  private static func message(_ text: String) -> JSONValue { .object(["text": .string(text)]) }
}
