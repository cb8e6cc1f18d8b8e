import CatalogModel

/// Reads one file of the catalog, by where it stands.
struct CatalogFileReader: Sendable {
  let tree: FileTree
  /// Trees of files that were parsed before; nil where there are none, or none are wanted.
  let compiled: CompiledTrees?
  /// What is laid over the files of the tree.
  var overlays: Overlays?

  /// Where the file stands below the catalog's folder.
  enum Kind: Sendable {
    case sources, notices, service, planning, decision, option, stages, units, discounts, purchase
    case advice, rows, moves, health
    case computeShapes, rdsShapes, auroraShapes, cacheShapes
    case computePrices, rdsPrices, auroraPrices, cachePrices
    case servicePrices(region: String)
  }

  func read(_ path: String, as kind: Kind) -> CatalogFile {
    let context = FileContext()
    var file = CatalogFile(path: path)
    if let bytes = tree.bytes(path) {
      file.bytes = bytes
      file.content = overlaid(
        content(bytes, path: path, kind: kind, context: context), path: path, kind: kind,
        context: context)
    } else if overlays?.documents[path] != nil {
      // Only overlays have it; its tree is put together where it is read.
      file.content = yaml([], path: path, kind: kind, context: context)
    } else {
      let place = Place(file: tree.display(path))
      context.log.add(Diagnostic(.error, at: place, "the file is missing or cannot be read"))
    }
    file.citedSources = context.citedSources
    file.namedFacts = context.namedFacts
    file.mentionedFacts = context.mentionedFacts
    file.namedServices = context.namedServices
    file.definitions = context.definitions
    file.diagnostics = context.log.diagnostics
    return file
  }

  /// The rows of the overlays' tables over those of the catalog's.
  private func overlaid(
    _ base: CatalogFile.Content?, path: String, kind: Kind, context: FileContext
  ) -> CatalogFile.Content? {
    guard let tables = overlays?.tables[path] else { return base }
    return tables.reduce(base) { content, table in
      let over = self.content(
        table.bytes, file: table.file, path: path, kind: kind, context: context)
      guard let content, let over else { return nil }
      return TableMerge.merged(content, over)
    }
  }

  private func content(
    _ bytes: [UInt8], path: String, kind: Kind, context: FileContext
  ) -> CatalogFile.Content? {
    content(bytes, file: tree.display(path), path: path, kind: kind, context: context)
  }

  private func content(
    _ bytes: [UInt8], file: String, path: String, kind: Kind, context: FileContext
  ) -> CatalogFile.Content? {
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
    case .sources, .notices, .service, .planning, .decision, .option, .stages, .units, .discounts,
      .purchase, .advice, .rows, .moves, .health:
      return yaml(bytes, path: path, kind: kind, context: context)
    }
  }

  private func yaml(
    _ bytes: [UInt8], path: String, kind: Kind, context: FileContext
  ) -> CatalogFile.Content? {
    switch document(bytes, path: path, log: context.log) {
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
      case .discounts: return DiscountReader.read(root, context: context).map { .discounts($0) }
      case .purchase: return PurchaseReader.read(root, context: context).map { .purchase($0) }
      case .stages: return StagesReader.read(root, context: context).map { .stages($0) }
      case .advice: return AdviceReader.read(root, context: context).map { .advice($0) }
      case .health: return HealthReader.read(root, context: context).map { .health($0) }
      case .moves: return MovesReader.read(root, context: context).map { .moves($0) }
      case .rows: return RowsReader.read(root, context: context).map { .rows($0) }
      case .units: return UnitsReader.read(root, context: context).map { .units($0) }
      case .option:
        return OptionReader.read(root, fileName: name, context: context).map { .option($0) }
      case .decision:
        return DecisionReader.read(root, fileName: name, context: context).map { .decision($0) }
      case .service:
        return ServiceReader.read(root, fileName: name, context: context).map { .service($0) }
      default: return nil
      }
    }
  }

  /// The document of a path with the overlays' documents over it.
  private func document(
    _ bytes: [UInt8], path: String, log: DiagnosticLog
  ) -> Result<YAMLDocument, DiagnosticList> {
    guard let overlays, let over = overlays.documents[path] else {
      let file = tree.display(path)
      let known = compiled?.document(path, bytes, file: file)
      return known.map { .success($0) } ?? YAMLDocument.parse(bytes, file: file)
    }
    return overlays.laid(over, on: bytes, file: tree.display(path), path: path, log: log)
  }
}
