import ArgumentParser
import Quantities
import Reporting
import Roadmap
import Storage

/// `tenfold check`: the gates alone, for CI.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Test objectives, budget and your own gates, for CI.",
    discussion: """
      Prints each gate with what is required and what was found. Exits with 0 if all pass, are \
      waived, or are warnings and notes; with 2 if one fails, naming the requirement that is to \
      blame.

      Waivers end: name the day with --today, such as --today "$(date +%F)", or they count to the \
      newest day of the catalog. A gate on the change of the cost compares with the plan of the \
      file that --against names, or of this file at that commit, branch or tag of git.
      """)

  @OptionGroup var input: PlanningInput

  @Option(
    help: ArgumentHelp(
      "The base for gates on changes: a file, or a commit, branch or tag of git.",
      valueName: "file-or-git-ref"))
  var against: String?

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if let against, input.file == "-", !AnswerFileReader.exists(against) {
      throw ValidationError("Standard input has no past in git: name a file with --against.")
    }
  }

  func run() throws {
    var context = try input.context()
    if let against {
      let source: AnswerSource =
        AnswerFileReader.exists(against)
        ? .file(against) : .revision(GitFile(path: input.file, reference: against))
      let tree = try input.options.tree(project: input.project.directory(besides: input.file))
      let base = try PlanningContext.read(source, tree).plan()
      context.occasion = PlanningOccasion(
        today: input.today.day, baseCost: base.presentTotal)
    }
    let check = CheckSummary(try input.report(context, .verdict))
    Console.write(format == .json ? check.json : check.text)
    if check.exitCode != 0 { throw ExitCode(Int32(check.exitCode)) }
  }
}
