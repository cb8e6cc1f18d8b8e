/// A finding of an earlier check that a baseline keeps from failing later ones.
package struct KnownFinding: Hashable, Sendable {
  /// What tells findings apart, such as `gate/p99:p99`; it holds no number that may drift.
  package let fingerprint: String
  /// `error`, `warning` or `note`: what it was when the baseline was written.
  package let level: String
  /// What was found then.
  package let message: String

  package init(fingerprint: String, level: String, message: String) {
    self.fingerprint = fingerprint
    self.level = level
    self.message = message
  }
}
