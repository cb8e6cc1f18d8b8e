/// Reads the JSON form of an offer file: products by SKU, then terms by kind and SKU.
///
/// A file that puts `terms` before `products` is read as well; its prices on demand are then kept
/// until the products come.
struct JSONOfferReader: JSONSink {
  private enum Section {
    case none, products, terms
  }

  var collector: OfferCollector
  private let limits: OfferLimits
  private var level = 0
  /// Events of containers deeper than this are of no interest.
  private var interest = Int.max
  private var section = Section.none
  private var sawProducts = false
  private var sawTerms = false
  /// The last key of the outermost object.
  private var topKey = ""
  private var matcher: OfferMatcher?
  // Of the product that is being read.
  private var row = AttributeRow(slots: 0)
  private var sku = ""
  private var skuPosition = OfferPosition()
  private var isInAttributes = false
  private var slot: Int?
  private var isFamily = false
  // Of the price that is being read.
  private var term = ""
  private var effective = ""
  private var isInDimensions = false
  private var field: [UInt8] = []
  private var dimensions: [Draft] = []
  private var draft = Draft()
  private var currency = ""
  /// Prices of products that the file has not told yet.
  private var pending: [(sku: String, dimension: OfferDimension)] = []

  private struct Draft {
    var begin: [UInt8] = []
    var end: [UInt8] = []
    var unit = ""
    var price: [UInt8] = []
    var currency = ""
    var position = OfferPosition()
  }

  init(_ collector: OfferCollector, limits: OfferLimits) {
    self.collector = collector
    self.limits = limits
  }

  /// Checks that the file had both parts, and matches prices that came before their products.
  mutating func finish() throws(OfferFault) {
    guard sawProducts, sawTerms else {
      throw OfferFault(
        at: OfferPosition(), "the file has no \(sawProducts ? "terms" : "products")",
        remedy: "use an offer file of the bulk price list (offers/v1.0/aws)")
    }
    for (sku, dimension) in pending where collector.isKept(sku) {
      try collector.addDimension(dimension, to: sku)
    }
    pending = []
  }

  mutating func beginContainer(isObject: Bool, at position: OfferPosition) throws(OfferFault) {
    level += 1
    guard level <= interest else { return }
    if level == 1 || (level == 2 && section != .none), !isObject {
      throw OfferFault(
        at: position, "a list stands where offer files have an object",
        remedy: "use an offer file of the bulk price list (offers/v1.0/aws)")
    }
    switch (section, level) {
    case (.products, 3):
      row.clear()
      skuPosition = position
    case (.terms, 5):
      effective = ""
      dimensions.removeAll(keepingCapacity: true)
    case (.terms, 7) where isInDimensions:
      draft = Draft()
      draft.position = position
    default: break
    }
  }

  mutating func endContainer(isObject: Bool, at position: OfferPosition) throws(OfferFault) {
    defer { level -= 1 }
    guard level <= interest else { return }
    switch (section, level) {
    case (_, 2): section = .none
    case (.products, 3): _ = try collector.addProduct(sku, &row, at: skuPosition)
    case (.products, 4): isInAttributes = false
    case (.terms, 7) where isInDimensions: dimensions.append(draft)
    case (.terms, 6): isInDimensions = false
    case (.terms, 5): try endTerm()
    default: break
    }
  }

  mutating func key(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition
  ) throws(OfferFault) {
    if level > interest { return }
    interest = .max
    switch (section, level) {
    case (_, 1): try beginSection(bytes, at: position)
    case (.products, 2): sku = String(decoding: bytes, as: UTF8.self)
    case (.products, 3):
      isInAttributes = Self.equal(bytes, "attributes")
      isFamily = Self.equal(bytes, "productFamily")
      if !isInAttributes { interest = level }
    case (.products, 4): slot = matcher?.names.slot(spelled: bytes)
    case (.terms, 2):
      if !Self.equal(bytes, "OnDemand") { interest = level }
    case (.terms, 3):
      sku = String(decoding: bytes, as: UTF8.self)
      if sawProducts && !collector.isKept(sku) { interest = level }
    case (.terms, 4): term = String(decoding: bytes, as: UTF8.self)
    case (.terms, 5):
      field = Array(bytes)
      isInDimensions = Self.equal(bytes, "priceDimensions")
      if !isInDimensions { interest = level }
    case (.terms, 7):
      field = Array(bytes)
      if !Self.equal(bytes, "pricePerUnit") { interest = level }
    case (.terms, 8):
      currency = String(decoding: bytes, as: UTF8.self)
    default: break
    }
  }

