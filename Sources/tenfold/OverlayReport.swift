import CatalogModel
import Reporting
import Storage

/// Says on standard error which overlays a command used, and how much they change.
struct OverlayReport {
  let tree: FileTree
  let catalog: Catalog
  let project: SharedDirectory?

  func write() {
    guard !tree.overlays.isEmpty else { return }
    let names = tree.overlays.map { overlay in
      overlay.root == project?.path ? "\(overlay.root) (beside the answer file)" : overlay.root
    }
    let count = catalog.overrides.count
    let changes =
      count == 0
      ? "changes nothing in the catalog"
      : "changes \(count) value\(count == 1 ? "" : "s") of the catalog; the plan names them"
    Console.message("tenfold: overlay \(names.joined(separator: ", then ")) \(changes)")
  }
}
