package import CatalogModel
import Requirements
import Roadmap

/// The findings of a check beside those that a baseline knows.
package struct CheckAudit: Sendable {
  package let findings: [CheckFinding]
  /// The findings of the baseline that are not found any more; empty without a baseline.
  package let gone: [KnownFinding]
  /// Whether there is a baseline.
  let hasBaseline: Bool
  private let known: Set<String>

  /// - Parameter baseline: The findings that do not fail the check; nil without a baseline.
  init(_ plan: Plan, baseline: [KnownFinding]? = nil) {
    let findings = CheckFindings(plan: plan).all
    let found = Set(findings.map(\.fingerprint))
    self.findings = findings
    hasBaseline = baseline != nil
    gone = (baseline ?? []).filter { !found.contains($0.fingerprint) }
    let levels = Dictionary(
      (baseline ?? []).map { ($0.fingerprint, Self.weight($0.level)) }, uniquingKeysWith: max)
    // What has become worse than it was is new, and nobody waives that nothing carries the users.
    known = Set(
      findings.filter { finding in
        finding.subject != GateRule.capacity
          && levels[finding.fingerprint].map { $0 >= Self.weight(finding.level.rawValue) } ?? false
      }.map(\.fingerprint))
  }

  private static func weight(_ level: String) -> Int {
    switch level {
    case GateLevel.error.rawValue: 2
    case GateLevel.warning.rawValue: 1
    default: 0
    }
  }

  /// Whether the baseline has it, at this level or a worse one.
  func isKnown(_ finding: CheckFinding) -> Bool { known.contains(finding.fingerprint) }

  /// The ids of missed gates that the baseline knows.
  var knownGates: Set<String> {
    Set(findings.filter { isKnown($0) && $0.rule.hasPrefix("gate/") }.map(\.subject))
  }

  /// The findings that the baseline does not know, all of them where there is none.
  ///
  /// Waived ones are neither new nor known.
  var new: [CheckFinding] { findings.filter { !isKnown($0) && $0.waiver == nil } }

  /// Whether a finding fails the check.
  package var fails: Bool { findings.contains { $0.fails && !isKnown($0) } }

  /// Whether findings came or went since the baseline.
  package var isChanged: Bool { hasBaseline && !(new.isEmpty && gone.isEmpty) }

  /// The counts in a sentence; nil without a baseline.
  var sentence: String? {
    guard hasBaseline else { return nil }
    return "Baseline: \(known.count) known, \(new.count) new, \(gone.count) gone."
  }

  /// A baseline that knows every finding but the waived ones, whose end must not pass unseen.
  func baseline(of system: String) -> JSONValue {
    .object([
      "schemaVersion": .number(1), "tool": .string("tenfold check"), "system": .string(system),
      "findings": .array(
        findings.filter { $0.waiver == nil && $0.subject != GateRule.capacity }.map { finding in
          .object([
            "fingerprint": .string(finding.fingerprint), "level": .string(finding.level.rawValue),
            "message": .string(finding.message),
          ])
        }),
    ])
  }
}
