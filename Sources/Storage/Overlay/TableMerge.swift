import CatalogModel

/// Lays the rows of an overlay's table over those of the catalog's, by key.
enum TableMerge {
  /// The content of both; of two rows with one key the overlay's.
  static func merged(
    _ base: CatalogFile.Content, _ over: CatalogFile.Content
  ) -> CatalogFile.Content {
    switch (base, over) {
    case (.computeShapes(let old), .computeShapes(let new)):
      .computeShapes(ComputeShapeTable(rows: old.rows.merging(new.rows) { $1 }))
    case (.databaseShapes(let old), .databaseShapes(let new)):
      .databaseShapes(
        DatabaseShapeTable(rows: old.rows.merging(new.rows) { $1 }, isAurora: old.isAurora))
    case (.cacheShapes(let old), .cacheShapes(let new)):
      .cacheShapes(CacheShapeTable(rows: old.rows.merging(new.rows) { $1 }))
    case (.computePrices(let old), .computePrices(let new)):
      .computePrices(rows(old, new) { $0.name })
    case (.databasePrices(let old), .databasePrices(let new)):
      .databasePrices(rows(old, new) { "\($0.name) \($0.engine.rawValue)" })
    case (.cachePrices(let old), .cachePrices(let new)):
      .cachePrices(rows(old, new) { "\($0.name) \($0.engine.rawValue)" })
    case (.servicePrices(let old), .servicePrices(let new)):
      .servicePrices(rows(old, new) { $0.key })
    default: base
    }
  }

  /// Rows in the order of the base, then those that are new.
  private static func rows<Row>(
    _ base: [Row], _ over: [Row], key: (Row) -> String
  ) -> [Row] {
    var rows = base
    let index = Dictionary(
      base.enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
    for row in over {
      if let place = index[key(row)] { rows[place] = row } else { rows.append(row) }
    }
    return rows
  }
}
