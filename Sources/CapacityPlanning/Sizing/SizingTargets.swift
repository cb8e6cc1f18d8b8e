/// How full the tiers may be at the peak.
struct SizingTargets: Hashable, Sendable {
  let compute: Double
  let computeZoneLost: Double
  let database: Double

  init(_ parameters: PlanningParameters) {
    compute = parameters.computeTarget
    computeZoneLost = parameters.computeTargetZoneLost
    database = parameters.databaseTarget
  }
}
