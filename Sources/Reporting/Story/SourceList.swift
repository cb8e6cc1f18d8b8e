import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
import Roadmap

/// The sources that a plan rests on, and how many prices, facts and notices each one gives.
struct SourceList {
  /// One source with what it gives.
  struct Entry {
    let source: Source
    var prices = 0
    var facts = 0
    var notices = 0

    /// `12 prices, 3 facts`.
    var uses: String {
      let parts = [(prices, "price"), (facts, "fact"), (notices, "lifecycle notice")]
      return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" + ($0.0 == 1 ? "" : "s") }
        .joined(separator: ", ")
    }
  }

  /// In the order of their ids.
  let entries: [Entry]

  init(_ input: ReportInput) {
    var found: OrderedDictionary<String, Entry> = [:]
    var seen: Set<String> = []
    func count(_ citation: Citation, _ id: String, _ field: WritableKeyPath<Entry, Int>) {
      guard seen.insert(id).inserted, let source = input.catalog.sources[citation.source]
      else { return }
      var entry = found[source.id] ?? Entry(source: source)
      entry[keyPath: field] += 1
      found[source.id] = entry
    }
    for stage in input.plan.stages {
      for item in stage.planned?.costs ?? [] {
        count(item.citation, "price " + item.priceID, \.prices)
      }
      for decision in stage.decisions {
        for fact in decision.rejections.flatMap(\.facts) {
          count(fact.citation, "fact " + fact.id, \.facts)
        }
        for option in decision.definition.options {
          guard let service = option.service.flatMap({ input.catalog.services[$0] }) else {
            continue
          }
          count(service.lifecycle.citation, "lifecycle " + service.id, \.notices)
        }
      }
    }
    for item in input.plan.presentItems {
      count(item.citation, "price " + item.priceID, \.prices)
    }
    for fact in Self.planningFacts(input) {
      count(fact.citation, "fact " + fact.id, \.facts)
    }
    entries = found.values.sorted { $0.source.id.utf8.lexicographicallyPrecedes($1.source.id.utf8) }
  }

  /// The planning values that the models read, each once, in the order in which they are read.
  static func planningFacts(_ input: ReportInput) -> [Fact] {
    var seen: Set<String> = []
    return input.plan.parameters.factIDs.compactMap { id in
      let plain = id.utf8.lastIndex(of: UInt8(ascii: "#")).map { String(id[..<$0]) } ?? id
      return seen.insert(plain).inserted ? input.catalog.fact(plain) : nil
    }
  }
}

extension Citation {
  /// The mark of what no document was read for; the legend explains it.
  var mark: String { confidence == .recalled ? "†" : "" }
}
