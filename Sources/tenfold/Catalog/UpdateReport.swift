import PriceLists
import Quantities

/// The difference that an update makes, for a person or a program.
struct UpdateReport: Encodable {
  struct File: Encodable {
    let file: String
    let offer: String
    let version: String
    let published: String
  }

  struct Price: Encodable {
    let row: [String]
    let column: String
    let old: String?
    let new: String?
    let percent: Double?
  }

  struct Table: Encodable {
    let path: String
    let offer: String
    let asOf: String
    let changed: [Price]
    let added: [Price]
    let gone: [Price]
    let confirmed: Int
    let newerInCatalog: Int
    let undescribedTypes: Int
  }

  let files: [File]
  let tables: [Table]
  /// The catalog's files that differ.
  let changedFiles: [String]

  init(_ offers: [ReadOffer], _ update: PriceUpdate) {
    files = offers.map { offer in
      let header = offer.prices.header
      return File(
        file: offer.file, offer: header.offer, version: header.version,
        published: header.publicationDate)
    }
    tables = update.changes.map { change in
      func prices(_ list: [TableChange.Price]) -> [Price] {
        list.map {
          Price(row: $0.row, column: $0.column, old: $0.old, new: $0.new, percent: $0.percent)
        }
      }
      return Table(
        path: change.path, offer: change.offer, asOf: change.asOf, changed: prices(change.changed),
        added: prices(change.added),
        gone: change.gone.map {
          Price(row: $0.row, column: $0.column, old: nil, new: nil, percent: nil)
        },
        confirmed: change.confirmed, newerInCatalog: change.newer,
        undescribedTypes: change.undescribed)
    }
    changedFiles = update.files.keys.sorted()
  }

  /// A block per table, and the sums.
  var text: String {
    var lines: [String] = []
    for table in tables {
      lines.append("\(table.path), \(table.offer) of \(table.asOf): \(Self.summary([table]))")
      lines += table.changed.map { price in
        "  changed  \(Self.name(price)): \(price.old ?? "-") -> \(price.new ?? "-")"
          + (price.percent.map { " (\(Self.signed($0)) %)" } ?? "")
      }
      lines += table.added.map { "  added    \(Self.name($0)): \($0.new ?? "-")" }
      lines += table.gone.map { "  gone     \(Self.name($0)), stays as it is" }
    }
    lines.append("\(tables.count) tables: \(Self.summary(tables))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func summary(_ tables: [Table]) -> String {
    func sum(_ count: (Table) -> Int) -> Int { tables.reduce(0) { $0 + count($1) } }
    var parts = [
      "\(sum { $0.changed.count }) changed", "\(sum { $0.added.count }) added",
      "\(sum { $0.gone.count }) gone", "\(sum(\.confirmed)) as before",
    ]
    let newer = sum(\.newerInCatalog)
    if newer > 0 { parts.append("\(newer) newer in the catalog") }
    let undescribed = sum(\.undescribedTypes)
    if undescribed > 0 { parts.append("\(undescribed) of types without a shape left out") }
    return parts.joined(separator: ", ")
  }

  private static func name(_ price: Price) -> String {
    let row = price.row.joined(separator: " ")
    return price.column == "dollars" ? row : "\(row) \(price.column)"
  }

  private static func signed(_ percent: Double) -> String {
    (percent > 0 ? "+" : "") + DecimalText.fixed(percent, 1)
  }
}
