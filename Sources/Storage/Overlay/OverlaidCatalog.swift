import CatalogModel
import OrderedCollections
import Parallelism

/// Reads a catalog with overlays, and notes what they change in the catalog below.
enum OverlaidCatalog {
  /// An overlay that changes nothing gives the catalog below, digest included.
  static func read(_ tree: FileTree, region: String) -> CatalogReading {
    var plain = tree
    plain.removeOverlays()
    let regions = CatalogReader.regions(of: plain)
    let overlays = Overlays(
      tree.overlays, regions: regions, facts: planningFiles(of: plain))
    let base = plain
    let (below, merged) = concurrently(
      { CatalogReader.read(base, region: region) },
      { CatalogReader.read(base, region: region, overlays: overlays) })
    // A fault of the catalog below is that, whatever lies over it.
    guard let old = below.catalog, let new = merged.catalog else {
      return CatalogReading(
        catalog: nil,
        diagnostics: Array(Set(below.diagnostics + merged.diagnostics)).sortedByPlace())
    }
    let changes = CatalogDifference.changes(from: old, to: new)
    guard !changes.isEmpty || old.discounts != new.discounts else {
      return CatalogReading(catalog: old, diagnostics: merged.diagnostics)
    }
    var places = OverridePlaces(overlays: tree.overlays)
    let overrides = changes.map { places.override($0, by: new, over: old) }
    return CatalogReading(
      catalog: new.noting(overrides),
      diagnostics: (merged.diagnostics + warnings(overrides, old, new)).sortedByPlace())
  }

  /// The file of each planning fact.
  static func planningFiles(of tree: FileTree) -> [String: String] {
    var files: [String: String] = [:]
    for name in tree.names("planning") where name.hasSuffix(".yaml") {
      let path = "planning/\(name)"
      guard let bytes = tree.bytes(path),
        case .success(let document) = YAMLDocument.parse(bytes, file: path),
        case .mapping(let entries) = document.root.content
      else { continue }
      for entry in entries { files[entry.key] = path }
    }
    return files
  }

  /// New facts whose names look like those of known ones: most likely slips of the pen.
  private static func warnings(
    _ overrides: [CatalogOverride], _ old: Catalog, _ new: Catalog
  ) -> [Diagnostic] {
    let known = old.planning.keys + old.services.values.flatMap { $0.facts.values.map(\.id) }
    return overrides.compactMap { override in
      guard override.change.subject == .fact, override.change.old == nil,
        !override.change.id.contains("#"),
        let near = Spelling.nearest(to: override.change.id, among: known)
      else { return nil }
      return Diagnostic(
        .warning, at: override.place, "`\(override.change.id)` is a new fact, which no rule reads",
        remedy: "did you mean `\(near)`?")
    }
  }
}

/// Finds where an overlay makes a change.
private struct OverridePlaces {
  private var finders: [(name: String, tree: FileTree, finder: PlaceFinder)]

  init(overlays: [FileTree]) {
    // The last overlay wins, so it is asked first.
    finders = overlays.reversed().map { tree in
      (tree.root.split(separator: "/").last.map(String.init) ?? "", tree, PlaceFinder(tree: tree))
    }
  }

  mutating func override(
    _ change: CatalogChange, by new: Catalog, over old: Catalog
  ) -> CatalogOverride {
    let discount = discount(of: change, by: new, over: old)
    for index in finders.indices {
      for (path, anchor) in candidates(change, discount, finders[index].tree, region: new.region) {
        let place = finders[index].finder.place(of: anchor, in: path)
        guard place.line > 0 else { continue }
        let name = finders[index].name
        let relative = place.file.dropFirst(finders[index].tree.root.count)
        let file = name.isEmpty ? place.file : name + relative
        return CatalogOverride(
          change: change, place: Place(file: file, line: place.line, column: place.column),
          discount: discount?.id)
      }
    }
    let name = finders.first?.name ?? ""
    return CatalogOverride(change: change, place: Place(file: name), discount: discount?.id)
  }

  /// The discount behind a changed price: prices of an overlay's own tables come first.
  private func discount(
    of change: CatalogChange, by new: Catalog, over old: Catalog
  ) -> Discount? {
    guard new.discounts != old.discounts, change.subject == .price || change.subject == .instance
    else { return nil }
    return new.discount(on: change)
  }

  /// Files and line beginnings in which a change may stand, the most likely first.
  private func candidates(
    _ change: CatalogChange, _ discount: Discount?, _ tree: FileTree, region: String
  ) -> [(path: String, anchor: String)] {
    let anchor = change.anchor
    switch change.subject {
    case .fact:
      let service = String(anchor.prefix { $0 != "." })
      let name = String(anchor.dropFirst(service.count + 1))
      return [("planning", anchor), ("services/\(service).yaml", name)]
    case .price, .instance:
      let name = anchor.split(separator: " ").first.map(String.init) ?? anchor
      let tables = ["prices/\(region)", "prices/global", "instances"].flatMap { folder in
        tree.names(folder).map { (path: "\(folder)/\($0)", anchor: name) }
      }
      return
        (discount.map {
          [("discounts.yaml", "- id: \($0.id)"), ("discounts.yaml", "- {id: \($0.id),")]
        } ?? []) + tables
    case .service:
      return [("services/\(anchor).yaml", "lifecycle"), ("services/\(anchor).yaml", "")]
    case .rule, .option:
      let decision = String(change.id.prefix { $0 != "/" && $0 != "." })
      let path = "criteria/\(decision).yaml"
      return [
        (path, "- id: \(anchor)"), (path, "- {id: \(anchor),"), (path, "id: \(decision)"),
        ("options/\(anchor).yaml", "id: \(anchor)"),
      ]
    case .stage: return [("stages.yaml", "- id: \(anchor)"), ("stages.yaml", "- {id: \(anchor),")]
    case .advice: return [("advice.yaml", "- id: \(anchor)")]
    case .health: return [("health.yaml", "- id: \(anchor)")]
    case .move: return [("moves.yaml", "- id: \(anchor)")]
    case .row: return [("talk.yaml", "- id: \(anchor)")]
    case .purchase: return [("purchase", "- id: \(anchor)"), ("purchase", "- {id: \(anchor),")]
    case .notice:
      return [
        ("lifecycle-notices.yaml", "- {service: \(anchor),"),
        ("lifecycle-notices.yaml", "- service: \(anchor)"),
      ]
    case .source: return [("sources.yaml", anchor)]
    case .unit: return [("units.yaml", anchor)]
    }
  }
}
