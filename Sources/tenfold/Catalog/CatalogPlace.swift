import ArgumentParser
import CatalogModel
import Storage

/// Where the catalog is, and what is laid over it.
struct CatalogPlace: Hashable, Sendable {
  /// The folder; nil to look for it where an installation has it.
  var catalog: String?
  /// Folders with partial catalogs; the last one wins.
  var overlays: [String] = []

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
  /// - Parameter project: The overlay of the project, which lies below the others.
  /// - Throws: Exit code 66 after saying on standard error which folder there is not.
  func tree(project: SharedDirectory? = nil) throws -> FileTree {
    let base = try directory()
    var found = project.map { [FileTree($0)] } ?? []
    var missing: [Diagnostic] = []
    for path in overlays {
      switch SharedDirectory.existing(path, option: "--overlay") {
      case .success(let directory): found.append(FileTree(directory))
      case .failure(let list): missing += list.diagnostics
      }
    }
    guard missing.isEmpty else {
      Console.report(missing)
      throw ExitCode(66)
    }
    return FileTree(base).laidUnder(found)
  }
}
