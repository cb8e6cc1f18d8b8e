import CatalogModel
import Requirements

/// Reads `Catalog/questions/contradictions.yaml`.
struct ContradictionReader {
  let context: FileContext

  private static let keys = ["id", "severity", "when", "text", "remedy", "questions"]

  /// The contradictions of a file; whatever is wrong with it is in the log.
  func contradictions(_ cursor: YAMLCursor) -> [Contradiction] {
    guard let list = cursor.mapping(keys: ["contradictions"])?.required("contradictions"),
      let elements = list.elements()
    else { return [] }
    return elements.compactMap { contradiction($0) }
  }

  private func contradiction(_ cursor: YAMLCursor) -> Contradiction? {
    guard let mapping = cursor.mapping(keys: Self.keys) else { return nil }
    let id = mapping.required("id")?.text()
    let severity = mapping["severity"].map { $0.choice(among: ["error", "warning"]) } ?? "error"
    let text = mapping.required("text")?.text()
    let remedy = mapping.required("remedy")?.text()
    let questions = mapping.required("questions")?.texts()
    guard let conditions = mapping.required("when"),
      let when = ConditionReader.list(conditions, context: context),
      let id, let severity, let text, let remedy, let questions
    else { return nil }
    return Contradiction(
      id: id, severity: severity == "warning" ? .warning : .error, when: when, text: text,
      remedy: remedy, questions: questions)
  }
}
