package import CatalogModel

/// An offer file that was read, with its name.
package struct ReadOffer: Sendable {
  package let file: String
  package let prices: OfferPrices

  package init(file: String, prices: OfferPrices) {
    self.file = file
    self.prices = prices
  }
}

/// What offer files change in a catalog, and the files that would have to be written.
package struct PriceUpdate {
  /// By table and offer, in the order of their paths.
  package private(set) var changes: [TableChange] = []
  /// What is wrong or worth knowing; an error among them forbids to write.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The files that differ, by path within the catalog.
  package private(set) var files: [String: String] = [:]

  /// The share of expected prices that a file without an end mark may lack.
  private static let tolerance = 0.02
  private let file: (String) -> [UInt8]?
  private var orders: [PriceTableKind: [String: Int]] = [:]

  /// Compares the files with a catalog.
  ///
  /// - Parameters:
  ///   - offers: The files; of two with the same price the one that was published later counts.
  ///   - regions: The regions of the catalog.
  ///   - isForced: Whether large changes and lacking prices are taken all the same.
  ///   - file: The bytes of a file of the catalog.
  package init(
    _ offers: [ReadOffer], regions: [String], isForced: Bool,
    file: @escaping (String) -> [UInt8]?
  ) {
    self.file = file
    let sorted = offers.sorted {
      ($0.prices.header.day, $0.prices.mapping.offer, $0.file)
        < ($1.prices.header.day, $1.prices.mapping.offer, $1.file)
    }
    let winners = winners(of: sorted)
    for (index, offer) in sorted.enumerated() {
      apply(offer, regions: regions, isForced: isForced) { winners[$0] == index }
    }
    changes.sort { ($0.path, $0.offer, $0.asOf) < ($1.path, $1.offer, $1.asOf) }
    diagnostics = diagnostics.sortedByPlace()
    if diagnostics.hasErrors { files = [:] }
  }

  /// The file that each price is taken from; two files of one day must agree.
  private mutating func winners(of offers: [ReadOffer]) -> [PriceKey: Int] {
    var winners: [PriceKey: Int] = [:]
    for (index, offer) in offers.enumerated() {
      var disagreeing: (PriceKey, OfferPrices.Price)?
      for (key, price) in offer.prices.prices {
        if let other = winners[key].map({ offers[$0].prices }), let first = other.prices[key],
          other.header.day == offer.prices.header.day, first.amount != price.amount,
          disagreeing.map({ key < $0.0 }) ?? true
        {
          disagreeing = (key, price)
        }
        winners[key] = index
      }
      if let (key, price) = disagreeing {
        diagnostics.append(
          OfferFault(
            at: price.position,
            "another file of \(offer.prices.header.day) has another price for \(key.label)",
            remedy: "give one of the two files"
          ).diagnostic(in: offer.file))
      }
    }
    return winners
  }

  private mutating func apply(
    _ offer: ReadOffer, regions: [String], isForced: Bool, isTaken: (PriceKey) -> Bool
  ) {
    for note in offer.prices.notes {
      let full = note.diagnostic(in: offer.file)
      diagnostics.append(
        Diagnostic(.warning, at: full.place, full.message, remedy: full.remedy))
    }
    if !isForced { checkCompleteness(offer) }
    var byTable: [String: (PriceTableKind, String, [[String]: [String: OfferPrices.Price]])] = [:]
    for (key, price) in offer.prices.prices where isTaken(key) {
      byTable[key.path, default: (key.table, key.region, [:])].2[key.row, default: [:]][
        key.column] = price
    }
    var isUpdated = false
    for (path, (kind, region, prices)) in byTable.sorted(by: { $0.key < $1.key }) {
      guard let table = table(kind, path) else { continue }
      var update = TableUpdate(table, region: region, offer: offer.prices)
      let order = order(kind)
      update.apply(
        prices, order: { order[$0] },
        unit: { unit(of: $0, regions: regions, prices[[$0]], offer.prices.mapping) })
      changes.append(update.change)
      let text = update.table.text
      if text != table.text {
        files[path] = text
        isUpdated = true
      }
      if !isForced {
        diagnostics += update.jumps.map { Self.jump($0, $1, in: path).diagnostic(in: offer.file) }
      }
    }
    if isUpdated, let bytes = current("sources.yaml") {
      let text = String(decoding: bytes, as: UTF8.self)
      let new = SourceList.adding(offer.prices.mapping, offer.prices.header, to: text)
      if new != text { files["sources.yaml"] = new }
    }
  }

  /// A file that does not say where it ends must have nearly all prices that its regions had.
  private mutating func checkCompleteness(_ offer: ReadOffer) {
    guard !offer.prices.hasEnd else { return }
    let mapping = offer.prices.mapping
    let places = Set(offer.prices.prices.keys.map(\.region))
    var lacking: [PriceKey] = []
    var expected = 0
    for region in places {
      for kind in PriceTableKind.allCases {
        let rules = mapping.rules.filter { $0.table == kind && !$0.isOptional }
        let path = PriceKey(region: region, table: kind, row: [], column: "").path
        guard !rules.isEmpty, let table = table(kind, path) else { continue }
        for row in table.rows {
          let key = table.key(row)
          for name in kind.priceColumns where row[table.column(name)] != "-" {
            guard rules.contains(where: { $0.covers(key: key, column: name, region: region) })
            else { continue }
            expected += 1
            let place = PriceKey(region: region, table: kind, row: key, column: name)
            if offer.prices.prices[place] == nil { lacking.append(place) }
          }
        }
      }
    }
    guard Double(lacking.count) > Double(expected) * Self.tolerance, let first = lacking.min()
    else { return }
    diagnostics.append(
      Diagnostic(
        .error, at: Place(file: offer.file),
        "the file lacks \(lacking.count) of the \(expected) prices that the catalog has from "
          + "\(mapping.offer), among them \(first.label)",
        remedy: "it may be cut between two lines: fetch it again, or say --force if it is whole"))
  }

  private static func jump(
    _ change: TableChange.Price, _ price: OfferPrices.Price, in path: String
  ) -> OfferFault {
    OfferFault(
      at: price.position,
      "\(price.sku) changes \(change.row.joined(separator: " ")) in \(path) from "
        + "\(change.old ?? "-") to \(change.new), more than tenfold",
      remedy: "check the price on the web; --force takes it")
  }

  private func current(_ path: String) -> [UInt8]? {
    files[path].map { Array($0.utf8) } ?? file(path)
  }

  private mutating func table(_ kind: PriceTableKind, _ path: String) -> PriceTable? {
    guard let bytes = current(path) else { return nil }
    if let table = PriceTable(kind, bytes) { return table }
    let wrong = Diagnostic(
      .error, at: Place(file: path), "the file is no price table",
      remedy: "run `tenfold catalog lint`")
    if !diagnostics.contains(wrong) { diagnostics.append(wrong) }
    return nil
  }

  /// The places of types in `instances/`, by name.
  private mutating func order(_ kind: PriceTableKind) -> [String: Int] {
    if let order = orders[kind] { return order }
    var order: [String: Int] = [:]
    if kind != .services, let bytes = file("instances/\(kind.rawValue).tsv") {
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      for (index, line) in lines.filter({ !$0.hasPrefix("#") }).dropFirst().enumerated() {
        order[String(line.prefix { $0 != "\t" })] = index
      }
    }
    orders[kind] = order
    return order
  }

  /// What other regions say that the unit of a price is, or the name that the rules have for it.
  private func unit(
    of key: String, regions: [String], _ prices: [String: OfferPrices.Price]?,
    _ mapping: OfferMapping
  ) -> String {
    for region in regions {
      guard let bytes = current("prices/\(region)/services.tsv"),
        let table = PriceTable(.services, bytes),
        let row = table.rows.first(where: { table.key($0) == [key] })
      else { continue }
      return row[table.column("unit")]
    }
    return "USD/" + (prices?.values.first.map { mapping.rules[$0.rule].unit } ?? "unit")
  }
}
