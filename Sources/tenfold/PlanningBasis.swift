import Roadmap
import Storage

/// Which catalog counts, on which day: what a command that plans is told besides the answers, as plain values.
///
/// Options hold the same in values of the parser, whose types take the runtime longer to make than a small catalog
/// to read.
struct PlanningBasis: Hashable, Sendable {
  var place = CatalogPlace()
  /// Whether an overlay beside the answer file is left out.
  var leavesOutProject = false
  /// Another state of the catalog than that of this hash, or of this plan.json, is refused; nil takes any.
  var expectedCatalog: String?
  /// The day that waivers and ages of facts count to, as `Today` reads it; nil where no option names one.
  var today: String?

  /// Reads the answers of a file and the catalog of their region with its overlays, and derives the
  /// requirements.
  ///
  /// - Parameter shelf: Catalogs that were read for other files.
  /// - Throws: As `PlanningContext.read`; exit code 78 for another catalog than was expected.
  func context(of file: String, shelf: CatalogShelf? = nil) throws -> PlanningContext {
    let folder = leavesOutProject ? nil : ProjectOverlay.directory(besides: file)
    let tree = try shelf?.tree(place, folder) ?? place.tree(project: folder)
    var context = try PlanningContext.read(file, tree, shelf: shelf)
    context.occasion = PlanningOccasion(today: Today.day(today))
    OverlayReport(tree: tree, catalog: context.catalog, project: folder).write()
    if let expectedCatalog { try CatalogExpectation(expectedCatalog).check(context.catalog) }
    return context
  }
}
