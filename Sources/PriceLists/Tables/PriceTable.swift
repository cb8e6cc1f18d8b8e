/// A price table as text: its lines stay in order, and only what changes is written anew.
struct PriceTable {
  /// A line `#source`: what the cells of the column `source` refer to.
  struct Declaration: Hashable {
    var name: String
    var source: String
    var asOf: String
    var confidence: String

    var line: String { "#source\t\(name)\t\(source)\t\(asOf)\t\(confidence)" }
  }

  let kind: PriceTableKind
  private(set) var comments: [String] = []
  var declarations: [Declaration] = []
  let header: [String]
  var rows: [[String]] = []

  /// The table; nil where the text is not one of this kind.
  init?(_ kind: PriceTableKind, _ bytes: [UInt8]) {
    self.kind = kind
    var header: [String]?
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells[0] == "#source" {
        guard cells.count == 5 else { return nil }
        declarations.append(
          Declaration(name: cells[1], source: cells[2], asOf: cells[3], confidence: cells[4]))
      } else if line.hasPrefix("#") {
        comments.append(String(line))
      } else if let header {
        guard cells.count == header.count else { return nil }
        rows.append(cells)
      } else {
        header = cells
      }
    }
    guard let header, (kind.keyColumns + kind.priceColumns + ["source"]).allSatisfy(header.contains)
    else { return nil }
    self.header = header
  }

  var text: String {
    let lines =
      comments + declarations.map(\.line) + ([header] + rows).map { $0.joined(separator: "\t") }
    return lines.joined(separator: "\n") + "\n"
  }

  func column(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }

  /// The texts that name a row.
  func key(_ row: [String]) -> [String] { kind.keyColumns.map { row[column($0)] } }

  /// The date of the source that a row cites.
  func asOf(_ row: [String]) -> String {
    if kind == .services { return row[column("asOf")] }
    let name = row[column("source")]
    return declarations.first { $0.name == name }?.asOf ?? ""
  }

  /// Lets a row cite a price list of AWS.
  mutating func cite(_ source: String, asOf: String, row index: Int) {
    rows[index][column("source")] = source
    guard kind == .services else { return }
    rows[index][column("asOf")] = asOf
    rows[index][column("confidence")] = "primary"
  }

  /// Declares the source that updated rows cite, and drops declarations that nothing cites.
  ///
  /// Rows that cite it from an earlier update and are not in this one keep their date: they cite it
  /// by a name with the date from now on.
  mutating func declare(_ source: String, asOf: String, updated: Set<Int>) {
    if kind == .services { return }
    let column = column("source")
    if let old = declarations.firstIndex(where: { $0.name == source }) {
      if declarations[old].asOf != asOf {
        let dated = "\(source)@\(declarations[old].asOf)"
        var left = declarations[old]
        left.name = dated
        for index in rows.indices where rows[index][column] == source && !updated.contains(index) {
          rows[index][column] = dated
        }
        if !declarations.contains(where: { $0.name == dated }) { declarations.append(left) }
      }
      declarations[old].asOf = asOf
      declarations[old].confidence = "primary"
    } else {
      declarations.append(
        Declaration(name: source, source: source, asOf: asOf, confidence: "primary"))
    }
    let cited = Set(rows.map { $0[column] })
    declarations = declarations.filter { cited.contains($0.name) }.sorted { $0.name < $1.name }
  }
}
