import CatalogModel
import Foundation
import Requirements
import Storage

/// Catalogs and questions that were read once and serve many answer files.
///
/// Folders with an overlay of their own have catalogs of their own. What is on the shelf is at most one
/// catalog for each region and overlay; a catalog that cannot be read is complained about once for each
/// file that needs it.
final class CatalogShelf: Sendable {
  private struct Key: Hashable {
    let roots: [String]
    let region: String
  }

  private struct State {
    var trees: [String: FileTree] = [:]
    var questionnaires: [[String]: Questionnaire] = [:]
    var catalogs: [Key: Catalog] = [:]
  }

  private let lock = NSLock()
  // Only touched while the lock is held.
  nonisolated(unsafe) private var state = State()

  private static func roots(_ tree: FileTree) -> [String] {
    [tree.root] + tree.overlays.map(\.root)
  }

  /// The files of the catalog with the overlay of a project.
  func tree(_ place: CatalogPlace, _ project: SharedDirectory?) throws -> FileTree {
    let key = project?.path ?? ""
    if let known = lock.withLock({ state.trees[key] }) { return known }
    let tree = try place.tree(project: project)
    lock.withLock { state.trees[key] = tree }
    return tree
  }

  func questionnaire(_ tree: FileTree) throws -> Questionnaire {
    let key = Self.roots(tree)
    if let known = lock.withLock({ state.questionnaires[key] }) { return known }
    let questionnaire = try CatalogOptions.questionnaire(tree)
    lock.withLock { state.questionnaires[key] = questionnaire }
    return questionnaire
  }

  func open(_ tree: FileTree, _ region: String) throws -> Catalog {
    let key = Key(roots: Self.roots(tree), region: region)
    if let known = lock.withLock({ state.catalogs[key] }) { return known }
    let catalog = try CatalogOptions.open(tree, region: region)
    lock.withLock { state.catalogs[key] = catalog }
    return catalog
  }
}
