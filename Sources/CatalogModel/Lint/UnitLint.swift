import OrderedCollections
import Quantities

/// Finds numbers without a unit, in a unit that the table of units lacks, or out of its bounds.
enum UnitLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    guard !catalog.units.isEmpty else {
      return [
        LintFinding(
          .warning, file: "units.yaml", anchor: "", "the catalog has no table of units",
          remedy: "add units.yaml: `ms: {title: milliseconds, least: 0, greatest: 1e7}`")
      ]
    }
    return (catalog.placedFacts + catalog.placedRates).flatMap { file, anchor, fact in
      findings(of: fact, units: catalog.units).map { severity, message, remedy in
        LintFinding(severity, file: file, anchor: anchor, message, remedy: remedy)
      }
    }
  }

  /// What is wrong with the prices of a region, or those of no region.
  static func priceFindings(in catalog: Catalog, global: Bool) -> [LintFinding] {
    guard !catalog.units.isEmpty else { return [] }
    let prices = catalog.prices.values.filter { ($0.region == "global") == global }
    return prices.sorted { $0.key < $1.key }.flatMap { price -> [LintFinding] in
      let file = "prices/\(price.region)/services.tsv"
      guard let unit = UnitDefinition.named(by: price.unit, in: catalog.units) else {
        return [unknown(price.unit, of: price.key, file, price.key, catalog.units)]
      }
      var list: [LintFinding] = []
      if !unit.id.hasPrefix("USD") && unit.id != "free" {
        list.append(
          LintFinding(
            .error, file: file, anchor: price.key,
            "`\(price.key)` is in `\(unit.id)`, which is no price", remedy: "write `USD/...`"))
      }
      if price.dollars <= 0 && unit.id != "free" {
        list.append(
          LintFinding(
            .error, file: file, anchor: price.key, "`\(price.key)` costs nothing",
            remedy: "write the price; an allowance has the unit `free: ...`"))
      }
      if price.dollars > unit.greatest {
        list.append(
          outOfBounds(price.dollars, of: price.key, nil, unit, .error, file, price.key))
      }
      return list
    }
  }

  private typealias Finding = (severity: Diagnostic.Severity, message: String, remedy: String?)

  private static func findings(
    of fact: Fact, units: OrderedDictionary<String, UnitDefinition>
  ) -> [Finding] {
    let numbers = fact.value.numbers
    guard !numbers.isEmpty else { return [] }
    guard !fact.unit.isEmpty else {
      return [(.error, "`\(fact.id)` is a number without a unit", "add `unit: ...`")]
    }
    guard let unit = UnitDefinition.named(by: fact.unit, in: units) else {
      let finding = unknown(fact.unit, of: fact.id, "", "", units)
      return [(finding.severity, finding.message, finding.remedy)]
    }
    var spread = numbers
    if case .range(let low, let high)? = fact.spread { spread += [(nil, low), (nil, high)] }
    // Entries of a table may be of several kinds; only those of fractions and percent say so.
    return spread.filter { !(unit.least...unit.greatest).contains($0.number) }.map {
      let finding = outOfBounds($0.number, of: fact.id, $0.name, unit, .error, "", "")
      return (finding.severity, finding.message, finding.remedy)
    }
  }

  private static func unknown(
    _ text: String, of id: String, _ file: String, _ anchor: String,
    _ units: OrderedDictionary<String, UnitDefinition>
  ) -> LintFinding {
    let word = String(text.prefix { !" ,;:(".contains($0) })
    let guess = Spelling.nearest(to: word, among: Array(units.keys))
    return LintFinding(
      .error, file: file, anchor: anchor,
      "`\(id)` is in `\(text)`, which begins with no unit of units.yaml",
      remedy: guess.map { "did you mean `\($0)`?" }
        ?? "begin with a known unit, or add one to units.yaml")
  }

  private static func outOfBounds(
    _ number: Double, of id: String, _ entry: String?, _ unit: UnitDefinition,
    _ severity: Diagnostic.Severity, _ file: String, _ anchor: String
  ) -> LintFinding {
    LintFinding(
      severity, file: file, anchor: anchor,
      "`\(id)`\(entry.map { " (\($0))" } ?? "") is \(DecimalText.exact(number)) \(unit.id), outside "
        + "\(DecimalText.exact(unit.least)) to \(DecimalText.exact(unit.greatest))",
      remedy: "correct the number or its unit")
  }
}
