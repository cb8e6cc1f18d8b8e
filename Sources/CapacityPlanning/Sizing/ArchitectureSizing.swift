package import CatalogModel
import Quantities
package import Requirements
import Synchronization

/// The cheapest sizes of every tier of a design with which it carries a workload.
///
/// A reference, since every draft has a look at it.
package final class ArchitectureSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  package let requirements: SystemRequirements
  /// Tiers that other drafts have sized; nil sizes each anew.
  package let memo: SizingMemo?
  /// Types to do without.
  let excluded: Set<String>
  /// What sizes depend on besides the demand, by its number in the memo.
  let setting: Int
  private let known = Mutex<Market?>(nil)

  /// How what runs all the time is paid for, and the types that can be the cheapest then.
  struct Market: Sendable {
    let purchase: PurchaseOption?
    let skyline: TypeSkyline
  }

  package convenience init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements,
    memo: SizingMemo? = nil
  ) {
    self.init(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo,
      excluded: [])
  }

  init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements,
    memo: SizingMemo?, excluded: Set<String>
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.requirements = requirements
    self.memo = memo
    self.excluded = excluded
    setting =
      memo?.number(
        of: SizingMemo.Setting(
          variants: catalog.variants, runtime: requirements.runtime,
          database: requirements.database, purchase: requirements.budget.purchase,
          excluded: excluded, targets: SizingTargets(parameters))) ?? 0
  }

  /// What designs of these requirements choose their types from, looked up once.
  ///
  /// - Throws: The purchase option that the catalog lacks.
  func market() throws(Catalog.Gap) -> Market {
    if let known = known.withLock({ $0 }) { return known }
    let purchase = try CostModel.purchase(of: requirements, in: catalog)
    func rank() -> TypeRanking {
      TypeRanking(catalog, legacyFamilies: parameters.legacyFamilies, purchase: purchase)
    }
    let key = SizingMemo.RankingKey(
      variants: catalog.variants, purchase: requirements.budget.purchase)
    let market = Market(
      purchase: purchase,
      skyline: memo?.skyline(key, without: excluded, rank)
        ?? TypeSkyline(rank(), without: excluded))
    known.withLock { $0 = market }
    return market
  }

  /// The cheapest architecture that keeps every limit within its safe share and meets the objectives
  /// for latency, also while a zone is lost; nil when a tier has nothing large enough.
  ///
  /// Cheapest counts the monthly bill and what operating replicas and nodes costs
  /// (`planning.operationDays`). Where no sizes meet an objective, the cheapest that carry the load,
  /// so that the assessment shows what is missed.
  package func size(_ design: Design, for workload: Workload) throws(Catalog.Gap) -> Architecture? {
    try sized(design, for: workload)?.architecture
  }

  /// The same, told to somebody where it is known to carry the workload within the objectives.
  ///
  /// - Parameter keeps: Whether somebody will ask what else there is.
  /// - Throws: What the catalog lacks.
  package func size(
    _ design: Design, for workload: Workload, keeps: Bool = true,
    carrying note: (Architecture) -> Void
  ) throws(Catalog.Gap) -> Architecture? {
    guard let sized = try sized(design, for: workload) else { return nil }
    if keeps { memo?.note(sized, of: design, under: workload, requirements, setting) }
    if !sized.isOutOfReach { note(sized.architecture) }
    return sized.architecture
  }

  /// The same with what is known of the search for it.
  ///
  /// - Parameters:
  ///   - limit: Only what costs less counts, by bill and operation; nil for any cost.
  ///   - known: What is known of other sizes of the design.
  /// - Returns: Nil where a tier has nothing large enough, or nothing that carries the workload costs less.
  func sized(
    _ design: Design, for workload: Workload, below limit: USDPerMonth? = nil,
    knowing known: KnownSizes? = nil
  ) throws(Catalog.Gap) -> SizedArchitecture? {
    guard let frame = try frame(of: design, for: workload), let draft = try frame.cheapest() else {
      return nil
    }
    let isLeast = try frame.isLeast(draft)
    var near: (name: String, margin: Double)?
    if let limit, !draft.hasProxy {
      let cost = try frame.objective(draft)
      if isLeast, cost >= limit { return nil }
      // The other tiers of a draft are the cheapest within their limits. What functions cost hangs on the database
      // beside them.
      if design.compute != .lambda, let name = draft.relational?.instanceClass {
        near = (name, (limit - cost).value + Self.closeness * limit.value.magnitude)
      }
    }
    let model = CapacityModel(
      catalog: catalog, parameters: parameters, requirements: requirements)
    if isLeast, try model.carries(draft, under: workload) {
      return SizedArchitecture(architecture: draft, frame: frame, isOutOfReach: false, tried: 1)
    }
    let space = try SizingSpace(
      frame, model: model, failing: isLeast ? draft : nil, near: near)
    var search = CombinationSearch(
      space, knowing: known?.record(for: frame) ?? CarriedRecord(),
      standing: known.flatMap { space.burdens(of: $0.carrying) })
    var most = Double.infinity
    if let limit { most = try space.cost(at: limit) + Self.closeness * limit.value.magnitude }
    let result = try search.solve(below: most)
    guard let best = result.best else {
      return limit == nil
        ? SizedArchitecture(
          architecture: draft, frame: frame, isOutOfReach: true, tried: result.tried) : nil
    }
    return SizedArchitecture(
      architecture: space.architecture(best.choice), frame: frame, isOutOfReach: false,
      tried: result.tried, record: search.record)
  }

  /// How close bills and the costs of a search are known to each other: what costs more than a limit by less is
  /// found as well, for whoever set it to tell apart.
  private static let closeness = 1e-6

  /// As it was sized for the plan where the memo has it, else sized now.
  func sizedOnce(
    _ design: Design, for workload: Workload
  ) throws(Catalog.Gap) -> SizedArchitecture? {
    if let found = memo?.search(for: design, under: workload, requirements, setting),
      let frame = try frame(of: design, for: workload)
    {
      return SizedArchitecture(
        architecture: found.architecture, frame: frame, isOutOfReach: found.isOutOfReach,
        tried: found.tried, record: found.record)
    }
    return try sized(design, for: workload)
  }

  /// The cheapest architecture within the limits of every tier, whatever its response times.
  ///
  /// Nil when a tier has nothing large enough. Enough to compare options by size and cost.
  package func draft(_ design: Design, for workload: Workload) throws(Catalog.Gap) -> Architecture?
  {
    try frame(of: design, for: workload)?.cheapest()
  }

  /// Everything of a design that has one size, with the demand of the tiers that have several.
  func frame(of design: Design, for workload: Workload) throws(Catalog.Gap) -> SizingFrame? {
    let sizing = design.variants == catalog.variants ? self : try reading(design.variants)
    return try SizingFrame(sizing, design, workload)
  }

  /// The model for an architecture's options, where some are modelled like others.
  private func reading(_ variants: [String: String]) throws(Catalog.Gap) -> ArchitectureSizing {
    let catalog = catalog.reading(variants)
    return ArchitectureSizing(
      catalog: catalog, parameters: try parameters.reading(catalog), requirements: requirements,
      memo: memo, excluded: excluded)
  }

  /// The architecture with concurrent executions set aside for a greater workload, for requests and
  /// for jobs.
  ///
  /// Within the safe share of the account's quota; what the stage itself needs stays, also above
  /// it. Machines are returned as they are.
  package func reserving(
    _ architecture: Architecture, for workload: Workload
  ) throws(Catalog.Gap) -> Architecture {
    let hasFunctions = architecture.compute.platform == .lambda
    guard hasFunctions || architecture.workers?.platform == .lambda else { return architecture }
    if architecture.variants != catalog.variants {
      return try reading(architecture.variants).reserving(architecture, for: workload)
    }
    let quota = Int(try catalog.number("lambda.concurrencyDefault") * parameters.quotaTarget)
    let duration = NetworkState.unqueuedDuration(
      workload, architecture: architecture, parameters)
    let requests =
      hasFunctions
      ? try TaskSizing(catalog: catalog, parameters: parameters)
        .concurrency(rate: workload.requestRate, duration: duration) : 0
    return architecture.reserving(
      concurrency: max(
        architecture.compute.concurrency, Int(min(requests.rounded(.up), Double(quota)))),
      jobs: architecture.workers.map { workers in
        workers.platform == .lambda
          ? max(workers.count, min(quota, parameters.workers(forJobs: workload.jobLoad)))
          : workers.count
      })
  }

  /// The architecture with a database volume that holds the data of another workload as well.
  ///
  /// A volume grows by itself, but is to be laid out for what it has to hold at once.
  package func storing(
    _ architecture: Architecture, for workload: Workload
  ) throws(Catalog.Gap) -> Architecture {
    guard let tier = architecture.relational, tier.engine == .rds || tier.engine == .onInstance
    else { return architecture }
    let size = Placement(architecture, requirements: requirements)
      .sets(in: .sql, of: requirements)
      .map { requirements.size(of: $0, users: workload.users) }.sum()
    let storage = parameters.sizing.storage(for: size)
    guard storage > tier.storage else { return architecture }
    guard tier.engine == .rds else {
      return architecture.storing(
        StorageSizing.Volume(size: storage, operations: tier.storageOperations))
    }
    let sizing = StorageSizing(catalog: catalog, parameters: parameters)
    let operations = Double(tier.storageOperations) * parameters.quotaTarget
    guard let volume = try sizing.volume(size: storage, operations: operations) else {
      return architecture
    }
    return architecture.storing(volume)
  }

  /// Connections to the database that a compute tier opens at the peak.
  package static func connections(
    of tier: ComputeTier, parameters: PlanningParameters
  ) -> Double {
    tier.platform == .lambda
      ? Double(tier.concurrency)
      : Double(tier.count) * max(1, tier.virtualCPUs) * parameters.connectionsPerVirtualCPU
  }
}

