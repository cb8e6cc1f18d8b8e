package import CatalogModel
package import Requirements
import Synchronization

/// Drafts of designs for one workload.
///
/// Most options that are compared differ in their way in, in what they watch or in how they queue: what is
/// sized is the same, and is sized once.
package final class DraftSizing: Sendable {
  /// What sizes depend on.
  private struct Key: Hashable, Sendable {
    let compute: ComputePlatform
    let engine: RelationalEngine?
    let placement: Placement
    let caching: Design.Caching
    let zones: Int
    /// Whether the edge answers requests, of which less is to be paid for.
    let answersAtEdge: Bool
    let variants: [String: String]

    init(_ design: Design) {
      compute = design.compute
      engine = design.engine
      placement = design.placement
      caching = design.caching
      zones = design.zones
      answersAtEdge = design.edge == .cloudFrontWithResponses
      variants = design.variants
    }

    // What designs of one workload differ in; the rest is compared.
    func hash(into hasher: inout Hasher) {
      var choices = NumberFold()
      choices.add(compute)
      if let engine { choices.add(engine) }
      choices.add(caching)
      hasher.combine(choices.value)
    }
  }

  /// The sizes of designs that have them in common.
  private final class Draft: Sendable {
    let frame: SizingFrame
    private let compute: ComputeTier
    private let relational: RelationalTier?
    /// What a month of it amounts to, which the way in and what is watched do not change.
    private let peak = Mutex<BilledPeak?>(nil)

    init(_ frame: SizingFrame, _ compute: ComputeTier, _ relational: RelationalTier?) {
      self.frame = frame
      self.compute = compute
      self.relational = relational
    }

    func architecture(of design: Design) -> Architecture {
      frame.architecture(of: design, compute, relational)
    }

    /// The month of an architecture with these sizes.
    func peak(
      of architecture: Architecture, _ costs: CostModel
    ) throws(Catalog.Gap) -> BilledPeak {
      if let known = peak.withLock({ $0 }) { return known }
      let peak = try costs.peak(of: architecture, under: frame.workload)
      self.peak.withLock { $0 = peak }
      return peak
    }
  }

  private let sizing: ArchitectureSizing
  private let costs: CostModel
  private let workload: Workload
  private let known = Known<Key, Draft?>()

  /// - Parameter costs: The model of what the same requirements cost.
  package init(_ sizing: ArchitectureSizing, _ costs: CostModel, for workload: Workload) {
    self.sizing = sizing
    self.costs = costs
    self.workload = workload
  }

  /// What `ArchitectureSizing.draft(_:for:)` makes of a design.
  ///
  /// - Throws: What the catalog lacks.
  package func draft(_ design: Design) throws(Catalog.Gap) -> Architecture? {
    try sized(design)?.architecture(of: design)
  }

  /// What some tiers of a draft cost; nil where nothing is large enough.
  ///
  /// - Throws: What the catalog lacks, also of what is paid in these tiers.
  package func totals(of tiers: TierSet, _ design: Design) throws(Catalog.Gap) -> TierCosts? {
    guard let draft = try sized(design) else { return nil }
    let costs = try costs.reading(variantsOf: design)
    let architecture = draft.architecture(of: design)
    return try costs.totals(of: tiers, architecture, at: draft.peak(of: architecture, costs))
  }

  private func sized(_ design: Design) throws(Catalog.Gap) -> Draft? {
    try known.value(of: Key(design)) { () throws(Catalog.Gap) -> Draft? in
      guard let frame = try sizing.frame(of: design, for: workload),
        let tiers = try frame.cheapestTiers()
      else { return nil }
      return Draft(frame, tiers.compute, tiers.relational)
    }
  }
}
