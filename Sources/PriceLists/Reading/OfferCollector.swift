/// The mappings, units and regions of `Catalog/pricelists`, and the regions that prices are wanted of.
package struct PriceListRules: Hashable, Sendable {
  package let mappings: [OfferMapping]
  package let units: UnitTable
  package let regions: RegionTable

  package init(mappings: [OfferMapping], units: UnitTable, regions: RegionTable) {
    self.mappings = mappings
    self.units = units
    self.regions = regions
  }
}

/// Collects the products that rules match, and the prices of those products; nothing else is kept.
struct OfferCollector {
  private struct Product {
    let matches: [OfferMatcher.Match]
    var dimensions: [OfferDimension] = []
  }

  private(set) var header = OfferHeader()
  private(set) var matcher: OfferMatcher?
  private let rules: PriceListRules
  private let wanted: Set<String>
  private let expected: String?
  private let limits: OfferLimits
  private var products: [String: Product] = [:]
  private var dimensionCount = 0

  init(_ rules: PriceListRules, wanted: Set<String>, expected: String?, limits: OfferLimits) {
    self.rules = rules
    self.wanted = wanted
    self.expected = expected
    self.limits = limits
  }

  /// Takes an entry of the file's head.
  mutating func setHeader(
    _ field: String, _ text: String, at position: OfferPosition
  ) throws(OfferFault) {
    switch field {
    case "formatversion":
      header.formatVersion = text
      guard text == "v1.0" else {
        throw OfferFault(
          at: position, "the format version is `\(text)`, not v1.0",
          remedy: "use an offer file of the bulk price list (offers/v1.0/aws)")
      }
    case "version": header.version = text
    case "publicationdate":
      header.publicationDate = text
      guard Self.isTimestamp(text) else {
        throw OfferFault(
          at: position, "`\(text)` is not a publication date",
          remedy: "use an offer file as AWS publishes it")
      }
    case "offercode":
      header.offer = text
      try choose(text, at: position)
    default: break
    }
  }

  /// Checks that everything a price needs is known before the first product.
  func requireHeader(at position: OfferPosition) throws(OfferFault) -> OfferMatcher {
    guard let matcher, !header.formatVersion.isEmpty, !header.publicationDate.isEmpty else {
      throw OfferFault(
        at: position,
        "prices begin before the file has told its format version, offer code and publication date",
        remedy: "use an offer file of the bulk price list (offers/v1.0/aws)")
    }
    return matcher
  }

  private mutating func choose(_ offer: String, at position: OfferPosition) throws(OfferFault) {
    if let expected, offer != expected {
      throw OfferFault(
        at: position, "the file is of the offer \(offer), not of \(expected)",
        remedy: "give the right file, or the right --offer")
    }
    guard let mapping = rules.mappings.first(where: { $0.offer == offer }) else {
      let known = rules.mappings.map(\.offer).sorted().joined(separator: ", ")
      throw OfferFault(
        at: position, "nothing is known about the offer `\(offer)`",
        remedy: "known offers: \(known); a file in Catalog/pricelists adds one")
    }
    matcher = OfferMatcher(mapping, regions: rules.regions, wanted: wanted)
  }

  /// Whether a product was kept.
  func isKept(_ sku: String) -> Bool { products[sku] != nil }

  /// Keeps a product if a rule matches it.
  ///
  /// - Returns: Whether it was kept.
  mutating func addProduct(
    _ sku: String, _ row: inout AttributeRow, at position: OfferPosition
  ) throws(OfferFault) -> Bool {
    let matches = matcher?.matches(&row) ?? []
    if matches.isEmpty { return false }
    guard products.count < limits.products else {
      throw OfferFault(
        at: position, "more than \(limits.products) products match, the most that are kept",
        remedy: "give the files of single regions, or narrow the rules in Catalog/pricelists")
    }
    products[sku] = Product(matches: matches)
    return true
  }

  /// Adds a price to a product that was kept.
  mutating func addDimension(_ dimension: OfferDimension, to sku: String) throws(OfferFault) {
    guard dimensionCount < limits.prices else {
      throw OfferFault(
        at: dimension.position, "more than \(limits.prices) prices match, the most that are kept",
        remedy: "give the files of single regions, or narrow the rules in Catalog/pricelists")
    }
    dimensionCount += 1
    products[sku]?.dimensions.append(dimension)
  }

  /// The prices by their place in the catalog.
  ///
  /// - Throws: All faults of matched prices, in the order of the file.
  func finish(hasEnd: Bool) throws(OfferFaults) -> OfferPrices {
    guard let mapping = matcher?.mapping else {
      throw OfferFaults([
        .cut(at: OfferPosition(), "the file ends before it has told its offer code")
      ])
    }
    var resolver = PriceResolver(mapping: mapping, units: rules.units, day: header.day)
    for (sku, product) in products.sorted(by: { $0.key < $1.key }) {
      resolver.add(sku, product.matches, product.dimensions)
    }
    if !resolver.faults.isEmpty {
      throw OfferFaults(
        resolver.faults.sorted {
          ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column)
        })
    }
    guard !resolver.prices.isEmpty else {
      throw OfferFaults([
        OfferFault(
          at: OfferPosition(), "the file has no price that the catalog could take",
          remedy: "give a file of one of the regions \(wanted.sorted().joined(separator: ", "))")
      ])
    }
    return OfferPrices(
      header: header, mapping: mapping, prices: resolver.prices,
      regions: Set(resolver.prices.keys.map(\.region)).subtracting(["global"]), hasEnd: hasEnd,
      notes: resolver.notes)
  }

  private static func isTimestamp(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
    return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }
}

/// The faults of an offer file; never empty.
package struct OfferFaults: Error, Hashable, Sendable {
  package let list: [OfferFault]

  package init(_ list: [OfferFault]) {
    self.list = list
  }
}
