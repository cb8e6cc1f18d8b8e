import CatalogModel

/// `prices/<region>/services.tsv`: prices by key, in the order of the keys.
enum ServicePriceTable {
  private static let columns = ["key", "dollars", "unit", "source", "asOf", "confidence", "note"]

  static func read(
    _ bytes: [UInt8], file: String, region: String, context: FileContext
  ) -> [Price] {
    var previous = ""
    return TabTable(file: file, bytes: bytes, columns: columns, context: context).rows { row in
      let key = row.text(0)
      if key == previous {
        row.fail(0, "`\(key)` occurs twice")
      } else if key < previous {
        row.fail(0, "`\(key)` is out of order", remedy: "sort the rows by key")
      }
      previous = key
      row.cite(3)
      guard let confidence = row.choice(5, of: Confidence.self) else { return nil }
      let citation = Citation(source: row.text(3), asOf: row.date(4), confidence: confidence)
      return Price(
        key: key, region: region, dollars: row.number(1), unit: row.text(2), citation: citation,
        note: row.optionalText(6))
    }
  }
}
