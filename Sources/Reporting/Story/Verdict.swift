import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The answer to the question what to run now, in sentences that all documents share.
struct Verdict {
  let plan: Plan
  /// What the ranges do to it; nil where they were not drawn.
  var risk: RiskReport?
  /// What becomes of the present stage when something fails; empty where nobody asked.
  var failures: [WhatIf] = []

  init(plan: Plan) { self.plan = plan }

  /// With what a report knows besides the plan.
  init(_ input: ReportInput) {
    plan = input.plan
    risk = input.risk
    failures = input.failures.first { $0.stage == input.plan.presentOrigin }?.whatIfs ?? []
  }

  /// 0 when all gates pass, 2 when one fails or nothing carries the load.
  var exitCode: Int { plan.passes && plan.current != nil ? 0 : 2 }

  /// `pass` or `fail`.
  var word: String { exitCode == 0 ? "pass" : "fail" }

  /// That all gates pass, or which ones fail, and which are missed or skipped without failing it.
  var gates: String {
    func named(_ gates: [Gate], _ one: String, _ several: String) -> String? {
      gates.isEmpty
        ? nil
        : "\(gates.count) \(gates.count == 1 ? one : several): "
          + gates.map(\.id).joined(separator: ", ")
    }
    let missed = plan.gates.filter { !$0.passes && !$0.isWaived }
    let failed = missed.filter { $0.level == .error }
    let rest = [
      named(missed.filter { $0.level == .warning }, "warns", "warn"),
      named(missed.filter { $0.level == .note }, "is noted", "are noted"),
      named(plan.gates.filter(\.isWaived), "is waived", "are waived"),
      named(plan.gates.filter { !$0.isJudged }, "is not judged", "are not judged"),
    ].compactMap { $0 }
    let all = plan.gates.count
    guard let first = failed.first else {
      guard !rest.isEmpty else {
        return all == 1 ? "The only gate passes." : "All \(all) gates pass."
      }
      return "None of \(all) gates fails; \(rest.joined(separator: "; "))."
    }
    let names = failed.count == 1 ? first.id : failed.map(\.id).joined(separator: ", ")
    let head = "\(failed.count) of \(all) gates \(failed.count == 1 ? "fails" : "fail"): \(names)"
    return ([head] + rest).joined(separator: "; ") + "."
  }

  /// The sentences of the verdict, in order of weight: what, where, how far, how much, how fast.
  var sentences: [String] {
    if let composition = plan.composition {
      let words = CompositionWords(composition: composition)
      return composition.isDivided ? words.sentences(plan) ?? stranded : own + words.advice
    }
    return own
  }

  private var own: [String] {
    guard let story = plan.presentStory, let present = plan.present else { return stranded }
    return [
      ArchitectureWords(stage: story.planned).full,
      position(story),
      limit(story),
      "At the present \(NumberText.users(plan.requirements.users.now)) and "
        + "∑ \(NumberText.rate(present.workload.requestRate)) at the peak it costs "
        + "∑ \(NumberText.cost(present.costs.total)).",
      latency(present.assessment),
    ] + [hazard].compactMap { $0 }
  }

  /// Odds below which a verdict does not keep them to itself.
  private static let fairOdds = 0.9

  /// What the verdict does not rest on: ranges that may break the objectives, and failures that the
  /// present stage does not survive.
  private var hazard: String? {
    let odds = risk?.present.flatMap { present -> String? in
      let met = min(present.objectiveMet, present.carried)
      return met < Self.fairOdds
        ? "by the ranges of answers and facts all objectives and limits hold in only "
          + "± \(BandText.probability(met)) of the cases" : nil
    }
    let lost = failures.filter { $0.outcome == .fails }.map(\.kind.rawValue)
    var seen: Set<String> = []
    let kinds = lost.filter { seen.insert($0).inserted }.joined(separator: ", ")
    let losses =
      kinds.isEmpty ? nil : "at the peak that the stage is sized for, requests are lost by \(kinds)"
    let parts = [odds, losses].compactMap { $0 }
    return parts.isEmpty
      ? nil : "It is no certainty: " + parts.joined(separator: "; and ") + "."
  }

  /// The stage by its metric, and by the label where the two differ.
  private func position(_ story: StageStory) -> String {
    let now = NumberText.users(plan.requirements.users.now)
    let stage = "stage \(story.number) (\(story.stage.labelText))"
    guard let labeled = plan.labeledIndex, labeled + 1 != story.number else {
      return "By its load and by its \(now) this is \(stage)."
    }
    let label = plan.stages[labeled].labelText
    return labeled + 1 > story.number
      ? "By its load this is still \(stage), although \(now) bear the label \(label): the "
        + "smaller architecture carries them."
      : "By its load this is already \(stage), although \(now) bear the label \(label): that "
        + "stage's architecture no longer carries them."
  }

  private func limit(_ story: StageStory) -> String {
    guard story.planned.breaking.users != nil else {
      return "It carries more users than there are; nothing gives way."
    }
    return "It carries up to ≈ \(story.carries) (\(story.breaksWhen)); then "
      + "\(story.planned.breaking.cause.text)."
  }

  private func latency(_ assessment: Assessment) -> String {
    let objectives = plan.requirements.objectives
    guard let latency = assessment.latency else {
      let reason = assessment.latencyLimit?.text ?? "a station is saturated"
      return "There are no response times: \(reason)."
    }
    return "Response times at the peak: p95 ≈ \(NumberText.time(latency.all.p95)) of "
      + "\(NumberText.time(objectives.p95)) allowed, p99 ≈ \(NumberText.time(latency.all.p99)) of "
      + "\(NumberText.time(objectives.p99))."
  }

  /// What to say when nothing carries the present users.
  private var stranded: [String] {
    let blames = plan.gates.compactMap(\.blame).map(MarkdownText.sentence)
    return ["No architecture of this catalog carries the present users."] + blames
  }
}
