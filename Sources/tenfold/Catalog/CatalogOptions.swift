import ArgumentParser
import CatalogModel
import Storage

/// The options with which every command says which catalog it reads.
struct CatalogOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the catalog.", valueName: "folder"))
  var catalog: String?

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

  /// The catalog of a region.
  ///
  /// - Throws: Exit code 66 where there is none, 64 for a region that it does not have, 78 after
  ///   saying on standard error what is wrong with it.
  func open(region: String) throws -> Catalog {
    let tree = FileTree(try directory())
    let regions = CatalogReader.regions(of: tree)
    if !regions.isEmpty && !regions.contains(region) {
      throw ValidationError(
        "There are no prices for the region '\(region)'. Known: \(regions.joined(separator: ", "))."
      )
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
