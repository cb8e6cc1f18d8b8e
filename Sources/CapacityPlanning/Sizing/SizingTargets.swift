/// How full the tiers may be at the peak; the search for latency tightens them.
package struct SizingTargets: Hashable, Sendable {
  package var compute: Double
  package var computeZoneLost: Double
  package var database: Double
  /// The smallest task size allowed; below a whole vCPU, a larger task is a faster one.
  package var leastTaskVirtualCPUs: Double
  /// The fewest capacity units of Serverless v2; a quarter of a vCPU each.
  package var leastCapacityUnits: Double
  /// Position in the list of function memory sizes; a larger function is a faster one.
  package var functionMemoryStep: Int

  package init(_ parameters: PlanningParameters) {
    compute = parameters.computeTarget
    computeZoneLost = parameters.computeTargetZoneLost
    database = parameters.databaseTarget
    leastTaskVirtualCPUs = 0.25
    leastCapacityUnits = 0.5
    functionMemoryStep = 0
  }
}
