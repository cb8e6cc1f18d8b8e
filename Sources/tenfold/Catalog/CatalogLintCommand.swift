import ArgumentParser
import CatalogModel
import Storage

/// `tenfold catalog lint`: everything that is wrong with the catalog, or looks so.
struct CatalogLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check the catalog: exit 78 if there are errors; warnings do not count.",
    discussion: """
      Ages count to the day given with --as-of, or to the newest source of the catalog: the clock \
      is never asked, so that the same catalog gives the same findings.

      Facts that no model reads are there for people; they are counted, and listed with --verbose.
      """)

  @Option(help: ArgumentHelp("Count ages to this day.", valueName: "YYYY-MM-DD"))
  var asOf: String?

  @Option(help: ArgumentHelp("Report facts older than this.", valueName: "months"))
  var maximumAge = 48

  @Flag(help: "List notes as well: what is good to know and not wrong.")
  var verbose = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if let asOf, !CatalogDate.isDay(asOf) {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'.")
    }
    if !(1...1200).contains(maximumAge) {
      throw ValidationError("--maximum-age takes 1 to 1200 months, not \(maximumAge).")
    }
  }

  func run() throws {
    let tree = try options.tree()
    let diagnostics = CatalogLinter.diagnostics(
      of: tree, options: .init(asOf: asOf, maximumAgeMonths: maximumAge))
    let count = { (severity: Diagnostic.Severity) in
      diagnostics.count { $0.severity == severity }
    }
    let shown = verbose ? diagnostics : diagnostics.filter { $0.severity != .note }
    switch format {
    case .text:
      Console.write(shown.map { $0.description + "\n" }.joined())
      Console.write(
        "\(count(.error)) errors, \(count(.warning)) warnings, \(count(.note)) notes"
          + (verbose || count(.note) == 0 ? "\n" : " (--verbose lists them)\n"))
    case .json:
      let report = Report(
        errors: count(.error), warnings: count(.warning), notes: count(.note),
        findings: shown.map(Report.Finding.init))
      Console.write(try Console.json(report))
    }
    if count(.error) > 0 { throw ExitCode(78) }
  }

  /// The findings in the JSON form.
  private struct Report: Encodable {
    let errors: Int
    let warnings: Int
    let notes: Int
    let findings: [Finding]

    struct Finding: Encodable {
      let severity: String
      let file: String
      /// From 1; nothing where the file as a whole is meant.
      let line: Int?
      let column: Int?
      let message: String
      let remedy: String?

      init(_ diagnostic: Diagnostic) {
        let place = diagnostic.place
        severity = diagnostic.severity.rawValue
        file = place.file
        line = place.line > 0 ? place.line : nil
        column = place.line > 0 ? place.column : nil
        message = diagnostic.message
        remedy = diagnostic.remedy
      }
    }
  }
}
