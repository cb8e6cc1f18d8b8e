/// Puts the prices of an offer file into one table.
struct TableUpdate {
  /// How many times a price may become more or less before it is taken for a mistake.
  static let jump = 10.0

  var table: PriceTable
  private(set) var change: TableChange
  /// Changes that are too large to be believed.
  private(set) var jumps: [(TableChange.Price, OfferPrices.Price)] = []
  private let offer: OfferPrices
  private let region: String
  private var updated: Set<Int> = []

  init(_ table: PriceTable, region: String, offer: OfferPrices) {
    self.table = table
    self.region = region
    self.offer = offer
    change = TableChange(
      path: PriceKey(region: region, table: table.kind, row: [], column: "").path,
      offer: offer.mapping.offer, asOf: offer.header.day)
  }

  /// Updates rows, adds rows, and dates the source.
  ///
  /// - Parameters:
  ///   - prices: The file's prices of this table by row and column.
  ///   - order: Where a type stands in `instances/`; nil for one that is not described. Not asked
  ///     for services, which are in the order of their keys.
  ///   - unit: What the column `unit` of a new price of a service says.
  mutating func apply(
    _ prices: [[String]: [String: OfferPrices.Price]], order: (String) -> Int?,
    unit: (String) -> String
  ) {
    var seen: Set<[String]> = []
    for index in table.rows.indices {
      let key = table.key(table.rows[index])
      seen.insert(key)
      update(index, key, prices[key] ?? [:])
    }
    let news = prices.keys.filter { !seen.contains($0) }
    for key in news.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      add(key, prices[key] ?? [:], order: order, unit: unit)
    }
    if !updated.isEmpty {
      table.declare(offer.mapping.source, asOf: offer.header.day, updated: updated)
    }
  }

  private mutating func update(
    _ index: Int, _ key: [String], _ found: [String: OfferPrices.Price]
  ) {
    let columns = table.kind.priceColumns
    let row = table.rows[index]
    let gaps = columns.filter { name in
      row[table.column(name)] != "-" && found[name] == nil
        && offer.mapping.rules.contains {
          $0.table == table.kind && $0.covers(key: key, column: name, region: region)
        }
    }
    change.gone += gaps.map { TableChange.Gap(row: key, column: $0) }
    // A row cites one source: one that the file has in part stays whole.
    if found.isEmpty || !gaps.isEmpty { return }
    if table.asOf(row) > offer.header.day {
      change.newer += found.count
      return
    }
    for name in columns {
      guard let price = found[name] else { continue }
      let old = row[table.column(name)]
      set(price, old: old == "-" ? nil : old, key, name, row: index)
    }
    table.cite(offer.mapping.source, asOf: offer.header.day, row: index)
    updated.insert(index)
  }

  private mutating func set(
    _ price: OfferPrices.Price, old: String?, _ key: [String], _ name: String, row index: Int
  ) {
    let new = price.amount.text
    if let old, PlainDecimal(old.utf8)?.text == new {
      change.confirmed += 1
      return
    }
    table.rows[index][table.column(name)] = new
    let entry = TableChange.Price(row: key, column: name, old: old, new: new)
    guard let old = old.flatMap(Double.init) else {
      change.added.append(entry)
      return
    }
    change.changed.append(entry)
    let value = price.amount.value
    if value > old * Self.jump || value * Self.jump < old { jumps.append((entry, price)) }
  }

  private mutating func add(
    _ key: [String], _ found: [String: OfferPrices.Price], order: (String) -> Int?,
    unit: (String) -> String
  ) {
    let isService = table.kind == .services
    // An Aurora class needs its standard price; the others have one column or may have gaps.
    guard isService || order(key[0]) != nil, table.kind != .aurora || found["standard"] != nil
    else {
      change.undescribed += 1
      return
    }
    var row = Array(repeating: "-", count: table.header.count)
    for (name, text) in zip(table.kind.keyColumns, key) { row[table.column(name)] = text }
    if isService { row[table.column("unit")] = unit(key[0]) }
    let place = table.rows.firstIndex { other in
      let otherKey = table.key(other)
      if isService || otherKey[0] == key[0] { return key.lexicographicallyPrecedes(otherKey) }
      return (order(key[0]) ?? 0) < (order(otherKey[0]) ?? 0)
    }
    let index = place ?? table.rows.count
    table.rows.insert(row, at: index)
    updated = Set(updated.map { $0 >= index ? $0 + 1 : $0 })
    for name in table.kind.priceColumns {
      guard let price = found[name] else { continue }
      set(price, old: nil, key, name, row: index)
    }
    table.cite(offer.mapping.source, asOf: offer.header.day, row: index)
    updated.insert(index)
  }
}
