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
    JSONWriter.document { json in
      json.object { json in
        json.member("asOf", orNull: input.plan.day?.description)
        json.member("exitCode", Int(exitCode))
        json.member("findings", each: audit.findings, finding)
        json.member("gates", each: input.plan.gates, PlanDocument.gate)
        if audit.hasBaseline {
          json.member("gone", each: audit.gone) { known, json in
            json.object { json in
              json.member("fingerprint", known.fingerprint)
              json.member("level", known.level)
              json.member("message", known.message)
            }
          }
        }
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("refusals", each: input.refusals, WhyJSON.refusal)
        json.member("system", input.plan.requirements.name)
        json.member("verdict", exitCode == 2 ? "fail" : "pass")
        json.member("waivers", each: input.plan.waivers, PlanDocument.waiver)
      }
    }.text
  }

  private func finding(_ finding: CheckFinding, to json: inout JSONWriter) {
    let place = place(of: finding)
    json.object { json in
      json.member("column", orNull: place.line > 0 ? Double(place.column) : nil)
      json.member("file", place.file)
      json.member("fingerprint", finding.fingerprint)
      json.member("isKnown", audit.isKnown(finding))
      json.member("isWaived", finding.waiver != nil)
      json.member("level", finding.level.rawValue)
      json.member("line", orNull: place.line > 0 ? Double(place.line) : nil)
      json.member("message", finding.message)
      json.member("remedy", orNull: finding.remedy)
      json.member("rule", finding.rule)
      json.member("subject", finding.subject)
    }
  }
}
