package import CatalogModel
package import Requirements

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
    let variants: [String: String]

    init(_ design: Design) {
      compute = design.compute
      engine = design.engine
      placement = design.placement
      caching = design.caching
      zones = design.zones
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

  private struct Draft: Sendable {
    let frame: SizingFrame
    let compute: ComputeTier
    let relational: RelationalTier?
  }

  private let sizing: ArchitectureSizing
  private let workload: Workload
  private let known = Known<Key, Draft?>()

  package init(_ sizing: ArchitectureSizing, for workload: Workload) {
    self.sizing = sizing
    self.workload = workload
  }

  /// What `ArchitectureSizing.draft(_:for:)` makes of a design.
  ///
  /// - Throws: What the catalog lacks.
  package func draft(_ design: Design) throws(Catalog.Gap) -> Architecture? {
    let draft = try known.value(of: Key(design)) { () throws(Catalog.Gap) -> Draft? in
      guard let frame = try sizing.frame(of: design, for: workload),
        let tiers = try frame.cheapestTiers()
      else { return nil }
      return Draft(frame: frame, compute: tiers.compute, relational: tiers.relational)
    }
    return draft.map { $0.frame.architecture(of: design, $0.compute, $0.relational) }
  }
}
