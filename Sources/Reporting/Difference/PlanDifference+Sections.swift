import CatalogModel
import Requirements
import Roadmap

extension PlanDifference {
  /// What differs, topic by topic; topics without a difference are left out.
  var sections: [DifferenceSection] {
    let merging = StageMerging(
      stages: new.plan.stages.map(\.definition.id), former: old.plan.stages.map(\.definition.id))
    return DifferenceSection.Topic.allCases.compactMap { topic in
      let section: DifferenceSection =
        switch topic {
        case .answers: DifferenceSection(topic: topic, rows: answers.map(Self.row))
        case .catalog: DifferenceSection(topic: topic, rows: read.map(Self.row))
        case .unread:
          DifferenceSection(
            topic: topic, remark: unread.isEmpty ? nil : counts,
            rows: listsAll ? unread.map(Self.row) : [])
        default:
          DifferenceSection(
            topic: topic,
            rows: merging.rows(changes.filter { DifferenceSection.Topic($0.subject) == topic }))
        }
      return section.rows.isEmpty && section.remark == nil ? nil : section
    }
  }

  private static func row(_ change: AnswerChange) -> DifferenceSection.Row {
    DifferenceSection.Row(what: change.path, at: "", old: change.old, new: change.new)
  }

  private static func row(_ change: CatalogChange) -> DifferenceSection.Row {
    DifferenceSection.Row(
      what: "\(change.subject.rawValue) \(change.id)", at: "", old: change.old, new: change.new)
  }

  /// `3 prices, 1 source`.
  private var counts: String {
    CatalogChange.Subject.allCases.compactMap { subject in
      let count = unread.count { $0.subject == subject }
      return count == 0 ? nil : "\(count) \(subject.rawValue)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  var title: String {
    let name = new.plan.requirements.name
    let decided = changes.count { $0.subject == .decision }
    guard hasChanges else {
      return answers.isEmpty
        ? "\(name): no difference in the plan"
        : "\(name): \(Self.count(answers.count, "answer")) changed, no difference in the plan"
    }
    let causes = answers.isEmpty ? "" : Self.count(answers.count, "answer") + " changed, "
    let flips = decided == 0 ? "" : ", \(Self.count(decided, "decision")) among them"
    return "\(name): \(causes)\(Self.count(changes.count, "difference")) in the plan\(flips)"
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// What was compared.
  var inputs: [String] {
    let answers =
      hasOtherAnswers
      ? "answers \(old.answersFile) \(old.answersDigest) -> \(new.answersFile) \(new.answersDigest)"
      : "answers \(new.answersFile) \(new.answersDigest), the same"
    let catalog =
      old.catalog.digest == new.catalog.digest
      ? "catalog \(new.catalog.digest), the same"
      : "catalog \(old.catalog.digest) -> \(new.catalog.digest)"
    let region =
      old.catalog.region == new.catalog.region
      ? "region \(new.catalog.region)" : "region \(old.catalog.region) -> \(new.catalog.region)"
    return [answers, catalog, region]
  }
}
