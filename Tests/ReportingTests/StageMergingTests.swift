import Testing

@testable import Reporting

/// How a difference names the stages at which something changed.
@Suite struct StageMergingTests {
  private static let merging = StageMerging(
    stages: ["1", "2", "3", "4"], former: ["1", "2", "2-horizon", "3", "4"])

  struct Case: CustomTestStringConvertible, Sendable {
    let stages: [String?]
    let at: String
    var testDescription: String { at }
  }

  @Test(arguments: [
    Case(stages: ["1"], at: "stage 1"),
    Case(stages: ["1", "2", "3"], at: "stages 1-3"),
    Case(stages: [nil, "1", "3", "4"], at: "now and stages 1, 3-4"),
    // A stage that the new plan has not is called by the number that it had.
    Case(stages: ["2-horizon"], at: "former stage 3"),
    Case(stages: ["3", "2-horizon"], at: "stage 3 and former stage 3"),
  ]) func changesAreMerged(_ example: Case) {
    let changes = example.stages.map { PlanChange(.cost, $0, "", from: "1", to: "2") }
    #expect(Self.merging.rows(changes).map(\.at) == [example.at])
  }
}
