import CatalogModel
import OrderedCollections

/// What one file of the catalog contributed, with what it refers to and what is wrong with it.
struct CatalogFile: Sendable {
  let path: String
  var content: Content?
  /// Ids of sources that the file cites, with the first place of each.
  var citedSources: OrderedDictionary<String, Place> = [:]
  /// Ids of facts that its rules name, with the first place of each.
  var namedFacts: OrderedDictionary<String, Place> = [:]
  /// Ids of facts of any type that its options name.
  var mentionedFacts: OrderedDictionary<String, Place> = [:]
  /// Ids of services that its options name.
  var namedServices: OrderedDictionary<String, Place> = [:]
  /// Where what the file defines stands, for messages about duplicates.
  var definitions: OrderedDictionary<String, Place> = [:]
  var diagnostics: [Diagnostic] = []
  /// The bytes, for the digest.
  var bytes: [UInt8] = []

  enum Content: Sendable {
    case sources([Source])
    case notices([LifecycleNotice])
    case service(Service)
    case planning([Fact])
    case decision(DecisionDefinition)
    case option(OptionAddition)
    case stages([StageDefinition])
    case discounts([Discount])
    case purchase([PurchaseOption])
    case units([UnitDefinition])
    case advice([AdviceDefinition])
    case health([HealthRule])
    case moves(OrderedDictionary<String, MoveDefinition>)
    case rows([RuleRow])
    case computeShapes(ComputeShapeTable)
    case databaseShapes(DatabaseShapeTable)
    case cacheShapes(CacheShapeTable)
    case computePrices([ComputePriceRow])
    case databasePrices([DatabasePriceRow])
    case cachePrices([CachePriceRow])
    case servicePrices([Price])
  }
}
