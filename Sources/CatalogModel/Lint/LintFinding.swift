/// Something in a catalog that loads but looks wrong.
package struct LintFinding: Hashable, Sendable {
  package let severity: Diagnostic.Severity
  /// The file below the catalog's folder.
  package let file: String
  /// What begins the line that is meant, such as a key; `...` and a text mean the place of the text
  /// within a line; empty means the file as a whole.
  package let anchor: String
  package let message: String
  package let remedy: String?

  package init(
    _ severity: Diagnostic.Severity, file: String, anchor: String, _ message: String,
    remedy: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.anchor = anchor
    self.message = message
    self.remedy = remedy
  }
}
