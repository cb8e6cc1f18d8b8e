import CatalogModel
import OrderedCollections
import Quantities

/// One thing of the catalog in full: what it is, then lines of property, value and provenance.
struct CatalogEntry: Encodable {
  /// A property with where it comes from.
  struct Line: Encodable {
    let name: String
    let value: String
    let unit: String
    let source: String
    let asOf: String
    let confidence: String
    let note: String?
  }

  let id: String
  let kind: String
  let title: String
  /// For a service, its lifecycle in words.
  let lifecycle: String?
  private(set) var lines: [Line]

  /// Finds the id among services, facts, prices, instance types and sources, in this order.
  init?(_ id: String, in catalog: Catalog) {
    self.id = id
    if let service = catalog.services[id] {
      kind = "service"
      title = "\(service.name) (\(service.category))"
      let note = service.lifecycle.note.map { ": \($0)" } ?? ""
      lifecycle = service.lifecycle.state.rawValue + note
      lines = service.facts.map { Line($0.value, name: $0.key) }
      lines.insert(
        Line("lifecycle", service.lifecycle.state.rawValue, "", service.lifecycle.citation), at: 0)
      return
    }
    lifecycle = nil
    if let fact = catalog.fact(id) {
      kind = "fact"
      title = "fact"
      lines = [Line(fact, name: fact.id)]
    } else if let price = catalog.prices[id] {
      kind = "price"
      title = "price, \(price.region)"
      let dollars = DecimalText.exact(price.dollars)
      lines = [Line(price.key, dollars, price.unit, price.citation, note: price.note)]
    } else if let source = catalog.sources[id] {
      kind = "source"
      title = source.title
      let citation = Citation(source: id, asOf: source.asOf, confidence: source.confidence)
      lines = [Line("location", source.location, "", citation, note: source.note)]
    } else {
      kind = "instance type"
      title = "instance type, \(catalog.region)"
      lines = InstanceLines(id, in: catalog).lines
      if lines.isEmpty { return nil }
    }
  }

  /// Everything that can be shown, for suggestions.
  static func ids(of catalog: Catalog) -> [String] {
    let facts = catalog.services.values.flatMap { $0.facts.values.map(\.id) }
    return Array(catalog.services.keys) + facts + catalog.planning.keys
      + catalog.prices.keys.sorted()
      + catalog.computeInstances.map(\.name) + catalog.databaseInstances.map(\.name)
      + catalog.cacheNodes.map(\.name) + catalog.sources.keys
  }

  var text: String {
    var table = TextTable([
      ("PROPERTY", .left), ("VALUE", .left), ("UNIT", .left), ("AS OF", .left),
      ("CONFIDENCE", .left), ("SOURCE", .left),
    ])
    for line in lines {
      let isRecalled = line.confidence == Confidence.recalled.rawValue
      table.add([
        line.name, line.value, line.unit, line.asOf, line.confidence + (isRecalled ? "*" : ""),
        line.source,
      ])
    }
    var text = "\(id): \(title)\n"
    if let lifecycle { text += "lifecycle: \(lifecycle)\n" }
    text += "\n" + table.text
    for line in lines { if let note = line.note { text += "\n\(line.name): \(note)\n" } }
    if lines.contains(where: { $0.confidence == Confidence.recalled.rawValue }) {
      text += "\n* recalled: no document was read\n"
    }
    return text
  }
}

extension CatalogEntry.Line {
  init(_ fact: Fact, name: String) {
    self.init(name, fact.value.text, fact.unit, fact.citation, note: fact.note)
  }

  init(_ name: String, _ value: String, _ unit: String, _ citation: Citation, note: String? = nil) {
    self.init(
      name: name, value: value, unit: unit, source: citation.source, asOf: citation.asOf,
      confidence: citation.confidence.rawValue, note: note)
  }
}

extension FactValue {
  /// The value in one line.
  fileprivate var text: String {
    switch self {
    case .number(let number): DecimalText.exact(number)
    case .range(let low, let high): "\(DecimalText.exact(low)) to \(DecimalText.exact(high))"
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .texts(let texts): texts.joined(separator: ", ")
    case .table(let table):
      table.map { "\($0.key) \(DecimalText.exact($0.value))" }.joined(separator: ", ")
    }
  }
}
