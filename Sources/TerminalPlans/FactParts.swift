import CatalogModel
import OrderedCollections
import Quantities
import TerminalUI

extension ShownPlan {
  /// A fact by its id, or by the id of one of its entries.
  func factPart(_ id: String) -> Why.Part? {
    let parts = id.split(separator: "#", maxSplits: 1).map(String.init)
    guard let fact = catalog.fact(parts[0]) ?? catalog.fact(id) else { return nil }
    let key = parts.count > 1 ? parts[1] : nil
    return Why.Part("fact \(id)", "\(Self.value(fact, key)); \(source(fact.citation))")
  }

  /// Where a fact or a price comes from, with its address.
  func source(_ citation: Citation) -> String {
    let source = catalog.sources[citation.source]
    // A dash stands where no document was read.
    let address = source.flatMap { $0.location == "-" ? nil : ", \($0.location)" } ?? ""
    return "\(source?.title ?? citation.source)\(address), as of \(citation.asOf), "
      + citation.confidence.rawValue
  }

  private static func value(_ fact: Fact, _ key: String?) -> String {
    let unit = fact.unit.isEmpty ? "" : " " + fact.unit
    switch fact.value {
    case .number(let number): return DecimalText.significant(number, 4) + unit
    case .range(let low, let high):
      return "\(DecimalText.significant(low, 4)) to \(DecimalText.significant(high, 4))\(unit)"
    case .text(let text): return text
    case .flag(let flag): return flag ? "yes" : "no"
    case .texts(let texts): return texts.joined(separator: ", ")
    case .table(let table):
      let entries = table.enumerated().map { place, entry in
        (
          entry.key,
          "\(DecimalText.significant(entry.value, 4))\(Self.unit(fact, place, table.count))"
        )
      }
      if let key, let entry = entries.first(where: { $0.0 == key }) { return entry.1 }
      return entries.map { "\($0) \($1)" }.joined(separator: ", ")
    }
  }

  /// The unit of an entry of a table: where the fact names as many units as it has entries, as
  /// `IOPS; MiB/s`, the one at its place; else the fact's.
  private static func unit(_ fact: Fact, _ place: Int, _ count: Int) -> String {
    guard !fact.unit.isEmpty else { return "" }
    let units = fact.unit.split(separator: ";")
    guard units.count == count, count > 1 else { return " " + fact.unit }
    return " " + units[place].drop { $0 == " " }
  }
}
