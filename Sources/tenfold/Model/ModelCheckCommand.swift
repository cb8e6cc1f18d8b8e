import ArgumentParser
import CatalogModel
import ModelStudies
import Storage

/// `tenfold model check`: the solvers against reference vectors.
struct ModelCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare the solvers with reference vectors; exit 2 if an exact one is off.",
    discussion: """
      Reads files in the format \(VectorFile.format), computes every case, and prints the error against \
      the expected value, what the error may be, and how the value was obtained; then a summary per \
      kind. Of simulated references the 99 % interval counts; an approximation may be off by its error \
      class besides. Measured sweeps are predicted from their lower levels and only reported. Cases of \
      unknown kinds are named and left out. Exits with 2 if a quantity that is tagged exact is outside \
      its tolerance, with 65 if a file is no file of reference vectors or an expected value is no \
      number, and with 3 if an expected quantity of a known kind was not computed or nothing was \
      checked at all.
      """)

  @Argument(
    help: ArgumentHelp("Files with reference vectors; - for standard input.", valueName: "file"))
  var files: [String]

  @Flag(help: "Print every quantity instead of the worst of each case.")
  var quantities = false

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func run() throws {
    var checked: [VectorReport.File] = []
    var isUnreadable = false
    for path in files {
      let log = StudyLog(keysAreStrict: false)
      if let file = VectorFile(try ModelFiles.read(path), log: log) {
        checked.append(
          VectorReport.File(file: path, cases: file.cases.map { CaseCheck($0, log: log) }))
      }
      Console.report(log.diagnostics.sortedByPlace())
      if log.diagnostics.hasErrors { isUnreadable = true }
    }
    let report = VectorReport(checked)
    if !checked.isEmpty {
      Console.write(
        format == .json ? try Console.json(report) : report.text(everyQuantity: quantities))
    }
    if !report.passes { throw ExitCode(2) }
    if isUnreadable { throw ExitCode(65) }
    if !report.isComplete { throw ExitCode(3) }
  }
}
