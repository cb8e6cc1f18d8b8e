package import CatalogModel
package import Quantities
package import Requirements

/// Why no sizes of a design are cheaper: what was compared, the bound, the next cheapest, and what each
/// requirement costs.
///
/// Costs are those that decide: the monthly bill with what operating replicas and nodes takes. The
/// proof holds for the model and the prices of the catalog; it says nothing of other designs, which the
/// decisions compare.
package struct SizingCertificate: Hashable, Sendable {
  /// The cost that is proven to be the least.
  package let cost: USDPerMonth
  /// The part of it that is no bill: person-days of operation at the planning rate.
  package let operation: USDPerMonth
  /// What the tiers cost at least by themselves, within their limits but whatever the response times.
  package let bound: USDPerMonth
  /// How many types or sizes of each tier were compared.
  package let compared: [Compared]
  /// How often the capacity model was asked.
  package let tried: Int
  /// What no sizes help against, such as an objective for latency or a hot key; nil where some do.
  ///
  /// The sizes are then the cheapest of each tier by itself.
  package let obstacle: BreakingLoad.Cause?
  /// The cheapest with another type or size at one tier at least; nil where there is no other.
  package let runnerUp: RunnerUp?
  package let shadowPrices: [ShadowPrice]

  package init(
    cost: USDPerMonth, operation: USDPerMonth, bound: USDPerMonth, compared: [Compared],
    tried: Int, obstacle: BreakingLoad.Cause?, runnerUp: RunnerUp?, shadowPrices: [ShadowPrice]
  ) {
    self.cost = cost
    self.operation = operation
    self.bound = bound
    self.compared = compared
    self.tried = tried
    self.obstacle = obstacle
    self.runnerUp = runnerUp
    self.shadowPrices = shadowPrices
  }

  /// Whether no sizes of the design carry the load within every limit and objective.
  package var isOutOfReach: Bool { obstacle != nil }

  /// How the costs are obtained.
  package static let method = Method.derived

  /// The choice that a tier offers.
  package struct Compared: Hashable, Sendable {
    package let tier: Tier
    package let count: Int
  }

  /// The next cheapest sizes.
  package struct RunnerUp: Hashable, Sendable {
    /// The tier that does without its cheapest type.
    package let tier: Tier
    package let architecture: Architecture
    package let cost: USDPerMonth
  }

  /// What a requirement costs: how much less the cheapest sizes would be with a little less of it.
  package struct ShadowPrice: Hashable, Sendable {
    package let requirement: Requirement
    /// Never negative; zero where something else decides.
    package let saving: USDPerMonth
  }

  /// A requirement that sizes answer to, and how far it is relaxed for its price.
  package enum Requirement: String, Hashable, Sendable, CaseIterable {
    /// A tenth more time.
    case p95
    case p99
    /// Nothing is asked for while a zone is lost; what is spread over zones stays spread.
    case zoneLoss
    /// Ten percentage points more of every CPU count as safe.
    case utilization
  }
}

extension ArchitectureSizing {
  /// The proof that the sizes of a design are the cheapest; nil where a tier has nothing large enough.
  ///
  /// - Complexity: A search for every tier and for every requirement that can have a price.
  package func certificate(
    for design: Design, under workload: Workload
  ) throws(Catalog.Gap) -> SizingCertificate? {
    guard let sized = try sizedOnce(design, for: workload) else { return nil }
    let cost = try sized.frame.objective(sized.architecture)
    var bound = cost
    if sized.tried > 1 || sized.isOutOfReach, let draft = try sized.frame.cheapest() {
      bound = min(cost, try sized.frame.objective(draft))
    }
    var obstacle: BreakingLoad.Cause?
    if sized.isOutOfReach {
      let model = CapacityModel(
        catalog: catalog, parameters: parameters, requirements: requirements)
      obstacle =
        try model.failure(sized.architecture, users: workload.users.value) ?? .nothing
    }
    return SizingCertificate(
      cost: cost, operation: sized.frame.operation(of: sized.architecture), bound: bound,
      compared: sized.frame.compared, tried: sized.tried, obstacle: obstacle,
      runnerUp: sized.isOutOfReach ? nil : try runnerUp(design, workload, sized),
      shadowPrices: sized.isOutOfReach
        ? []
        : try shadowPrices(
          design, workload, sized.architecture, cost: cost, isBinding: bound < cost))
  }

  private func runnerUp(
    _ design: Design, _ workload: Workload, _ best: SizedArchitecture
  ) throws(Catalog.Gap) -> SizingCertificate.RunnerUp? {
    var found: SizingCertificate.RunnerUp?
    var record = best.record
    for (tier, name) in SizingFrame.types(of: best.architecture) {
      let other = ArchitectureSizing(
        catalog: catalog, parameters: parameters, requirements: requirements, memo: memo,
        excluded: excluded.union([name]))
      // The model is asked the same of other types, and what is no cheaper is no next one.
      guard
        let next = try other.sized(
          design, for: workload, below: found?.cost,
          knowing: KnownSizes(carrying: best.architecture, record: record)),
        !next.isOutOfReach
      else { continue }
      // Beside another cache databases carry something else.
      if next.architecture.cache == best.architecture.cache { record = next.record ?? record }
      let cost = try next.frame.objective(next.architecture)
      if let found, cost >= found.cost { continue }
      found = SizingCertificate.RunnerUp(
        tier: tier, architecture: next.architecture, cost: cost)
    }
    return found
  }

