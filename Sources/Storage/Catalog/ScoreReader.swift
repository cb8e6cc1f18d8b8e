import CatalogModel
import OrderedCollections

/// Reads how a criterion scores: `{signal, curve}`, `{table}` or `{leastIsBest}`.
enum ScoreReader {
  static func read(_ cursor: YAMLCursor, options: [String]) -> ScoreRule? {
    guard let mapping = cursor.mapping(keys: ["signal", "curve", "table", "leastIsBest"]) else {
      return nil
    }
    let given = Set(mapping.entries.map(\.key))
    switch given {
    case ["signal", "curve"]:
      let signal = mapping["signal"]?.text()
      let points = mapping["curve"].flatMap(points)
      guard let signal, let points else { return nil }
      return .curve(signal: signal, points: points)
    case ["table"]: return mapping["table"].flatMap { table($0, options: options) }
    case ["leastIsBest"]: return mapping["leastIsBest"]?.text().map { .leastIsBest(signal: $0) }
    default:
      cursor.error(
        "a score is a curve of a signal, a table or leastIsBest",
        remedy:
          "write {signal: s, curve: [[0, 1], [10, 0]]}, {table: {option: 1}} or {leastIsBest: s}"
      )
      return nil
    }
  }

  private static func table(_ cursor: YAMLCursor, options: [String]) -> ScoreRule? {
    cursor.mapping()?.reportUnknownKeys(known: options)
    guard let table = FactReader.table(cursor) else { return nil }
    if table.values.contains(where: { !(0...1).contains($0) }) {
      cursor.error("scores lie between 0 and 1")
    }
    return .table(table)
  }

  private static func points(_ cursor: YAMLCursor) -> [CurvePoint]? {
    guard let elements = cursor.elements() else { return nil }
    var points: [CurvePoint] = []
    for element in elements {
      guard let pair = element.numbers() else { return nil }
      guard pair.count == 2, (0...1).contains(pair[1]) else {
        element.error("a point is [signal value, score], the score between 0 and 1")
        return nil
      }
      if let last = points.last, last.value >= pair[0] {
        element.error("the points of a curve must ascend")
        return nil
      }
      points.append(CurvePoint(value: pair[0], score: pair[1]))
    }
    if points.isEmpty {
      cursor.error("a curve has at least one point")
      return nil
    }
    return points
  }
}
