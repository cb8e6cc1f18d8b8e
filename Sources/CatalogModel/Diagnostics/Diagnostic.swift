/// One finding about a file that somebody wrote: where, what is wrong, and what to do about it.
///
/// Diagnostics are collected and reported all at once, sorted by place.
package struct Diagnostic: Hashable, Sendable {
  /// Whether the work can go on.
  package enum Severity: String, Hashable, Sendable {
    case error, warning
    /// Good to know; nothing is wrong.
    case note
  }

  /// How bad it is; one error stops the work before anything is written.
  package let severity: Severity
  /// Where in which file.
  package let place: Place
  /// What is wrong, with the value that was found and what was expected.
  package let message: String
  /// What to write instead, where that is known.
  package let remedy: String?

  package init(_ severity: Severity, at place: Place, _ message: String, remedy: String? = nil) {
    self.severity = severity
    self.place = place
    self.message = message
    self.remedy = remedy
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The form that editors jump from: `file:line:column: error: message`, the remedy below it.
  package var description: String {
    let first = "\(place): \(severity.rawValue): \(message)"
    guard let remedy else { return first }
    return first + "\n  help: " + remedy
  }
}

extension Sequence where Element == Diagnostic {
  /// Whether one of them is an error.
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In the order of their places, and of their messages where places agree.
  package func sortedByPlace() -> [Diagnostic] {
    sorted { ($0.place, $0.message) < ($1.place, $1.message) }
  }
}
