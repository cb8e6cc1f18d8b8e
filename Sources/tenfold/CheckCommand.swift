import ArgumentParser
import CatalogModel
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

      --output writes the same check in further forms, several in one run: text, json, markdown, \
      comment (at most 65,536 characters), summary (at most 1 MiB), sarif, junit, and baseline. \
      What stands in the file of --baseline does not fail the check; write it with \
      --output baseline=FILE. --detailed-exitcode exits with 3 where nothing fails but findings \
      came or went since the baseline.
      """)

  @OptionGroup var input: PlanningInput

  @Option(
    help: ArgumentHelp(
      "The base for gates on changes: a file, or a commit, branch or tag of git.",
      valueName: "file-or-git-ref"))
  var against: String?

  @Option(
    help: ArgumentHelp("Findings that do not fail the check, from a file.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Exit with 3 if findings came or went since the baseline and nothing fails.")
  var detailedExitcode = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Write the check in a form to a file; may be repeated.", valueName: "kind=path"),
    completion: .file(), transform: OutputFile<CheckSummary.Form>.init(argument:))
  var output: [OutputFile<CheckSummary.Form>] = []

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if let against, input.file == "-", !AnswerFileReader.exists(against) {
      throw ValidationError("Standard input has no past in git: name a file with --against.")
    }
    if detailedExitcode && baseline == nil {
      throw ValidationError(
        "--detailed-exitcode compares with a baseline: name it with --baseline.")
    }
    try output.checkPlaces()
  }

  func run() throws {
    let known = try baseline.map(Self.known)
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
    let places = AnswerPlaces(context.answersText, file: input.file)
    let check = CheckSummary(
      try input.report(context, .verdict), baseline: known, file: input.file,
      isDetailed: detailedExitcode
    ) { places.place(question: $0.question, row: $0.row) }
    try output.map { (path: $0.path, text: check.document($0.form)) }.write()
    if !output.contains(where: { $0.path == "-" }) {
      Console.write(check.document(format == .json ? .json : .text))
    }
    if check.exitCode != 0 { throw ExitCode(Int32(check.exitCode)) }
  }

  /// The findings of a baseline.
  ///
  /// - Throws: Exit code 66 for a missing file, 65 for one that is none, after saying why.
  private static func known(_ path: String) throws -> [KnownFinding] {
    do {
      switch try BaselineReader.read(path) {
      case .success(let findings): return findings
      case .failure(let list):
        Console.report(list.diagnostics)
        throw ExitCode(65)
      }
    } catch let failure as AnswerFileFailure {
      Console.message(
        failure.message + "; write one with tenfold check FILE --output baseline=\(path)")
      throw ExitCode(66)
    }
  }
}
