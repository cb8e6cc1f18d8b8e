/// How full the tiers may be at the peak; the search for latency tightens them.
package struct SizingTargets: Hashable, Sendable {
  package var compute: Double
  package var computeZoneLost: Double
  package var database: Double
  /// Position in the list of function memory sizes; a larger function is a faster one.
  package var functionMemoryStep: Int

  package init(_ parameters: PlanningParameters) {
    compute = parameters.computeTarget
    computeZoneLost = parameters.computeTargetZoneLost
    database = parameters.databaseTarget
    functionMemoryStep = 0
  }
}
