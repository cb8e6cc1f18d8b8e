import CatalogModel
import Quantities

/// The prices of a region that are not of instance types, as a list.
struct PriceListing {
  /// A price in the JSON form.
  struct Row: Encodable {
    let key: String
    let region: String
    let dollars: Double
    let unit: String
    let source: String
    let asOf: String
    let confidence: String
    let note: String?
  }

  let rows: [Row]

  /// The prices whose keys begin with a text, by key or by price.
  init(_ catalog: Catalog, beginning: String, sortedBy key: ListSortKey) {
    let rows = catalog.prices.values.filter { $0.key.hasPrefix(beginning) }.map { price in
      Row(
        key: price.key, region: price.region, dollars: price.dollars, unit: price.unit,
        source: price.citation.source, asOf: price.citation.asOf,
        confidence: price.citation.confidence.rawValue, note: price.note)
    }
    self.rows = rows.sorted { left, right in
      key == .price && left.dollars != right.dollars
        ? left.dollars < right.dollars : left.key < right.key
    }
  }

  /// The first words of all keys, for suggestions.
  static func beginnings(_ catalog: Catalog) -> [String] {
    Set(catalog.prices.keys.map { String($0.prefix { $0 != "." }) + "." }).sorted()
  }

  var table: ListTable<Row> {
    ListTable(
      columns: [
        .init("key", "KEY") { $0.key },
        .init("usd", "USD", .right) {
          DecimalText.exact($0.dollars)
            + ($0.confidence == Confidence.recalled.rawValue ? "*" : "")
        },
        .init("unit", "UNIT") { $0.unit }, .init("region", "REGION") { $0.region },
        .init("as-of", "AS OF") { $0.asOf }, .init("source", "SOURCE") { $0.source },
        .init("note", "NOTE") { $0.note ?? "-" },
      ], usual: ["key", "usd", "unit", "region", "as-of", "source"])
  }
}
