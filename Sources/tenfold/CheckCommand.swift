import ArgumentParser
import Reporting

/// `tenfold check`: the gates alone, for CI.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Test objectives and budget, for CI.",
    discussion: """
      Prints each gate with what is required and what was found. Exits with 0 if all pass, and with \
      2 if one fails, naming the requirement that is to blame.
      """)

  @OptionGroup var input: PlanningInput

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let check = CheckSummary(try input.report(input.context(), .verdict))
    Console.write(format == .json ? check.json : check.text)
    if check.exitCode != 0 { throw ExitCode(Int32(check.exitCode)) }
  }
}