/// An architecture with how it was found.
struct SizedArchitecture {
  let architecture: Architecture
  let frame: SizingFrame
  /// Whether no sizes meet the objectives for latency.
  let isOutOfReach: Bool
  /// How often the model was asked.
  let tried: Int
  /// What it answered in a search; nil where none was needed.
  var record: CarriedRecord?
}

/// What is known of sizes of a design before others are looked for.
struct KnownSizes {
  /// Sizes that carry the workload.
  let carrying: Architecture
  /// What the model answered of sizes under the same requirements; nil where those are others.
  let record: CarriedRecord?

  /// What it answered where burdens mean the same: of functions they hang on which ones there are, and of a
  /// database on what the cache leaves to it.
  fileprivate func record(for frame: SizingFrame) -> CarriedRecord? {
    frame.design.compute != .lambda && frame.isCached(as: carrying.cache) ? record : nil
  }
}

extension Architecture {
  /// Whether the database is behind a proxy.
  var hasProxy: Bool { relational?.hasProxy ?? false }
}

extension CapacityModel {
  /// Whether every limit is within its safe share and both percentiles are within their objectives,
  /// also while a zone is lost.
  ///
  /// Quotas, which are raised on request, do not count.
  package func carries(
    _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> Bool {
    let whole = try state(architecture, workload, zoneLost: false)
    guard try strains(of: whole).greatest <= 1 + 1e-9 else { return false }
    return missedPercentile(try zoneLostState(architecture, workload) ?? whole) == nil
  }
}
