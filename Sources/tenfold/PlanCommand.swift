import ArgumentParser
import Reporting
import Storage

/// `tenfold plan`: answers in, a plan out.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan an architecture, its growth and its templates.",
    discussion: """
      Prints the verdict and the stages. With --out it writes roadmap.md, plan.json and, for each \
      distinct architecture, Terraform and CloudFormation; files that people added to the folder \
      stay. Exits with 2 if an objective or the budget is missed.
      """)

  @OptionGroup var input: PlanningInput

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the documents and templates to this folder.", valueName: "folder"))
  var out: String?

  @Option(help: ArgumentHelp("The folder of the templates.", valueName: "folder"))
  var templates: String?

  func run() throws {
    let context = try input.context()
    let report = try input.report(context)
    if let out {
      try PlanFiles(report: report, templates: templates).write(to: out)
    }
    let summary = PlanSummary(report)
    Console.write(summary.text)
    if summary.exitCode != 0 { throw ExitCode(Int32(summary.exitCode)) }
  }
}
