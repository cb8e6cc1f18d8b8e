import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The answer to the question what to run now, in sentences that all documents share.
struct Verdict {
  let plan: Plan

  /// 0 when all gates pass, 2 when one fails or nothing carries the load.
  var exitCode: Int { plan.passes && plan.current != nil ? 0 : 2 }

  /// `pass` or `fail`.
  var word: String { exitCode == 0 ? "pass" : "fail" }

  /// That all gates pass, or which ones fail.
  var gates: String {
    let failed = plan.gates.filter { !$0.passes }
    guard !failed.isEmpty else {
      return plan.gates.count == 1 ? "The only gate passes." : "All \(plan.gates.count) gates pass."
    }
    func names(_ gates: [Gate]) -> String { gates.map(\.id).joined(separator: ", ") }
    let waived = failed.filter(\.isWaived)
    let mild = failed.filter { !$0.isWaived && $0.level != .error }
    return "\(failed.count) of \(plan.gates.count) gates "
      + (failed.count == 1 ? "fails" : "fail") + ": \(names(failed))."
      + (waived.isEmpty ? "" : " Waived: \(names(waived)).")
      + (mild.isEmpty ? "" : " No error: \(names(mild)).")
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
    ]
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