  mutating func text(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition
  ) throws(OfferFault) {
    if level > interest { return }
    switch (section, level) {
    case (_, 1):
      try collector.setHeader(
        topKey.lowercased(), String(decoding: bytes, as: UTF8.self), at: position)
    case (.products, 3):
      if isFamily { matcher?.setFamily(bytes, in: &row) }
    case (.products, 4):
      if isInAttributes, let slot { row.set(slot, bytes) }
    case (.terms, 5):
      if field.elementsEqual("effectiveDate".utf8) {
        effective = String(decoding: bytes.prefix(10), as: UTF8.self)
      }
    case (.terms, 7): setDraft(bytes)
    case (.terms, 8):
      // A price in dollars wins over one in another currency, whatever their order.
      if draft.currency != "USD" {
        draft.price = Array(bytes)
        draft.currency = currency
      }
    default: break
    }
  }

  mutating func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition
  ) throws(OfferFault) {
    // Numbers are texts in offer files; one that is a plain number is read as such.
    try text(bytes, at: position)
  }

  private mutating func beginSection(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: OfferPosition
  ) throws(OfferFault) {
    topKey = String(decoding: bytes, as: UTF8.self)
    switch topKey {
    case "products", "terms":
      let found = try collector.requireHeader(at: position)
      if matcher == nil {
        matcher = found
        row = found.emptyRow()
      }
      section = topKey == "products" ? .products : .terms
      if section == .products { sawProducts = true } else { sawTerms = true }
    case "formatVersion", "offerCode", "version", "publicationDate": section = .none
    default:
      section = .none
      interest = 1
    }
  }

  private mutating func setDraft(_ bytes: UnsafeBufferPointer<UInt8>) {
    if field.elementsEqual("unit".utf8) {
      draft.unit = String(decoding: bytes, as: UTF8.self)
    } else if field.elementsEqual("beginRange".utf8) {
      draft.begin = Array(bytes)
    } else if field.elementsEqual("endRange".utf8) {
      draft.end = Array(bytes)
    }
  }

  private mutating func endTerm() throws(OfferFault) {
    for draft in dimensions {
      let dimension = try OfferDimension(
        term: term, effective: effective, begin: draft.begin, end: draft.end, unit: draft.unit,
        price: draft.price, currency: draft.currency, at: draft.position)
      if sawProducts {
        try collector.addDimension(dimension, to: sku)
      } else {
        guard pending.count < limits.prices else {
          throw OfferFault(
            at: draft.position,
            "the terms stand before the products, and are more than \(limits.prices) prices",
            remedy: "give the CSV file of the offer, or the files of single regions")
        }
        pending.append((sku, dimension))
      }
    }
  }

  private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    bytes.count == text.utf8CodeUnitCount
      && bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: bytes.count))
  }
}

extension OfferDimension {
  /// The price as a file spells it; an empty range is one from nothing on, or without end.
  init(
    term: String, effective: String, begin: some Collection<UInt8>, end: some Collection<UInt8>,
    unit: String, price: some Collection<UInt8>, currency: String, at position: OfferPosition
  ) throws(OfferFault) {
    guard let amount = PlainDecimal(price) else {
      throw OfferFault(
        at: position, "`\(String(decoding: price, as: UTF8.self))` is not a price",
        remedy: "use an offer file as AWS publishes it")
    }
    let isOpen = end.isEmpty || end.elementsEqual("Inf".utf8)
    let last = isOpen ? nil : PlainDecimal(end)
    guard let first = begin.isEmpty ? PlainDecimal("0".utf8) : PlainDecimal(begin),
      isOpen || last != nil
    else {
      throw OfferFault(
        at: position, "the range of a price is no pair of numbers",
        remedy: "use an offer file as AWS publishes it")
    }
    self.init(
      term: term, effective: effective, begin: first, end: last, unit: unit, amount: amount,
      currency: currency, position: position)
  }
}
