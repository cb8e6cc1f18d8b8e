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

  @Option(
    help: ArgumentHelp(
      "A folder of your own templates, over those that ship.", valueName: "folder"))
  var templates: String?

  @Option(
    help: ArgumentHelp(
      """
      Draw the ranges so often, for every stage and with the regret of the choices; 0 for not at \
      all. Without it they are drawn a few times for the present load.
      """,
      valueName: "count"))
  var samples: Int?

  @Flag(help: "Search for what would reverse each decision, and write it with --out.")
  var flips = false

  func validate() throws {
    if flips && out == nil {
      throw ValidationError(
        "--flips writes into the documents of --out; or use explain FILE flips.")
    }
    guard let samples else { return }
    guard samples == 0 || (16...1_000_000).contains(samples) else {
      throw ValidationError("--samples is \(samples); it must be 0, or 16 to 1,000,000.")
    }
  }

  func run() throws {
    guard let out else {
      try finish(input.report(input.context(), .verdict))
      return
    }
    let input = input
    let templates = templates
    let depth = ReportDepth.roadmap(samples: samples, hasReversals: flips)
    let (report, library) = concurrently(
      { Result { try input.report(input.context(), depth) } },
      { Result { try PlanFiles.library(own: templates) } })
    // What is wrong with the answers is said before what is wrong with the templates.
    let made = try report.get()
    try PlanFiles(report: made, library: library.get()).write(to: out)
    try finish(made)
  }

  private func finish(_ report: ReportInput) throws {
    let summary = PlanSummary(report)
    Console.write(summary.text)
    if summary.exitCode != 0 { throw ExitCode(Int32(summary.exitCode)) }
  }
}
