import PriceLists
import Storage
import TestSupport

/// The catalog of this checkout, with its rules.
enum ShippedCatalog {
  static let tree = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
  static let reading = PriceListReader.read(tree)
  static let regions = CatalogReader.regions(of: tree)

  /// The rules; none, which every test would notice, where they do not load.
  static var rules: PriceListRules {
    reading.rules
      ?? PriceListRules(
        mappings: [], units: UnitTable([:]), regions: RegionTable(regions: [], edges: []))
  }

  /// What a text comes to, read in chunks of a size.
  static func read(
    _ text: String, chunk: Int = .max, expected: String? = nil, limits: OfferLimits = .standard
  ) -> Result<OfferPrices, OfferFaults> {
    var reader = OfferReader(rules, wanted: Set(regions), expected: expected, limits: limits)
    let bytes = Array(text.utf8)
    var start = 0
    do throws(OfferFault) {
      while start < bytes.count {
        let end = chunk >= bytes.count - start ? bytes.count : start + chunk
        try reader.consume(bytes[start..<end])
        start = end
      }
    } catch {
      return .failure(OfferFaults([error]))
    }
    return Result { () throws(OfferFaults) in try reader.finish() }
  }

  /// The prices, as `region table key column = price`, sorted.
  static func lines(_ prices: OfferPrices) -> [String] {
    prices.prices.map { key, price in
      let parts = [key.region, key.table.rawValue] + key.row + [key.column]
      return parts.joined(separator: " ") + " = " + price.amount.text
    }.sorted()
  }
}
