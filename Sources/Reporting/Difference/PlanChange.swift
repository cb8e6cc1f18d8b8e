/// One thing in which two plans differ, in words.
struct PlanChange: Hashable, Sendable {
  /// What it is, in the order of a report.
  enum Subject: String, Hashable, Sendable, CaseIterable {
    case verdict, gate, present, decision, part, cost, latency, utilization, carries, entry
    case note
  }

  let subject: Subject
  /// The stage's id; nil for what concerns the whole plan.
  let stage: String?
  /// A gate, a decision, a part or a limit; empty where there is only one of the kind.
  let id: String
  /// What it was; nil for what is new.
  let old: String?
  /// What it is now; nil for what is gone.
  let new: String?

  init(_ subject: Subject, _ stage: String?, _ id: String, from old: String?, to new: String?) {
    self.subject = subject
    self.stage = stage
    self.id = id
    self.old = old
    self.new = new
  }
}
