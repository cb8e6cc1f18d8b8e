import OrderedCollections
import Quantities

/// A fallback that another answer moves, because the question's own would contradict that answer.
struct AdjustedFallback {
  let taken: TakenFallback

  /// The 99th percentile's usual distance from the 95th in an interactive system.
  private static let tailRatio = 2.5

  /// The questions whose answers may move the fallback of one.
  static func reads(of question: String) -> [String] {
    switch question {
    case "objectives.p99Milliseconds": ["objectives.p95Milliseconds"]
    case "objectives.p95Milliseconds": ["objectives.p99Milliseconds"]
    case "team.people": ["team.operations", "team.teams"]
    default: []
    }
  }

  /// Nil where the question's own fallback fits the answers.
  init?(_ question: Question, _ sheet: AnswerSheet) {
    guard case .value(.number(let own)) = question.fallback else { return nil }
    let answered = { (id: String) -> Double? in
      if case .number(let estimate) = sheet[id] { estimate.likely } else { nil }
    }
    switch question.id {
    case "objectives.p99Milliseconds":
      guard let p95 = answered("objectives.p95Milliseconds"), p95 > own.likely else { return nil }
      taken = TakenFallback(
        value: .number(Estimate(Self.tailRatio * p95)),
        reason: "2.5 times the 95th percentile that was answered")
    case "objectives.p95Milliseconds":
      guard let p99 = answered("objectives.p99Milliseconds"), p99 < own.likely else { return nil }
      taken = TakenFallback(
        value: .number(Estimate(p99 / Self.tailRatio)),
        reason: "the 99th percentile that was answered, divided by 2.5")
    case "team.people":
      let operations = answered("team.operations") ?? 0
      let least = max(operations.rounded(.up), answered("team.teams") ?? 0)
      guard least > own.likely else { return nil }
      taken = TakenFallback(
        value: .number(Estimate(least)), reason: "as many as the other answers about the team need")
    default: return nil
    }
  }
}
