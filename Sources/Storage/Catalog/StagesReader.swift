import CatalogModel
import OrderedCollections
import Quantities

/// Reads `stages.yaml`: a list of stages with ascending sizes.
enum StagesReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [StageDefinition]? {
    var largest = 0.0
    return root.elements()?.compactMap { cursor in
      guard let mapping = cursor.mapping(keys: ["id", "label", "sizedFor"]) else { return nil }
      let id = mapping.required("id")?.text()
      let label = mapping.required("label")?.text()
      let sizedFor = mapping.required("sizedFor")?.number(in: 1...1e12)
      guard let id, let label, let sizedFor else { return nil }
      if context.definitions[id] != nil { cursor.error("the stage `\(id)` is defined twice") }
      if id.hasSuffix(StageDefinition.horizonEnding) {
        cursor.error("`\(id)` is what plans call the stage of their horizon")
      }
      context.define(id, at: cursor.place)
      if sizedFor <= largest {
        cursor.error("stages must grow: `\(id)` is not larger than the stage before it")
      }
      largest = sizedFor
      return StageDefinition(id: id, label: label, sizedFor: Users(sizedFor))
    }
  }
}
