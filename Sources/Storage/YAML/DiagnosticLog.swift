package import CatalogModel

/// Collects what the readers of one file find, so that everything is reported at once.
///
/// A class, because a cursor and the cursors made from it write to the same log. It stays within
/// one thread: each file that is read in parallel has its own.
package final class DiagnosticLog {
  private(set) package var diagnostics: [Diagnostic] = []

  package init() {}

  package func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// How many errors there are, so that a reader can tell whether a part of the file was clean.
  package var errorCount: Int { diagnostics.count { $0.severity == .error } }
}

/// Diagnostics as the failure of a `Result`; never empty.
package struct DiagnosticList: Error, Hashable, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}
