import ArgumentParser
import CatalogModel
import Requirements
import Storage

/// The options with which every command says which catalog it reads.
struct CatalogOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the catalog.", valueName: "folder"))
  var catalog: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A folder with a partial catalog to lay over it; the last of several wins.",
      valueName: "folder"))
  var overlay: [String] = []

  /// The name of an overlay that needs no option, beside the answer file.
  static let projectOverlay = "tenfold.catalog"

  /// The catalog's folder.
  ///
  /// - Throws: Exit code 66 after saying on standard error where it was looked for.
  func directory() throws -> SharedDirectory {
    switch SharedDirectory.locate("Catalog", explicit: catalog) {
    case .success(let directory): return directory
    case .failure(let list):
      Console.report(list.diagnostics)
      throw ExitCode(66)
    }
  }

  /// The catalog's files with the overlays over them.
  ///
  /// - Parameter project: The overlay of the project, which lies below those of the options.
  /// - Throws: Exit code 66 after saying on standard error which folder there is not.
  func tree(project: SharedDirectory? = nil) throws -> FileTree {
    let base = try directory()
    var overlays = project.map { [FileTree($0)] } ?? []
    var missing: [Diagnostic] = []
    for path in overlay {
      switch SharedDirectory.existing(path, option: "--overlay") {
      case .success(let directory): overlays.append(FileTree(directory))
      case .failure(let list): missing += list.diagnostics
      }
    }
    guard missing.isEmpty else {
      Console.report(missing)
      throw ExitCode(66)
    }
    return FileTree(base).laidUnder(overlays)
  }

  /// The catalog of a region.
  ///
  /// - Throws: Exit code 66 where there is none, 64 for a region that it does not have, 78 after
  ///   saying on standard error what is wrong with it.
  func open(region: String) throws -> Catalog {
    try Self.open(tree(), region: region)
  }

  /// The questions of a catalog.
  ///
  /// - Throws: Exit code 78 after saying on standard error what is wrong with them.
  static func questionnaire(_ tree: FileTree) throws -> Questionnaire {
    let reading = QuestionnaireReader.read(tree)
    Console.report(reading.diagnostics)
    guard let questionnaire = reading.questionnaire else { throw ExitCode(78) }
    return questionnaire
  }

  /// The catalog of a region from files that were found.
  ///
  /// - Throws: As `open(region:)`.
  static func open(_ tree: FileTree, region: String) throws -> Catalog {
    let regions = CatalogReader.regions(of: tree)
    if !regions.isEmpty && !regions.contains(region) {
      let guess = Spelling.nearest(to: region, among: regions).map { " Did you mean '\($0)'?" }
      throw ValidationError(
        "There are no prices for the region '\(region)'.\(guess ?? "") "
          + "Known: \(regions.joined(separator: ", ")).")
    }
    let reading = CatalogReader.read(tree, region: region)
    Console.report(reading.diagnostics)
    guard let catalog = reading.catalog else { throw ExitCode(78) }
    return catalog
  }
}

/// The form of a command's results.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
