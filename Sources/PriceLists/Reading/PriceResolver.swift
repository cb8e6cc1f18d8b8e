import Quantities

/// Turns the prices of matched products into prices of the catalog: one term, one currency, one
/// unit, tiers in order.
struct PriceResolver {
  private(set) var prices: [PriceKey: OfferPrices.Price] = [:]
  private(set) var faults: [OfferFault] = []
  private(set) var notes: [OfferFault] = []
  private let mapping: OfferMapping
  private let units: UnitTable
  private let day: String
  /// Keys with two prices, which get none.
  private var disputed: Set<PriceKey> = []

  init(mapping: OfferMapping, units: UnitTable, day: String) {
    self.mapping = mapping
    self.units = units
    self.day = day
  }

  mutating func add(
    _ sku: String, _ matches: [OfferMatcher.Match], _ dimensions: [OfferDimension]
  ) {
    guard let tiers = current(dimensions), let first = tiers.first else {
      if let first = dimensions.first {
        notes.append(
          OfferFault(
            at: first.position, "the price of \(sku) comes into force after \(day)",
            remedy: "update again with a later file"))
      }
      return
    }
    guard check(tiers, of: sku) else { return }
    let paid = Array(tiers.drop { $0.amount.value == 0 && $0.end != nil })
    for match in matches {
      let rule = mapping.rules[match.rule]
      guard let size = units.size(of: first.unit, in: rule.unit) else {
        faults.append(
          OfferFault(
            at: first.position,
            "the unit of \(sku) is `\(first.unit)`, which is no spelling of \(rule.unit)",
            remedy: "known: \(units.known(rule.unit)); Catalog/pricelists/units.yaml adds one"))
        continue
      }
      switch rule.tier {
      case .only where paid.count > 1:
        notes.append(
          OfferFault(
            at: first.position,
            "\(sku) has \(paid.count) tiers, \(match.key.label) takes one price",
            remedy: "add `tier: first` or `tier: each` to the rule at \(rule.place)"))
      case .only, .first:
        if let tier = paid.first { take(tier, sku, match, match.key, size) }
      case .each:
        for (index, tier) in paid.enumerated() {
          take(tier, sku, match, match.key.withTier(index + 1), size)
        }
      }
    }
  }

  /// The prices of the term that is in force on the day of the file, by where they begin.
  ///
  /// Where a product has several terms, the one that came into force last counts.
  private func current(_ dimensions: [OfferDimension]) -> [OfferDimension]? {
    let inForce = dimensions.filter { $0.effective <= day }
    guard let newest = inForce.map({ ($0.effective, $0.term) }).max(by: { $0 < $1 }) else {
      return nil
    }
    return inForce.filter { ($0.effective, $0.term) == newest }
      .sorted { $0.begin.value < $1.begin.value }
  }

  /// Whether the tiers are in dollars, of one unit, and follow each other without end or gap.
  private mutating func check(_ tiers: [OfferDimension], of sku: String) -> Bool {
    if let other = tiers.first(where: { $0.currency != "USD" }) {
      faults.append(
        OfferFault(
          at: other.position, "the price of \(sku) is in \(other.currency), not in USD",
          remedy: "use the price list of the standard partition, not that of China"))
      return false
    }
    for (tier, next) in zip(tiers, tiers.dropFirst()) where tier.end?.value != next.begin.value {
      faults.append(
        .cut(
          at: next.position,
          "a tier of \(sku) ends at \(tier.end?.text ?? "Inf"), the next begins at \(next.begin.text)"
        ))
      return false
    }
    if let last = tiers.last, let end = last.end {
      faults.append(
        .cut(at: last.position, "the last tier of \(sku) ends at \(end.text), not at Inf"))
      return false
    }
    return true
  }

  private mutating func take(
    _ tier: OfferDimension, _ sku: String, _ match: OfferMatcher.Match, _ key: PriceKey,
    _ size: Double
  ) {
    let amount = size == 1 ? tier.amount : tier.amount.divided(by: size)
    if let other = prices[key], other.amount != amount {
      prices[key] = nil
      disputed.insert(key)
      notes.append(
        OfferFault(
          at: tier.position,
          "\(key.label) has two prices, \(other.amount.text) by \(other.sku) and \(amount.text) by \(sku)",
          remedy: "narrow the rule at \(mapping.rules[match.rule].place)"))
    } else if !disputed.contains(key) {
      prices[key] = OfferPrices.Price(
        amount: amount, sku: sku, position: tier.position, rule: match.rule)
    }
  }
}

extension PlainDecimal {
  /// The quotient with at most ten significant digits, which is more than AWS gives.
  func divided(by size: Double) -> PlainDecimal {
    var scale = 1.0
    var magnitude = value / size
    guard magnitude > 0 else { return self }
    while magnitude < 1e9, scale < 1e15 {
      magnitude *= 10
      scale *= 10
    }
    let rounded = magnitude.rounded() / scale
    return PlainDecimal(text: DecimalText.exact(rounded), value: rounded)
  }
}

extension PriceKey {
  /// The key with the number of its tier.
  func withTier(_ number: Int) -> PriceKey {
    let row = row.map { text in
      guard let range = text.firstRange(of: "{tier}") else { return text }
      return text.replacingCharacters(in: range, number)
    }
    return PriceKey(region: region, table: table, row: row, column: column)
  }

  /// The row and the column, for messages.
  package var label: String {
    table == .services
      ? "\(row.joined(separator: " ")) (\(region))"
      : "\(row.joined(separator: " ")) \(column) (\(region))"
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, _ number: Int) -> String {
    String(self[..<range.lowerBound]) + String(number) + String(self[range.upperBound...])
  }
}
