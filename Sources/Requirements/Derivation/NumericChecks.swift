import CatalogModel
import OrderedCollections
import Quantities

/// Contradictions between numbers that were answered.
struct NumericChecks {
  private(set) var diagnostics: [Diagnostic] = []
  private let sheet: AnswerSheet
  private let resolved: ResolvedAnswers

  init(_ sheet: AnswerSheet, _ resolved: ResolvedAnswers) {
    self.sheet = sheet
    self.resolved = resolved
    atMost(
      "objectives.p95Milliseconds", "objectives.p99Milliseconds", in: .milliseconds,
      "95 of 100 requests cannot take longer than 99 of 100")
    atMost(
      "team.operations", "team.people", in: .people,
      "who works on operations is one of the engineers")
    atMost("team.teams", "team.people", in: .people, "a team has at least one engineer")
    checkObjectiveBinds()
    checkProcessorTimes()
  }

  /// The likely value of an answer that counts: what other answers make irrelevant is not checked.
  private func answered(_ id: String) -> Double? {
    guard resolved.value(id) != nil, case .number(let estimate) = sheet[id] else { return nil }
    return estimate.likely
  }

  private mutating func atMost(
    _ smaller: String, _ larger: String, in unit: AnswerUnit, _ reason: String
  ) {
    guard let small = answered(smaller), let large = answered(larger), small > large else { return }
    let least = AnswerFormatter.number(small, in: unit)
    let greatest = AnswerFormatter.number(large, in: unit)
    diagnostics.append(
      Diagnostic(
        .error, at: sheet.place(smaller),
        "\(smaller) is \(least), above \(larger), \(greatest): \(reason)",
        remedy: "lower \(smaller) or raise \(larger)"))
  }

  private mutating func checkObjectiveBinds() {
    let objective = "objectives.p95Milliseconds"
    let longest = "api.longestRequestSeconds"
    guard let p95 = answered(objective), let limit = answered(longest), p95 > limit * 1000 else {
      return
    }
    diagnostics.append(
      Diagnostic(
        .warning, at: sheet.place(objective),
        "\(objective) is longer than the longest request, \(longest): it is always met",
        remedy: "lower \(objective)"))
  }

  /// A request that computes for longer than the longest request may take.
  private mutating func checkProcessorTimes() {
    let longest = "api.longestRequestSeconds"
    guard let limit = answered(longest) else { return }
    for row in resolved.rows["requests"] ?? [] {
      report(row.given["cpuMilliseconds"], "requests[\(row.name)].cpuMilliseconds", limit)
    }
    let rendering = "frontEnd.renderMilliseconds"
    if resolved.value(rendering) != nil { report(sheet.answers[rendering], rendering, limit) }
  }

  private mutating func report(_ answer: Answer?, _ path: String, _ limit: Double) {
    guard let answer, case .number(let time) = answer.value, time.likely > limit * 1000 else {
      return
    }
    diagnostics.append(
      Diagnostic(
        .error, at: answer.place ?? Place(file: path),
        "\(path) is \(AnswerFormatter.number(time.likely, in: .milliseconds)), above"
          + " api.longestRequestSeconds, \(AnswerFormatter.number(limit, in: .seconds)):"
          + " the CPU time alone takes longer than the longest request may",
        remedy: "lower \(path) or raise api.longestRequestSeconds"))
  }
}
