import ArgumentParser
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage

/// `tenfold diff`: what other answers, or other facts, prices and rules, change in the plan.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two plans: of two files, of a file and its past, or of two catalogs.",
    discussion: """
      With two files the first is the old one. With --against the old plan is that of the same file \
      at a commit of its git repository, a branch or a tag such as main. With one file alone the \
      answers are planned twice: --catalog and --overlay are of the new plan; --against-catalog and \
      --against-overlay of the old one, which without either is the catalog without overlays. \
      Otherwise both have the same catalog and overlays of today, unless another is named.

      Answers that changed come first, then the decisions that flipped, then utilization, response \
      times, cost and stages that moved. The Markdown fits a comment on a pull request: where it \
      would pass 65,536 characters, the least important topics are left out, and named.
      """)

  /// The forms of a difference.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(
    help: ArgumentHelp("The answer file; with a second file, the old one.", valueName: "file"))
  var file: String

  @Argument(help: ArgumentHelp("The new answer file.", valueName: "new-file"))
  var newFile: String?

  @Option(
    help: ArgumentHelp(
      "Compare with the file as it was at this commit, branch or tag.", valueName: "git-ref"))
  var against: String?

  @OptionGroup var options: CatalogOptions

  @OptionGroup var project: ProjectOverlay

  @Option(help: ArgumentHelp("The catalog of the old plan.", valueName: "folder"))
  var againstCatalog: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("An overlay of the old plan; may be repeated.", valueName: "folder"))
  var againstOverlay: [String] = []

  @OptionGroup var today: Today

  @Flag(help: "List every change of the catalog, also what neither plan read.")
  var all = false

  @Flag(help: "Exit with 3 if the plans differ.")
  var detailedExitcode = false

  @Option(help: "The form of the result: text, markdown or json.")
  var format = Form.text

  func validate() throws {
    if file == "-" && newFile == "-" {
      throw ValidationError("Standard input can be one of the two files, not both.")
    }
    if against != nil {
      if newFile != nil {
        throw ValidationError("--against takes the old answers from git: name one file.")
      }
      if file == "-" {
        throw ValidationError("Standard input has no past in git: name a file with --against.")
      }
    } else if file == "-" && newFile == nil {
      throw ValidationError("The answers are read twice: name a file, not standard input.")
    }
  }

  func run() throws {
    let projectOld = project.directory(besides: file)
    let projectNew = project.directory(besides: newFile ?? file)
    let isPlain =
      newFile == nil && against == nil && againstCatalog == nil && againstOverlay.isEmpty
    if isPlain && options.overlay.isEmpty && projectNew == nil {
      throw ValidationError(
        "There is nothing to compare with: name a second file, --against, --against-catalog, "
          + "--against-overlay or --overlay.")
    }
    var past = options
    if let againstCatalog { past.catalog = againstCatalog }
    if !againstOverlay.isEmpty || isPlain { past.overlay = againstOverlay }
    let oldTree = try past.tree(project: isPlain ? nil : projectOld)
    let newTree = try options.tree(project: projectNew)
    let oldSource =
      against.map { AnswerSource.revision(GitFile(path: file, reference: $0)) } ?? .file(file)
    let newSource = AnswerSource.file(newFile ?? file)
    var old = try PlanningContext.read(oldSource, oldTree, notesReads: true)
    var new = try PlanningContext.read(newSource, newTree, notesReads: true)
    old.occasion = PlanningOccasion(today: today.day)
    let oldReport = try old.report(of: oldSource)
    new.occasion = PlanningOccasion(today: today.day, baseCost: oldReport.plan.presentTotal)
    let answers = AnswerDifference(from: old.sheet, to: new.sheet, new.questionnaire).changes
    let difference = PlanDifference(
      from: oldReport, to: try new.report(of: newSource), answers: answers, listsAll: all)
    switch format {
    case .text: Console.write(difference.text)
    case .markdown: Console.write(difference.markdown)
    case .json: Console.write(difference.json)
    }
    if detailedExitcode && difference.hasChanges { throw ExitCode(3) }
  }
}
