package import CatalogModel
import Quantities
import Requirements
import Roadmap

/// What `tenfold check` prints: each gate with what is required, what was found and who is to blame.
package struct CheckSummary: Sendable {
  /// The forms that a check is written in.
  package enum Form: String, Sendable, CaseIterable {
    case text, json, markdown
    /// Markdown that fits a comment of 65,536 characters.
    case comment
    /// Markdown that fits a step's summary of 1 MiB.
    case summary
    case sarif, junit
    /// The findings, for a later check to know.
    case baseline
  }

  let input: ReportInput
  package let audit: CheckAudit
  /// Where answers stand, by what they are about; answers without a place stand for the file.
  private let places: [AnswerOrigin: Place]
  /// The answer file as it was named.
  private let file: String
  /// Whether a changed baseline has an exit code of its own.
  private let isDetailed: Bool

  /// - Parameters:
  ///   - baseline: The findings that do not fail the check; nil without a baseline.
  ///   - file: The answer file as it was named; nil for its name without folders.
  ///   - isDetailed: Whether the exit code tells that findings came or went since the baseline.
  ///   - place: The place of an answer in the file; nil where nobody answered.
  package init(
    _ input: ReportInput, baseline: [KnownFinding]? = nil, file: String? = nil,
    isDetailed: Bool = false, place: (AnswerOrigin) -> Place? = { _ in nil }
  ) {
    self.input = input
    self.file = file ?? input.answersFile
    self.isDetailed = isDetailed
    audit = CheckAudit(input.plan, baseline: baseline)
    var places: [AnswerOrigin: Place] = [:]
    for finding in audit.findings where places[finding.origin] == nil {
      places[finding.origin] = place(finding.origin)
    }
    self.places = places
  }

  /// The exit code that goes with it: 0, 2 when a gate fails, or 3 when findings came or went since
  /// the baseline and that matters.
  package var exitCode: Int {
    if audit.fails || input.plan.current == nil { return 2 }
    return isDetailed && audit.isChanged ? 3 : 0
  }

  /// The document in a form.
  package func document(_ form: Form) -> String {
    switch form {
    case .text: text
    case .json: json
    case .markdown: CheckMarkdown(summary: self).document.text
    case .comment: CheckMarkdown(summary: self).document.text(within: SizedMarkdown.comment)
    case .summary: CheckMarkdown(summary: self).document.text(within: SizedMarkdown.stepSummary)
    case .sarif: CheckSARIF(summary: self).text
    case .junit: CheckJUnit(summary: self).text
    case .baseline: audit.baseline(of: input.plan.requirements.name).document
    }
  }

  /// Where the answer of a finding stands.
  func place(of finding: CheckFinding) -> Place { places[finding.origin] ?? Place(file: file) }

  /// That all gates pass, or which ones fail, which of them do not count, and what those that pass do
  /// not judge.
  var verdict: String {
    let known = audit.knownGates
    let names = input.plan.gates.map(\.id).filter(known.contains)
    return Verdict(plan: input.plan).gates
      + (names.isEmpty ? "" : " Known: \(names.joined(separator: ", ")).")
      + (unjudged.isEmpty ? "" : " Not judged: \(unjudged.joined(separator: ", ")).")
  }

  private var unjudged: [String] { input.plan.gates.filter(\.passes).compactMap(\.unjudged) }

  package var text: String {
    let baseline = audit.sentence.map { sentence in
      [""] + TextWrap.lines(sentence, width: input.textWidth)
        + audit.gone.flatMap {
          TextWrap.lines("gone: \($0.message)", width: input.textWidth, indent: "  ")
        }
    }
    let lines =
      ["\(input.plan.requirements.name): \(verdict)", ""]
      + GateTable(gates: input.plan.gates, known: audit.knownGates).lines(width: input.textWidth)
      + WaiverText.lines(input.plan, width: input.textWidth) + (baseline ?? [])
      + RefusalText.block(input)
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: String {
    var members: JSONMembers = [
      "made": PlanDocument.provenance(input),
      "verdict": .string(exitCode == 2 ? "fail" : "pass"),
      "exitCode": .number(Double(exitCode)),
      "system": .string(input.plan.requirements.name),
      "findings": .array(audit.findings.map(finding)),
      "gates": .array(input.plan.gates.map(PlanDocument.gate)),
      "refusals": .array(input.refusals.map(WhyJSON.refusal)),
      "waivers": .array(input.plan.waivers.map(PlanDocument.waiver)),
      "asOf": .optional(input.plan.day?.description),
    ]
    if audit.hasBaseline {
      members["gone"] = .array(
        audit.gone.map {
          .object([
            "fingerprint": .string($0.fingerprint), "level": .string($0.level),
            "message": .string($0.message),
          ])
        })
    }
    return JSONValue.object(members).document
  }

  private func finding(_ finding: CheckFinding) -> JSONValue {
    let place = place(of: finding)
    return .object([
      "rule": .string(finding.rule), "subject": .string(finding.subject),
      "fingerprint": .string(finding.fingerprint), "level": .string(finding.level.rawValue),
      "message": .string(finding.message), "remedy": .optional(finding.remedy),
      "file": .string(place.file),
      "line": .optional(place.line > 0 ? Double(place.line) : nil),
      "column": .optional(place.line > 0 ? Double(place.column) : nil),
      "isWaived": .bool(finding.waiver != nil), "isKnown": .bool(audit.isKnown(finding)),
    ])
  }
}
