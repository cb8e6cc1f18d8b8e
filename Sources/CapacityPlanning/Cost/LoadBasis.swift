package import Requirements

/// Everything that the loads which an architecture carries depend on besides the objectives for latency and
/// the catalog: that of its cost at some users, and what makes the workloads of others.
///
/// What a breaking load begins to look at must be added here; `FlipTests.rememberedDecisionsChangeNothing`
/// compares as well.
package struct LoadBasis: Hashable, Sendable {
  private let cost: CostBasis
  private let users: UserBehavior
  private let requests: [RequestClass]

  package init(_ requirements: SystemRequirements, under workload: Workload) {
    cost = CostBasis(requirements, under: workload)
    users = requirements.users
    requests = requirements.requests
  }
}
