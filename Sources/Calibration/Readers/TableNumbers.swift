/// Numbers of a table, with a point or a comma before their decimals.
struct TableNumbers {
  /// The mark before decimals; the other one may group thousands.
  let decimalMark: Character

  /// The mark that the numbers of a table use; nil where commas could be either.
  ///
  /// In a table that commas separate, a comma in quotes groups thousands.
  init?(cells: [String], separator: UInt8) {
    guard separator != UInt8(ascii: ",") else {
      decimalMark = "."
      return
    }
    let withComma = cells.filter { $0.contains(",") }
    if withComma.isEmpty {
      decimalMark = "."
      return
    }
    let decimal = withComma.contains { cell in
      let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
      return parts.count == 2 && (parts[1].count != 3 || parts[0].contains(".") || parts[0] == "0")
    }
    let grouping = withComma.contains { cell in
      let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
      return parts.count > 2 || (parts.last?.contains(".") ?? false)
    }
    guard decimal != grouping else { return nil }
    decimalMark = decimal ? "," : "."
  }

  /// The number of a cell; nil for one that is none.
  func number(_ cell: String) -> Double? {
    let group: Character = decimalMark == "," ? "." : ","
    let parts = cell.split(separator: decimalMark, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first else { return nil }
    let groups = whole.split(separator: group, omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard groups.dropFirst().allSatisfy({ $0.count == 3 }), !groups[0].isEmpty,
        groups[0].count <= 3
      else { return nil }
    }
    let text = groups.joined() + (parts.count > 1 ? "." + parts[1] : "")
    return text.finiteNumber
  }
}
