import ArgumentParser
import Reporting
import Storage

/// `tenfold diff`: what other facts, prices and rules, or other answers, change in the plan.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two plans: of two catalogs, with and without overlays, or of two files.",
    discussion: """
      With one file the answers are planned twice. --catalog and --overlay are of the new plan; \
      --against-catalog and --against-overlay of the old one, which without either is the catalog \
      without overlays. With two files the first is the old one, and both have the same catalog \
      unless another is named.

      What the plans read in the catalog comes first, then what it changed in them.
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

  @OptionGroup var options: CatalogOptions

  @OptionGroup var project: ProjectOverlay

  @Option(help: ArgumentHelp("The catalog of the old plan.", valueName: "folder"))
  var againstCatalog: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("An overlay of the old plan; may be repeated.", valueName: "folder"))
  var againstOverlay: [String] = []

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
    if file == "-" && newFile == nil {
      throw ValidationError("The answers are read twice: name a file, not standard input.")
    }
  }

  func run() throws {
    let projectOld = project.directory(besides: file)
    let projectNew = project.directory(besides: newFile ?? file)
    let isPlain = newFile == nil && againstCatalog == nil && againstOverlay.isEmpty
    if isPlain && options.overlay.isEmpty && projectNew == nil {
      throw ValidationError(
        "There is nothing to compare with: name a second file, --against-catalog, "
          + "--against-overlay or --overlay.")
    }
    var against = options
    if let againstCatalog { against.catalog = againstCatalog }
    if !againstOverlay.isEmpty || isPlain { against.overlay = againstOverlay }
    let oldTree = try against.tree(project: isPlain ? nil : projectOld)
    let newTree = try options.tree(project: projectNew)
    let old = try report(file, oldTree)
    let new = try report(newFile ?? file, newTree)
    let difference = PlanDifference(from: old, to: new, listsAll: all)
    switch format {
    case .text: Console.write(difference.text)
    case .markdown: Console.write(difference.markdown)
    case .json: Console.write(difference.json)
    }
    if detailedExitcode && difference.hasChanges { throw ExitCode(3) }
  }

  private func report(_ file: String, _ tree: FileTree) throws -> ReportInput {
    try PlanningContext.read(file, tree, notesReads: true).report(of: file)
  }
}
