import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// The architectures that a schedule may use: those of the plan from the present stage on, and between
/// two of them the same designs sized for the middle.
struct HorizonStates {
  let catalog: Catalog
  let plan: Plan
  private let sizing: ArchitectureSizing
  private let model: CapacityModel

  init(catalog: Catalog, plan: Plan, memo: SizingMemo) {
    self.catalog = catalog
    self.plan = plan
    sizing = ArchitectureSizing(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements,
      memo: memo)
    model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
  }

  /// A state with what its steps are told by.
  struct Candidate {
    let state: ScheduledState
    let components: [Component]

    /// The users that it carries; infinite where nothing gives way.
    var reach: Double { state.breaking.users?.value ?? .infinity }
  }

  /// The candidates in the order of what they carry, the present stage's first.
  ///
  /// - Parameter most: The users at the end of the horizon with the fastest growth.
  func candidates(upTo most: Users) throws(Catalog.Gap) -> [Candidate] {
    guard let current = plan.currentIndex, let present = plan.stages[current].planned else {
      return []
    }
    // An unchanged stage has the sizes of the one that it continues.
    let origin = (0...current).last { plan.isDistinct($0) } ?? current
    var list = [
      Candidate(
        state: ScheduledState(
          stage: origin, architecture: present.architecture,
          sizedFor: plan.stages[origin].workload.users, breaking: present.breaking),
        components: present.components)
    ]
    for index in plan.stages.indices where index > current && plan.isDistinct(index) {
      guard let planned = plan.stages[index].planned, let last = list.last,
        last.reach < most.value
      else { break }
      for between in try middle(from: last, to: index, upTo: most) { list.append(between) }
      list.append(
        Candidate(
          state: ScheduledState(
            stage: index, architecture: planned.architecture,
            sizedFor: plan.stages[index].workload.users, breaking: planned.breaking),
          components: planned.components))
    }
    return list
  }

  /// The designs of two stages in a row, sized for the geometric mean of what the first carries and
  /// what the second is for.
  private func middle(
    from last: Candidate, to index: Int, upTo most: Users
  ) throws(Catalog.Gap) -> [Candidate] {
    let end = plan.stages[index].workload.users.value
    let users = Users((last.reach * end).squareRoot().rounded())
    guard end > last.reach * 2, users < most else { return [] }
    let workload = plan.requirements.workload(users: users)
    var list: [Candidate] = []
    for stage in [last.state.stage, index] {
      guard let planned = plan.stages[stage].planned,
        let sized = try sizing.size(planned.design, for: workload),
        sized != last.state.architecture,
        !list.contains(where: { $0.state.architecture == sized }),
        try model.carries(sized, under: workload)
      else { continue }
      let before = (0..<stage).last { plan.isDistinct($0) }.flatMap { plan.stages[$0].planned }
      list.append(
        Candidate(
          state: ScheduledState(
            stage: stage, architecture: sized, sizedFor: users,
            breaking: try model.breakingLoad(of: sized, from: users)),
          components: ComponentList(
            architecture: sized, decisions: planned.decisions, incumbent: before?.design
          ).components()))
    }
    return list
  }
}
