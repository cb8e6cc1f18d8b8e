import CatalogModel
import Requirements
import Synchronization

/// Tiers that were sized already, for the drafts of options that differ elsewhere.
///
/// Choosing a design drafts every option of every decision, and most of them have the same compute
/// tier or the same database. A memo holds for one catalog; it may be shared by several systems.
package final class SizingMemo: Sendable {
  private let compute = Mutex<[ComputeKey: ComputeTier?]>([:])
  private let relational = Mutex<[RelationalKey: RelationalTier?]>([:])
  private let skylines = Mutex<[SkylineKey: TypeSkyline]>([:])

  package init() {}

  /// What a sizing depends on besides the demand: options that are modelled like others, the
  /// runtime and what was measured of the database.
  struct Setting: Hashable, Sendable {
    let variants: [String: String]
    let runtime: String
    let database: DatabaseMeasurements
    let purchase: String
    let excluded: Set<String>
    let targets: SizingTargets
  }

  /// What the cheapest types depend on.
  struct SkylineKey: Hashable, Sendable {
    let variants: [String: String]
    let purchase: String
    let excluded: Set<String>
  }

  struct ComputeKey: Hashable, Sendable {
    let setting: Setting
    let platform: ComputePlatform
    let demand: ComputeDemand
  }

  struct RelationalKey: Hashable, Sendable {
    let setting: Setting
    let engine: RelationalEngine
    let demand: RelationalDemand
  }

  /// The skyline of a key, made by `make` the first time.
  func skyline(_ key: SkylineKey, _ make: () -> TypeSkyline) -> TypeSkyline {
    if let known = skylines.withLock({ $0[key] }) { return known }
    let skyline = make()
    skylines.withLock { $0[key] = skyline }
    return skyline
  }

  /// The compute tier of a key, sized by `size` the first time.
  func tier(
    _ key: ComputeKey, _ size: () throws(Catalog.Gap) -> ComputeTier?
  ) throws(Catalog.Gap) -> ComputeTier? {
    if let known = compute.withLock({ $0[key] }) { return known }
    let tier = try size()
    compute.withLock { $0[key] = .some(tier) }
    return tier
  }

  /// The database of a key, sized by `size` the first time.
  func tier(
    _ key: RelationalKey, _ size: () throws(Catalog.Gap) -> RelationalTier?
  ) throws(Catalog.Gap) -> RelationalTier? {
    if let known = relational.withLock({ $0[key] }) { return known }
    let tier = try size()
    relational.withLock { $0[key] = .some(tier) }
    return tier
  }
}
