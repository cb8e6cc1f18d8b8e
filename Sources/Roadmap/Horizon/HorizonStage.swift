import CatalogModel
import Quantities
import Requirements

extension Catalog {
  /// The same catalog with the stages of a plan for some requirements, whichever it was read for before.
  ///
  /// A stage is sized for the users at its end, which a system that grows slowly may never see. Where the
  /// users of the fastest growth stay below half of them (`planning.horizonStageFactor`), the stage of the
  /// present users is divided: the first part is sized for what the horizon brings, so that what is run, paid
  /// for and judged now has such sizes, unless an earlier stage is enough; the second one is the stage as the
  /// talk has it. Of small stages (`planning.horizonStageUsers`) the least machines carry both parts.
  ///
  /// - Throws: The fact, where the catalog lacks it.
  func staged(for requirements: SystemRequirements) throws(Catalog.Gap) -> Catalog {
    let now = requirements.users.now
    let growth = GrowthCurve(monthlyGrowth: requirements.users.fastestGrowth)
      .factor(months: requirements.budget.horizonMonths)
    let users = Users((now.value * growth).rounded(.up))
    let factor = try number("planning.horizonStageFactor")
    let least = try number("planning.horizonStageUsers")
    var stages = listedStages
    guard let present = stages.firstIndex(where: { $0.covers(now) }),
      stages[present].sizedFor.value > max(users.value * max(1, factor), least)
    else { return planned(in: stages) }
    stages.replaceSubrange(present...present, with: stages[present].divided(at: users))
    return planned(in: stages)
  }
}
