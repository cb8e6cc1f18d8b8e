import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The questions of the pillar of sustainability: to run, to build and to keep no more than is needed.
extension LensQuestions {
  /// Whether capacity follows the load.
  static func capacity(_ stage: PlannedStage, _ plan: Plan) -> Lens.Question {
    let id = "sustainability_capacity"
    let tier = stage.architecture.compute
    let isByRequest = tier.platform == .lambda
    let follows =
      isByRequest
      ? "The plan runs functions, which run only while requests do: keep none of them provisioned "
        + "without need."
      : tier.count > tier.minimumCount
        ? "The plan keeps \(tier.minimumCount) ready and adds up to "
          + "\(tier.count - tier.minimumCount): let them go again."
        : "The plan keeps \(tier.count) running at all times: ask again whether they all must."
    return question(
      id, "Does what runs follow the load?", use(plan),
      [
        choice(
          id + "_follows", "What runs is taken away when the load falls", improvement: follows),
        choice(
          id + "_measured", "Sizes are taken down by what is measured",
          improvement: "Compare the use with the plan's each quarter; tenfold calibrate takes what "
            + "was measured."),
      ], none: .medium, some: .medium)
  }

  /// How much of the compute tier's processors is in use at the peak.
  private static func use(_ plan: Plan) -> String {
    let processors = plan.present?.assessment.limits.first {
      $0.tier == .compute && $0.resource == "CPU" && $0.capacity > 0
    }
    guard let processors else { return "What runs without work uses energy all the same." }
    let peak = processors.load / processors.capacity
    return "At the peak of the present users \(DecimalText.significant(100 * peak)) % of the "
      + "compute tier's processors is in use."
  }

  /// Whether what the plan leaves out is left out; nil where it leaves out nothing.
  static func unneeded(_ stage: PlannedStage) -> Lens.Question? {
    guard !stage.deferred.isEmpty else { return nil }
    let id = "sustainability_unneeded"
    let left = stage.deferred.prefix(6).map { "\($0.title): \($0.trigger)" }
    return question(
      id, "Is nothing built before it is needed?",
      "The plan leaves out \(stage.deferred.map(\.title).joined(separator: ", ")).",
      [
        choice(
          id + "_deferred", "Nothing of it runs yet",
          improvement: "Switch it off until it is called for. " + left.joined(separator: "; ")),
        choice(
          id + "_removed", "What changes left behind is removed",
          improvement: "Delete what the steps of the plan replaced, with its snapshots, images and "
            + "addresses."),
      ], none: .medium, some: .medium)
  }

  /// Whether data is kept no longer than it is needed; nil without data.
  static func retention(_ sets: [DataSet]) -> Lens.Question? {
    guard !sets.isEmpty else { return nil }
    let id = "sustainability_data"
    let growth = sets.map(\.firstYearGrowth).sum().value
    let names = sets.map(\.name).joined(separator: ", ")
    let files = sets.filter { $0.content == "files" }.map(\.name)
    return question(
      id, "Is data kept no longer than it is needed?",
      "The data of \(names) grows by \(DecimalText.significant(growth, 3)) GiB in the first year.",
      [
        choice(
          id + "_expires", "Each data set has a day on which records are archived or deleted",
          improvement: "Agree on one for \(names), and have it done without anybody's hand.")
      ]
        + (files.isEmpty
          ? []
          : [
            choice(
              id + "_colder", "Files that are seldom read lie in a colder class",
              improvement: "Give \(files.joined(separator: ", ")) lifecycle rules.")
          ]),
      none: .medium, some: .medium)
  }
}
