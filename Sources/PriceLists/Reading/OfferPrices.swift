/// What an offer file says about itself.
package struct OfferHeader: Hashable, Sendable {
  package var formatVersion = ""
  package var offer = ""
  package var version = ""
  package var publicationDate = ""

  /// `2026-08-31`.
  package var day: String { String(publicationDate.prefix(10)) }
}

/// The prices that an offer file has for the catalog.
package struct OfferPrices: Sendable {
  package struct Price: Hashable, Sendable {
    package let amount: PlainDecimal
    package let sku: String
    package let position: OfferPosition
    /// The rule that it comes by, in the order of the mapping.
    package let rule: Int
  }

  package let header: OfferHeader
  package let mapping: OfferMapping
  package let prices: [PriceKey: Price]
  /// The regions of the catalog that the file has prices of, `global` left out.
  package let regions: Set<String>
  /// Whether the file says where it ends; a CSV file that is cut between two lines does not.
  package let hasEnd: Bool
  /// Prices that are left as they are, and why.
  package let notes: [OfferFault]
}

/// The prices of a product while the file is read.
struct OfferDimension: Hashable, Sendable {
  /// The offer term code: a product can be offered on demand by several terms.
  let term: String
  /// `2026-08-01`.
  let effective: String
  let begin: PlainDecimal
  /// Nil for a tier without end.
  let end: PlainDecimal?
  let unit: String
  let amount: PlainDecimal
  let currency: String
  let position: OfferPosition
}
