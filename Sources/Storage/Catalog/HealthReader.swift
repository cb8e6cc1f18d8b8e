import CatalogModel
import OrderedCollections

/// Reads `health.yaml`: a list of metrics that say that a part fails.
enum HealthReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [HealthRule]? {
    guard let cursors = root.elements() else { return nil }
    return cursors.compactMap { rule($0, context) }
  }

  private static func rule(_ cursor: YAMLCursor, _ context: FileContext) -> HealthRule? {
    let keys = ["id", "part", "namespace", "metric", "statistic", "fires", "threshold", "says"]
    guard let mapping = cursor.mapping(keys: keys + CitationReader.keys) else { return nil }
    let id = mapping.required("id")?.text()
    let part = mapping.required("part")?.choice(of: HealthRule.Part.self)
    let namespace = mapping.required("namespace").flatMap(name)
    let metric = mapping.required("metric").flatMap(name)
    let statistic = mapping.required("statistic")?.choice(of: HealthRule.Statistic.self)
    let fires = mapping.required("fires")?.choice(of: HealthRule.Side.self)
    let threshold = mapping.required("threshold")?.number(in: 0...1e15)
    let text = mapping.required("says")?.text()
    let citation = CitationReader.read(mapping, context: context)
    guard let id, let part, let namespace, let metric, let statistic, let fires, let threshold,
      let text, let citation
    else { return nil }
    guard !id.isEmpty, id.allSatisfy({ ("a"..."z").contains($0) || $0 == "-" }) else {
      cursor.error(
        "`\(id)` cannot be part of a name", remedy: "write lower-case letters and hyphens")
      return nil
    }
    if context.definitions[id] != nil { cursor.error("the row `\(id)` is defined twice") }
    context.define(id, at: cursor.place)
    return HealthRule(
      id: id, part: part, namespace: namespace, metric: metric, statistic: statistic, fires: fires,
      threshold: threshold, text: text, citation: citation)
  }

  /// A name of CloudWatch's, which templates write as it stands.
  private static func name(_ cursor: YAMLCursor) -> String? {
    guard let text = cursor.text() else { return nil }
    let isName = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic && $0.isASCII || ("0"..."9").contains($0)
        || "._/".unicodeScalars.contains($0)
    }
    guard isName else {
      cursor.error("`\(text)` is no name of CloudWatch's", remedy: "write it as CloudWatch does")
      return nil
    }
    return text
  }
}
