package import CatalogModel
package import PriceLists

/// What reading `pricelists/` came to: no rules where one of the diagnostics is an error.
package struct PriceListReading: Sendable {
  package let rules: PriceListRules?
  /// Sorted by place.
  package let diagnostics: [Diagnostic]
}

/// Reads `pricelists/`: which products of AWS's offer files give which prices of the catalog.
package enum PriceListReader {
  private static let folder = "pricelists"
  private static let shared = ["regions.yaml", "units.yaml"]

  package static func read(_ tree: FileTree) -> PriceListReading {
    let log = DiagnosticLog()
    let regions = document("regions.yaml", tree, log).flatMap(readRegions)
    let units = document("units.yaml", tree, log).flatMap(readUnits)
    let names = tree.names(folder).filter { $0.hasSuffix(".yaml") && !shared.contains($0) }
    let mappings = names.compactMap { name in
      document(name, tree, log).flatMap {
        OfferMappingReader(units: units).read($0, fileName: String(name.dropLast(5)))
      }
    }
    if names.isEmpty {
      log.add(
        Diagnostic(
          .error, at: Place(file: tree.display(folder)), "the catalog has no rules of an offer",
          remedy: "name a catalog that has the folder \(folder)"))
    }
    let diagnostics = log.diagnostics.sortedByPlace()
    guard let regions, let units, !diagnostics.hasErrors else {
      return PriceListReading(rules: nil, diagnostics: diagnostics)
    }
    return PriceListReading(
      rules: PriceListRules(mappings: mappings, units: units, regions: regions),
      diagnostics: diagnostics)
  }

  private static func document(
    _ name: String, _ tree: FileTree, _ log: DiagnosticLog
  ) -> YAMLCursor? {
    let path = "\(folder)/\(name)"
    guard let bytes = tree.bytes(path) else {
      let place = Place(file: tree.display(path))
      log.add(Diagnostic(.error, at: place, "the file is missing or cannot be read"))
      return nil
    }
    switch YAMLDocument.parse(bytes, file: tree.display(path)) {
    case .success(let document): return YAMLCursor(document, log: log)
    case .failure(let list):
      for diagnostic in list.diagnostics { log.add(diagnostic) }
      return nil
    }
  }

  private static func readRegions(_ root: YAMLCursor) -> RegionTable? {
    guard let mapping = root.mapping(keys: ["regions", "edges"]) else { return nil }
    let regions = mapping.required("regions")?.mapping()?.cursors.compactMap {
      code, _, cursor -> RegionTable.Region? in
      guard let entry = cursor.mapping(keys: ["locations", "prefixes"]),
        let locations = entry.required("locations")?.texts(),
        let prefixes = entry.required("prefixes")?.texts()
      else { return nil }
      return RegionTable.Region(code: code, locations: locations, prefixes: prefixes)
    }
    guard let regions, let edges = mapping.required("edges")?.texts() else { return nil }
    return RegionTable(regions: regions, edges: edges)
  }

  private static func readUnits(_ root: YAMLCursor) -> UnitTable? {
    guard let mapping = root.mapping() else { return nil }
    var table: [String: [UnitTable.Spelling]] = [:]
    for (unit, _, cursor) in mapping.cursors {
      table[unit] = cursor.mapping()?.cursors.compactMap { text, _, size in
        size.number(in: 1e-9...1e12).map { UnitTable.Spelling(text, size: $0) }
      }
    }
    return UnitTable(table)
  }
}
