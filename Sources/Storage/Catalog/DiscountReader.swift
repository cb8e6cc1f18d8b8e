import CatalogModel
import OrderedCollections

/// Reads `discounts.yaml`: a list of what was negotiated off list prices.
enum DiscountReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [Discount]? {
    root.elements()?.compactMap { discount($0, context: context) }
  }

  private static func discount(_ cursor: YAMLCursor, context: FileContext) -> Discount? {
    let keys = ["id", "percent", "factor", "of", "regions", "families"] + CitationReader.keys
    guard let mapping = cursor.mapping(keys: keys) else { return nil }
    let id = mapping.required("id")?.text()
    if let id {
      if context.definitions[id] != nil { cursor.error("the id `\(id)` is used twice") }
      context.define(id, at: cursor.place)
    }
    let of = mapping.required("of").flatMap(scopes)
    let regions = mapping["regions"].map { $0.texts() } ?? []
    let families = mapping["families"].map { $0.texts() } ?? []
    let citation = CitationReader.read(mapping, context: context)
    let factor: Double?
    switch (mapping["percent"], mapping["factor"]) {
    case (let percent?, nil): factor = percent.number(in: 0...100).map { 1 - $0 / 100 }
    case (nil, let value?): factor = value.number(in: 0...1)
    default:
      cursor.error(
        "a discount has either `percent` or `factor`",
        remedy: "write `percent: 8` for eight percent off, or `factor: 0.92`")
      factor = nil
    }
    guard let id, let of, let regions, let families, let citation, let factor else { return nil }
    return Discount(
      id: id, factor: factor, of: of, regions: regions, families: families, citation: citation)
  }

  /// Instance tables, `all`, or beginnings of price keys, which have a dot.
  private static func scopes(_ cursor: YAMLCursor) -> [String]? {
    guard let elements = cursor.elements() else { return nil }
    let words = InstanceProduct.allCases.map(\.rawValue) + ["all"]
    return elements.compactMap { element in
      guard let text = element.text() else { return nil }
      if text.contains(".") || words.contains(text) { return text }
      let guess = Spelling.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
      element.error(
        "`\(text)` is neither a table of instance types nor the beginning of a price key",
        remedy: guess ?? "write \(words.joined(separator: ", ")), or a beginning such as `alb.`")
      return nil
    }
  }
}
