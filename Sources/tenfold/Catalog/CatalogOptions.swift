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

  /// What the options say.
  var place: CatalogPlace { CatalogPlace(catalog: catalog, overlays: overlay) }

  /// The catalog's folder.
  ///
  /// - Throws: As `CatalogPlace.directory`.
  func directory() throws -> SharedDirectory { try place.directory() }

  /// The catalog's files with the overlays over them.
  ///
  /// - Throws: As `CatalogPlace.tree`.
  func tree(project: SharedDirectory? = nil) throws -> FileTree { try place.tree(project: project) }

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
  /// - Parameter ahead: What was read of it already.
  /// - Throws: As `open(region:)`.
  static func open(
    _ tree: FileTree, region: String, ahead: CatalogAhead? = nil
  ) throws -> Catalog {
    let regions = CatalogReader.regions(of: tree)
    if !regions.isEmpty && !regions.contains(region) {
      let guess = Spelling.nearest(to: region, among: regions).map { " Did you mean '\($0)'?" }
      throw ValidationError(
        "There are no prices for the region '\(region)'.\(guess ?? "") "
          + "Known: \(regions.joined(separator: ", ")).")
    }
    let reading = CatalogReader.read(tree, region: region, ahead: ahead)
    Console.report(reading.diagnostics)
    guard let catalog = reading.catalog else { throw ExitCode(78) }
    return catalog
  }
}

/// The form of a command's results.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
