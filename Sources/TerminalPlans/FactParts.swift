import CatalogModel
import OrderedCollections
import Quantities
import TerminalUI

extension ShownPlan {
  /// The facts that a computation reads, each with its value, source and date.
  ///
  /// - Parameter computation: Computes with a catalog that notes what is read.
  func facts(readBy computation: (Catalog) throws(Catalog.Gap) -> Void) -> [Why.Part] {
    let reads = CatalogReads()
    guard (try? computation(catalog.noting(reads))) != nil else { return [] }
    return reads.ids.sorted().compactMap(factPart)
  }

  /// A fact by its id, or by the id of one of its entries.
  func factPart(_ id: String) -> Why.Part? {
    let parts = id.split(separator: "#", maxSplits: 1).map(String.init)
    guard let fact = catalog.fact(parts[0]) ?? catalog.fact(id) else { return nil }
    let key = parts.count > 1 ? parts[1] : nil
    return Why.Part("fact \(id)", "\(Self.value(fact, key)); \(source(fact.citation))")
  }

  /// Where a fact or a price comes from.
  func source(_ citation: Citation) -> String {
    let title = catalog.sources[citation.source]?.title ?? citation.source
    return "\(title), as of \(citation.asOf), \(citation.confidence.rawValue)"
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
      guard let key, let number = table[key] else { return "a table of \(table.count) numbers" }
      return DecimalText.significant(number, 4) + unit
    }
  }
}
