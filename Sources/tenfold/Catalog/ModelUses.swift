import CatalogModel

/// Which models in code read a fact or a price.
enum ModelUses {
  static func uses(ofFact id: String) -> [CatalogEntry.Use] {
    ModelKeys.models(readingFact: id).map { use($0, id) }
  }

  static func uses(ofPrice key: String) -> [CatalogEntry.Use] {
    ModelKeys.models(readingPrice: key).map { use($0, key) }
  }

  private static func use(_ model: String, _ id: String) -> CatalogEntry.Use {
    CatalogEntry.Use(kind: "model", id: model, text: "reads \(id)")
  }
}
