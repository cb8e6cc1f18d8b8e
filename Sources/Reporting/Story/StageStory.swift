import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// What can be said of one stage that several documents say alike.
struct StageStory {
  let stage: StagePlan
  let planned: PlannedStage
  /// The number of the stage, from 1.
  let number: Int
  let isPresent: Bool
  let requirements: SystemRequirements

  /// `Stage 5: > 1,000 users`.
  var heading: String { Self.heading(number, stage) }

  /// `Stage 1: 1 user`.
  static func heading(_ number: Int, _ stage: StagePlan) -> String {
    "Stage \(number): \(stage.labelText)"
  }

  /// Whether what it carries ends before the upper end of its label.
  var fallsShort: Bool {
    planned.breaking.users.map { $0 < stage.workload.users } ?? false
  }

  /// The users that it carries: `16,600 users`, or that no limit was found.
  var carries: String {
    planned.breaking.users.map(NumberText.users) ?? "more users than there are people"
  }

  /// When what it carries is used up, counted from now.
  var breaksWhen: String {
    planned.breaking.users.map { Self.when($0, requirements) } ?? "never"
  }

  /// When there are as many users, counted from now.
  static func when(_ users: Users, _ requirements: SystemRequirements) -> String {
    requirements.months(until: users).map {
      $0 > 0 ? NumberText.months($0) : "passed already"
    } ?? "not at the growth that was answered"
  }

  /// The metric that announces the end of the stage.
  var nextTrigger: Metric? {
    TriggerMetric.metric(
      of: planned.breaking.cause, in: planned.architecture, objectives: requirements.objectives)
  }

  /// The limit that is nearest to its safe share at the stage's own load.
  var fullest: Limit? { Self.fullest(planned.assessment.limits) }

  /// Of these limits the one that is nearest to its safe share; a quota, which is raised on request,
  /// only where there is nothing else.
  static func fullest(_ limits: [Limit]) -> Limit? {
    let hard = limits.filter { !$0.isQuota }
    return (hard.isEmpty ? limits : hard).max {
      $0.utilization / $0.safeShare < $1.utilization / $1.safeShare
    }
  }

  /// The quotas that the stage's load passes, so that they must be raised before.
  var passedQuotas: [Limit] { planned.assessment.limits.filter { $0.isQuota && $0.isPassed } }

  /// `compute CPU = 43 %`, with the sign of how the use was obtained.
  static func signedUse(_ limit: Limit) -> String {
    "\(limit.tier.rawValue) \(limit.resource) \(limit.method.sign) "
      + NumberText.share(limit.utilization)
  }

  /// `compute CPU 43 %`.
  static func use(_ limit: Limit) -> String {
    "\(limit.tier.rawValue) \(limit.resource) \(NumberText.share(limit.utilization))"
  }
}

extension StagePlan {
  /// Whether the deployment unit does not exist in this stage.
  var isAbsent: Bool {
    if unit != nil, case .infeasible(let decisions) = outcome { decisions.isEmpty } else { false }
  }

  /// The label with its unit: `> 1,000 users`.
  ///
  /// Of a deployment unit with its name: `> 1,000 users, shop`.
  var labelText: String {
    definition.label + (definition.label == "1" ? " user" : " users")
      + (unit.map { ", \($0)" } ?? "")
  }
}

extension Plan {
  /// The story of each stage that can be planned.
  func stories() -> [StageStory] { stages.indices.compactMap(story) }

  /// The story of a stage; nil where it cannot be planned.
  func story(at index: Int) -> StageStory? {
    let stage = stages[index]
    return stage.planned.map {
      StageStory(
        stage: stage, planned: $0, number: index + 1, isPresent: index == currentIndex,
        requirements: requirements)
    }
  }

  /// The story of the stage to run now.
  var presentStory: StageStory? { currentIndex.flatMap(story) }

  /// The index of the stage that the present architecture was planned for: an unchanged stage continues
  /// the one before.
  var presentOrigin: Int? {
    currentIndex.map { current in (0...current).last { isDistinct($0) } ?? current }
  }

  /// The index of the stage whose label covers the present users.
  var labeledIndex: Int? {
    stages.firstIndex { $0.definition.covers(requirements.users.now) }
      ?? (stages.isEmpty ? nil : stages.count - 1)
  }
}