  /// - Parameter isBinding: Whether response times made it dearer than the limits alone: otherwise
  ///   more time saves nothing.
  private func shadowPrices(
    _ design: Design, _ workload: Workload, _ best: Architecture, cost: USDPerMonth,
    isBinding: Bool
  ) throws(Catalog.Gap) -> [SizingCertificate.ShadowPrice] {
    var prices: [SizingCertificate.ShadowPrice] = []
    let objectives = requirements.objectives
    for requirement in SizingCertificate.Requirement.allCases {
      var relaxed: ArchitectureSizing?
      switch requirement {
      case .p95, .p99:
        guard isBinding else { break }
        relaxed = ArchitectureSizing(
          catalog: catalog, parameters: parameters,
          requirements: requirements.allowing(
            p95: objectives.p95 * (requirement == .p95 ? 1.1 : 1),
            p99: objectives.p99 * (requirement == .p99 ? 1.1 : 1)),
          memo: memo, excluded: excluded)
      case .zoneLoss:
        guard design.zones > 1 else { continue }
        relaxed = ArchitectureSizing(
          catalog: catalog, parameters: parameters.withoutZoneLoss, requirements: requirements,
          memo: memo, excluded: excluded)
      case .utilization:
        relaxed = ArchitectureSizing(
          catalog: catalog, parameters: parameters.filling(by: Self.moreUtilization),
          requirements: requirements, memo: memo, excluded: excluded)
      }
      var saving = 0.0
      // Where less is asked for the plan's sizes still do, so that only cheaper ones count.
      if let relaxed,
        let next = try relaxed.sized(
          design, for: workload, below: cost * (1 - Self.negligible),
          knowing: KnownSizes(carrying: best, record: nil))
      {
        saving = max(0, (cost - (try next.frame.objective(next.architecture))).value)
      }
      // Prices are added in another order, which shows in the last digits.
      prices.append(
        SizingCertificate.ShadowPrice(
          requirement: requirement,
          saving: USDPerMonth(saving < Self.negligible * cost.value ? 0 : saving)))
    }
    return prices
  }

  /// What utilization is relaxed by, as a share of a CPU.
  private static let moreUtilization = 0.1
  /// A share of the cost that is no saving.
  private static let negligible = 1e-6
}

extension SizingFrame {
  /// What can be had at every tier that has a choice.
  fileprivate var compared: [SizingCertificate.Compared] {
    var list: [SizingCertificate.Compared] = []
    func add(_ tier: Tier, _ count: Int) {
      if count > 0 { list.append(SizingCertificate.Compared(tier: tier, count: count)) }
    }
    switch design.compute {
    case .fargate: add(.compute, parameters.sizing.taskSizes.count)
    case .lambda: add(.compute, parameters.sizing.functionMemories.count)
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      let (types, legacy) = (catalog.computeInstances, parameters.legacyFamilies)
      // By their places, since a type is hundreds of bytes to copy. Those of a family stand together.
      var last = (family: "", isLegacy: legacy.contains(""))
      add(
        .compute,
        types.indices.count {
          guard types[$0].isCurrentGeneration else { return false }
          if types[$0].family != last.family {
            last = (types[$0].family, legacy.contains(types[$0].family))
          }
          return !last.isLegacy
        })
    }
    let wanted: DatabaseInstance.Engine? =
      switch design.engine {
      case .rds: .postgres
      case .aurora: .auroraPostgres
      default: nil
      }
    if let wanted {
      let types = catalog.databaseInstances
      add(
        .database,
        types.indices.count { types[$0].engine == wanted && types[$0].isCurrentGeneration })
    }
    if let engine = CacheEngine(rawValue: design.caching.rawValue) {
      let nodes: CacheNode.Engine = engine == .valkey ? .valkey : .memcached
      add(.cache, catalog.cacheNodes.count { $0.engine == nodes && $0.isCurrentGeneration })
    }
    return list
  }

  /// The type or size that each tier of an architecture runs on, by the name under which it can be
  /// left out.
  fileprivate static func types(of architecture: Architecture) -> [(tier: Tier, name: String)] {
    var types: [(Tier, String)] = []
    let compute = architecture.compute
    types.append((.compute, compute.instanceType ?? sizeName(compute)))
    if let name = architecture.relational?.instanceClass { types.append((.database, name)) }
    if let name = architecture.cache?.nodeType { types.append((.cache, name)) }
    return types
  }

  /// Tasks and functions have no type: their size is told by vCPUs or memory.
  static func sizeName(_ tier: ComputeTier) -> String {
    "\(tier.platform.rawValue) \(tier.virtualCPUs) \(tier.memory.value)"
  }
}
