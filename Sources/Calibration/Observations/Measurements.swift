package import CatalogModel

/// What one file came to.
package struct Measurements: Hashable, Sendable {
  package let file: String
  package let kind: MeasurementKind
  package var observations: [Observation] = []
  /// Series to be joined with those of other files by their times; only of CloudWatch.
  package var series: [MetricSeries] = []
  /// Errors and warnings, sorted by place.
  package var diagnostics: [Diagnostic] = []

  package init(file: String, kind: MeasurementKind) {
    self.file = file
    self.kind = kind
  }
}

/// Collects the diagnostics of one file; beyond a number of them it only counts.
struct FindingLog {
  static let most = 20
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var errors = 0

  init(file: String) { self.file = file }

  func place(_ line: Int, _ column: Int = 1) -> Place {
    Place(file: file, line: line, column: column)
  }

  mutating func error(_ place: Place, _ message: String, remedy: String? = nil) {
    errors += 1
    guard errors <= Self.most else { return }
    diagnostics.append(Diagnostic(.error, at: place, message, remedy: remedy))
  }

  mutating func warn(_ place: Place, _ message: String, remedy: String? = nil) {
    diagnostics.append(Diagnostic(.warning, at: place, message, remedy: remedy))
  }

  /// All of them in order, with a last one that says how many more there are.
  var sorted: [Diagnostic] {
    var all = diagnostics
    if errors > Self.most {
      all.append(
        Diagnostic(
          .error, at: Place(file: file, line: .max, column: 0),
          "\(errors - Self.most) more errors of this file are not shown"))
    }
    return all.sortedByPlace().map { diagnostic in
      guard diagnostic.place.line == .max else { return diagnostic }
      return Diagnostic(diagnostic.severity, at: Place(file: file), diagnostic.message)
    }
  }
}
