package import Requirements

/// Something that a check has to say: a missed gate, what a passing one does not judge, a waiver that ended or
/// that nobody needs, a service in use that closes.
package struct CheckFinding: Hashable, Sendable {
  /// The kind of finding, the same for all systems: `gate/p99`, `waiver/expired`.
  package let rule: String
  /// What it is about, by name.
  package let subject: String
  package let level: GateLevel
  /// What was required and what was found.
  package let message: String
  /// What is to blame, and what would help.
  package let remedy: String?
  package let origin: AnswerOrigin
  /// The waiver in force, which keeps it from failing the check.
  package let waiver: Waiver?

  /// What tells it from others; it holds no number, so that drift makes no new finding.
  package var fingerprint: String { "\(rule):\(subject)" }

  /// Whether it fails a check that knows no baseline.
  package var fails: Bool { level == .error && waiver == nil }
}

/// The answer that brought a finding about.
package struct AnswerOrigin: Hashable, Sendable {
  /// The question's id.
  package let question: String
  /// The name of the row, where the question is a table.
  package let row: String?

  package init(question: String, row: String? = nil) {
    self.question = question
    self.row = row
  }
}
