import CatalogModel
import Roadmap

/// A part of a difference that is shown as one list or table, or left out as a whole.
struct DifferenceSection {
  /// In the order of a report: what was changed, what that decides, and what it moves.
  enum Topic: String, CaseIterable {
    case answers = "Answers"
    case catalog = "Catalog, read by these plans"
    case verdict = "Verdict and gates"
    case decisions = "Decisions"
    case utilization = "Utilization"
    case latency = "Response times"
    case cost = "Cost"
    case stages = "Stages"
    case parts = "Parts"
    case notes = "Notes"
    case unread = "Catalog, not read by these plans"

    /// The order in which topics are left out of a document that is too long, the first first.
    static let expendable: [Topic] = [
      .unread, .notes, .parts, .utilization, .latency, .stages, .cost, .catalog, .decisions,
      .answers, .verdict,
    ]
  }

  /// One thing that differs.
  struct Row: Hashable {
    /// What it is.
    let what: String
    /// Where it holds: `now`, or the stages by number; empty for what has no stage.
    var at: String
    let old: String?
    let new: String?
  }

  let topic: Topic
  /// What is said before the rows, or in their place.
  var remark: String?
  let rows: [Row]

  /// How many rows it has, for a line that says what was left out.
  var count: String { "\(rows.count) row\(rows.count == 1 ? "" : "s")" }
}

extension DifferenceSection.Topic {
  /// The topic that a change of a plan belongs to.
  init(_ subject: PlanChange.Subject) {
    switch subject {
    case .verdict, .gate, .present: self = .verdict
    case .decision: self = .decisions
    case .utilization: self = .utilization
    case .latency: self = .latency
    case .cost: self = .cost
    case .carries, .entry: self = .stages
    case .part: self = .parts
    case .note: self = .notes
    }
  }
}
