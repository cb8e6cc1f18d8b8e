import CatalogModel

/// Reads one file of the catalog, by where it stands.
struct CatalogFileReader: Sendable {
  let tree: FileTree
  /// Where the file stands below the catalog's folder.
  enum Kind: Sendable {
    case sources, notices, service, planning, decision, stages
    case computeShapes, rdsShapes, auroraShapes, cacheShapes
    case computePrices, rdsPrices, auroraPrices, cachePrices
    case servicePrices(region: String)
  }

  func read(_ path: String, as kind: Kind) -> CatalogFile {
    let context = FileContext()
    var file = CatalogFile(path: path)
    if let bytes = tree.bytes(path) {
      file.bytes = bytes
      file.content = content(bytes, path: path, kind: kind, context: context)
    } else {
      let place = Place(file: tree.display(path))
      context.log.add(Diagnostic(.error, at: place, "the file is missing or cannot be read"))
    }
    file.citedSources = context.citedSources
    file.namedFacts = context.namedFacts
    file.namedServices = context.namedServices
    file.definitions = context.definitions
    file.diagnostics = context.log.diagnostics
    return file
  }

  private func content(
    _ bytes: [UInt8], path: String, kind: Kind, context: FileContext
  ) -> CatalogFile.Content? {
    let file = tree.display(path)
    switch kind {
    case .computeShapes:
      return .computeShapes(ComputeShapeTable.read(bytes, file: file, context: context))
    case .rdsShapes, .auroraShapes:
      var isAurora = false
      if case .auroraShapes = kind { isAurora = true }
      return .databaseShapes(
        DatabaseShapeTable.read(bytes, file: file, isAurora: isAurora, context: context))
    case .cacheShapes:
      return .cacheShapes(CacheShapeTable.read(bytes, file: file, context: context))
    case .computePrices:
      return .computePrices(ComputePriceRow.read(bytes, file: file, context: context))
    case .rdsPrices:
      return .databasePrices(DatabasePriceRow.readRDS(bytes, file: file, context: context))
    case .auroraPrices:
      return .databasePrices(DatabasePriceRow.readAurora(bytes, file: file, context: context))
    case .cachePrices:
      return .cachePrices(CachePriceRow.read(bytes, file: file, context: context))
    case .servicePrices(let region):
      return .servicePrices(
        ServicePriceTable.read(bytes, file: file, region: region, context: context))
    case .sources, .notices, .service, .planning, .decision, .stages:
      return yaml(bytes, path: path, kind: kind, context: context)
    }
  }

  private func yaml(
    _ bytes: [UInt8], path: String, kind: Kind, context: FileContext
  ) -> CatalogFile.Content? {
    switch YAMLDocument.parse(bytes, file: tree.display(path)) {
    case .failure(let list):
      for diagnostic in list.diagnostics { context.log.add(diagnostic) }
      return nil
    case .success(let document):
      let root = YAMLCursor(document, log: context.log)
      let name = String(path.split(separator: "/").last?.dropLast(".yaml".count) ?? "")
      switch kind {
      case .sources: return SourcesReader.read(root, context: context).map { .sources($0) }
      case .notices: return NoticesReader.read(root, context: context).map { .notices($0) }
      case .planning: return PlanningReader.read(root, context: context).map { .planning($0) }
      case .stages: return StagesReader.read(root, context: context).map { .stages($0) }
      case .decision:
        return DecisionReader.read(root, fileName: name, context: context).map { .decision($0) }
      case .service:
        return ServiceReader.read(root, fileName: name, context: context).map { .service($0) }
      default: return nil
      }
    }
  }
}
