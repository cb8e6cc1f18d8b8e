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
      """)

  @Option(help: ArgumentHelp("Count ages to this day.", valueName: "YYYY-MM-DD"))
  var asOf: String?

  @Option(help: ArgumentHelp("Report facts older than this.", valueName: "months"))
  var maximumAge = 48

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
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    Console.write(diagnostics.map { $0.description + "\n" }.joined())
    Console.write("\(errors) errors, \(warnings) warnings\n")
    if errors > 0 { throw ExitCode(78) }
  }
}
