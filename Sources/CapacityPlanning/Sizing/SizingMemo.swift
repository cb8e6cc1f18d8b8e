package import CatalogModel
package import Quantities
import Queueing
package import Requirements
import Synchronization

/// Tiers that were sized already, for the drafts of options that differ elsewhere.
///
/// Choosing a design drafts every option of every decision, and most of them have the same compute
/// tier or the same database. A memo holds for one catalog; it may be shared by several systems.
package final class SizingMemo: Sendable {
  private let compute = Known<ComputeKey, ComputeTier?>()
  private let relational = Known<RelationalKey, RelationalTier?>()
  private let settings = Mutex<[Setting: Int]>([:])
  private let bases = Mutex<[CostBasis: DraftCosts]>([:])
  private let sizes = Known<Held<Design>, Architecture?>()
  private let failures = Known<Held<Architecture>, BreakingLoad.Cause?>()
  private let searches = Known<SearchKey, FoundSizes?>()
  private let layouts = Known<Held<Architecture>, Architecture>()
  private let loadBases = Mutex<[LoadBasis: Int]>([:])
  private let caches = Known<CacheKey, CacheTier?>()
  private let rankings = Known<RankingKey, TypeRanking>()
  private let skylines = Known<SkylineKey, TypeSkyline>()
  private let hitRatios = Known<HitRatioKey, Double>()
  private let popularities = Known<CachePopularity, ZipfPopularity>()
  private let coldStarts = Known<ColdStartKey, Double>()

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

  /// What the prices of types depend on.
  struct RankingKey: Hashable, Sendable {
    let variants: [String: String]
    let purchase: String
  }

  private struct SkylineKey: Hashable, Sendable {
    let ranking: RankingKey
    let excluded: Set<String>
  }

  struct ComputeKey: Hashable, Sendable {
    /// Of `number(of:)`, as in the other keys.
    let setting: Int
    let platform: ComputePlatform
    let demand: ComputeDemand

    // Systems of one memo hardly differ in their setting.
    func hash(into hasher: inout Hasher) {
      hasher.combine(platform)
      hasher.combine(demand)
    }
  }

  struct RelationalKey: Hashable, Sendable {
    let setting: Int
    let engine: RelationalEngine
    let demand: RelationalDemand

    func hash(into hasher: inout Hasher) {
      hasher.combine(engine)
      hasher.combine(demand)
    }
  }

  /// The skyline of the types but for some, ranked by `rank` the first time.
  func skyline(
    _ key: RankingKey, without excluded: Set<String>, _ rank: () -> TypeRanking
  ) -> TypeSkyline {
    skylines.value(of: SkylineKey(ranking: key, excluded: excluded)) {
      TypeSkyline(rankings.value(of: key, rank), without: excluded)
    }
  }

  struct CacheKey: Hashable, Sendable {
    let setting: Int
    let engine: CacheEngine
    let demand: CacheDemand

    func hash(into hasher: inout Hasher) {
      hasher.combine(engine)
      hasher.combine(demand)
    }
  }

  private struct HitRatioKey: Hashable, Sendable {
    let popularity: CachePopularity
    let capacity: Double
  }

  private struct ColdStartKey: Hashable, Sendable {
    let rate: RequestsPerSecond
    let duration: Seconds
    let expiry: Seconds
  }

  /// Something that is held to objectives for latency.
  private struct Held<Subject: Hashable & Sendable>: Hashable, Sendable {
    let subject: Subject
    let basis: Int
    let p95: Seconds
    let p99: Seconds
  }

  /// The architecture of a design that meets the objectives as far as it can, sized by `size` the
  /// first time.
  ///
  /// - Parameter basis: Of `number(of:)`.
  package func architecture(
    of design: Design, basis: Int, _ objectives: Objectives,
    _ size: () throws(Catalog.Gap) -> Architecture?
  ) throws(Catalog.Gap) -> Architecture? {
    let key = Held(subject: design, basis: basis, p95: objectives.p95, p99: objectives.p99)
    return try sizes.value(of: key, size)
  }

  /// What an architecture fails at under a workload, found by `failure` the first time.
  ///
  /// - Parameter basis: Of `number(of:)`.
  package func failure(
    of architecture: Architecture, basis: Int, _ objectives: Objectives,
    _ failure: () throws(Catalog.Gap) -> BreakingLoad.Cause?
  ) throws(Catalog.Gap) -> BreakingLoad.Cause? {
    let key = Held(subject: architecture, basis: basis, p95: objectives.p95, p99: objectives.p99)
    return try failures.value(of: key, failure)
  }

  /// Notes that an architecture fails at nothing under a workload.
  ///
  /// - Parameter basis: Of `number(of:)`.
  package func note(carrying architecture: Architecture, basis: Int, _ objectives: Objectives) {
    let key = Held(subject: architecture, basis: basis, p95: objectives.p95, p99: objectives.p99)
    _ = failures.value(of: key) { nil }
  }

  /// How the sizes of a design were found, for who asks what else there is.
  struct FoundSizes: Sendable {
    let architecture: Architecture
    let isOutOfReach: Bool
    let tried: Int
    let record: CarriedRecord?
  }

  /// Keeps how sizes were found.
  func note(
    _ sized: SizedArchitecture, of design: Design, under workload: Workload,
    _ requirements: SystemRequirements, _ setting: Int
  ) {
    _ = searches.value(of: key(design, workload, requirements, setting)) {
      FoundSizes(
        architecture: sized.architecture, isOutOfReach: sized.isOutOfReach, tried: sized.tried,
        record: sized.record)
    }
  }

  /// How the sizes of a design were found; nil where nobody asked for them.
  func search(
    for design: Design, under workload: Workload, _ requirements: SystemRequirements,
    _ setting: Int
  ) -> FoundSizes? {
    searches.value(of: key(design, workload, requirements, setting), keeps: false) { nil }
  }

  private struct SearchKey: Hashable, Sendable {
    let held: Held<Design>
    let setting: Int
  }

  private func key(
    _ design: Design, _ workload: Workload, _ requirements: SystemRequirements, _ setting: Int
  ) -> SearchKey {
    SearchKey(
      held: Held(
        subject: design, basis: number(of: CostBasis(requirements, under: workload)),
        p95: requirements.objectives.p95, p99: requirements.objectives.p99),
      setting: setting)
  }

  /// A number that stands for a basis in this memo, which is quicker to compare.
  package func number(of basis: CostBasis) -> Int { drafts(under: basis).number }

  /// What drafts of a basis cost, as far as it is known.
  package func drafts(under basis: CostBasis) -> DraftCosts {
    bases.withLock { bases in
      if let known = bases[basis] { return known }
      let drafts = DraftCosts(number: bases.count)
      bases[basis] = drafts
      return drafts
    }
  }

  /// A number that stands for a setting in this memo.
  func number(of setting: Setting) -> Int {
    settings.withLock { settings in Self.number(of: setting, in: &settings) }
  }

  /// An architecture as it is set up for what it carries, laid out by `layOut` the first time.
  ///
  /// - Parameters:
  ///   - basis: What workloads of all users, and what is sized for them, depend on.
  ///   - keeps: Whether it is kept for others; what a change of answers makes hardly ever comes back.
  /// - Throws: What `layOut` throws.
  package func layout(
    of architecture: Architecture, _ basis: LoadBasis, _ objectives: Objectives, keeps: Bool,
    _ layOut: () throws(Catalog.Gap) -> Architecture
  ) throws(Catalog.Gap) -> Architecture {
    let number = loadBases.withLock { bases in
      keeps ? Self.number(of: basis, in: &bases) : bases[basis]
    }
    guard let number else { return try layOut() }
    let key = Held(
      subject: architecture, basis: number, p95: objectives.p95, p99: objectives.p99)
    return try layouts.value(of: key, keeps: keeps, layOut)
  }

  private static func number<Basis: Hashable>(of basis: Basis, in known: inout [Basis: Int]) -> Int
  {
    if let number = known[basis] { return number }
    let number = known.count
    known[basis] = number
    return number
  }

  /// What a cache that holds so many items answers of their reads, computed the first time.
  func hitRatio(of popularity: CachePopularity, holding capacity: Double) -> Double {
    hitRatios.value(of: HitRatioKey(popularity: popularity, capacity: capacity)) {
      popularity.hitRatio(
        holding: capacity, of: popularities.value(of: popularity) { popularity.law })
    }
  }

  /// The share of requests that start a function, as `WarmPool` has it, computed the first time.
  package func coldStartShare(
    rate: RequestsPerSecond, duration: Seconds, expiry: Seconds
  ) -> Double {
    coldStarts.value(of: ColdStartKey(rate: rate, duration: duration, expiry: expiry)) {
      WarmPool.coldStartProbability(rate: rate, duration: duration, expiry: expiry)
    }
  }

  /// The compute tier of a key, sized by `size` the first time.
  func tier(
    _ key: ComputeKey, _ size: () throws(Catalog.Gap) -> ComputeTier?
  ) throws(Catalog.Gap) -> ComputeTier? {
    try compute.value(of: key, size)
  }

  /// The database of a key, sized by `size` the first time.
  func tier(
    _ key: RelationalKey, _ size: () throws(Catalog.Gap) -> RelationalTier?
  ) throws(Catalog.Gap) -> RelationalTier? {
    try relational.value(of: key, size)
  }

  /// The cache of a key, sized by `size` the first time.
  func tier(
    _ key: CacheKey, _ size: () throws(Catalog.Gap) -> CacheTier?
  ) throws(Catalog.Gap) -> CacheTier? {
    try caches.value(of: key, size)
  }
}
