import CapacityPlanning
import CatalogModel
import OptionScoring
import Requirements

/// What a stage finds: a design that stands, which is laid out only when somebody looks at its sizes.
///
/// Most designs that a stage finds are overturned by what it decides, and laying out functions takes a
/// search for the load at which they break. What is laid out is remembered for the system that trials are
/// compared with (`StagePlanner.laidOutOnce`).
struct FoundDesign: Sendable {
  let design: Design
  /// Whether it was found to carry the present users.
  let carriesPresent: Bool
  private let sized: Architecture
  /// The planner of the stage that left it, the stage, and whether the planner looked at the present users; nil
  /// for what is laid out.
  private let origin: (planner: StagePlanner, index: Int, looksAtPresent: Bool)?

  /// What stands as it was set up.
  init(_ standing: StandingDesign) {
    self.init(
      standing.design, standing.architecture, carriesPresent: standing.carriesPresent)
  }

  init(_ design: Design, _ laidOut: Architecture, carriesPresent: Bool) {
    self.design = design
    self.carriesPresent = carriesPresent
    sized = laidOut
    origin = nil
  }

  /// What a stage leaves, as sized for it.
  ///
  /// - Parameter looksAtPresent: Whether it was found out if it carries the present users.
  init(
    _ standing: StandingDesign, leftBy planner: StagePlanner, at index: Int, looksAtPresent: Bool
  ) {
    design = standing.design
    carriesPresent = standing.carriesPresent
    sized = standing.architecture
    origin = (planner, index, looksAtPresent)
  }

  /// Its sizes as it was set up.
  func architecture() throws(Catalog.Gap) -> Architecture {
    guard let origin else { return sized }
    if origin.looksAtPresent, origin.planner.detail == .values {
      // What is set aside for functions is in no limit and on no bill; the volume is the larger one where the
      // present users are carried, as `laidOut` finds by the breaking load.
      return try carriesPresent
        ? origin.planner.larger(sized, at: origin.index) ?? sized : sized
    }
    return try origin.planner.laidOut(sized, at: origin.index)
  }

  /// Its sizes as it was set up, where they pass a test; else nil.
  ///
  /// Laying out sets aside functions, which is in no limit, and may enlarge a volume: what fails with
  /// the larger volume fails as well without.
  ///
  /// - Parameter passes: Whether an architecture carries something.
  func architecture(
    where passes: (Architecture) throws(Catalog.Gap) -> Bool
  ) throws(Catalog.Gap) -> Architecture? {
    guard let origin else { return try passes(sized) ? sized : nil }
    let larger = try origin.planner.larger(sized, at: origin.index)
    guard try passes(larger ?? sized) else { return nil }
    let laidOut = try architecture()
    if larger != nil, try !passes(laidOut) { return nil }
    return laidOut
  }

  /// The same, laid out.
  func standing() throws(Catalog.Gap) -> StandingDesign {
    StandingDesign(
      design: design, architecture: try architecture(), carriesPresent: carriesPresent)
  }
}
