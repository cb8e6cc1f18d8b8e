import CatalogModel

/// Which models in code read a fact or a price.
enum ModelUses {
  static func uses(ofFact id: String) -> [CatalogEntry.Use] { [] }
  static func uses(ofPrice key: String) -> [CatalogEntry.Use] { [] }
}
