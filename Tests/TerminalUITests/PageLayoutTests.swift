import SampleSessions
import TerminalUI
import TestSupport
import Testing

/// Tables of the plan at every width: nothing is cut, nothing is too wide.
@Suite struct PageLayoutTests {
  private static let words = [
    "EKS", "Application Load Balancer", "users in the busiest minute", "1,200,000",
    "a remedy that is told in one sentence, and in another one after it.", "", "日本語の名前",
  ]

  private static func table(_ random: inout SplitMix64) -> PlanTable {
    let columns = (0..<Int.random(in: 1...7, using: &random)).map { index in
      PlanTable.Column("Heading \(index)", isNumber: index % 3 == 2)
    }
    let rows = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      PlanTable.Row(columns.map { _ in words.randomElement(using: &random) ?? "" })
    }
    return PlanTable(columns, rows)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func everyWordIsShownAndNoLineIsTooWide(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var model = Sample.interview(
      columns: Int.random(in: 40...200, using: &random), rows: 100)
    let table = Self.table(&random)
    model.explore(.cost)
    _ = update(
      &model, .replied(.pages([PlanPage(.cost, [.table(table)])], unit: nil), job: model.job))
    let shown = view(model, size: model.size).lines.joined(separator: " ")
    for row in table.rows {
      for cell in row.cells {
        for word in cell.split(separator: " ") where word.allSatisfy(\.isASCII) {
          #expect(shown.contains(word), "seed \(seed): \(word) at \(model.size.columns)")
        }
      }
    }
    #expect(!shown.contains("…") || model.size.columns < 60, "seed \(seed)")
  }

  @Test(arguments: [Key.function(1), .function(4), .function(6), .function(10)])
  func aFunctionKeyInAnOverlayDoesWhatItDoesElsewhere(_ opening: Key) {
    var model = Sample.interview()
    model.press(opening)
    #expect(model.overlay != nil)
    model.press(.function(5))
    #expect(model.overlay == nil)
    #expect(model.screen == .explorer)
    model.press(.function(7), opening, opening)
    #expect(model.overlay == nil, "its own key closes it")
  }

  @Test func aQuestionToBeDecidedKeepsItsOverlay() {
    var model = Sample.interview()
    model.type("x")
    model.press(.control("q"))
    #expect(model.overlay == .quitConfirmation)
    model.press(.function(5))
    #expect(model.screen == .questions)
  }

  @Test func colorsAreChangedFromThePalette() {
    var model = Sample.interview()
    model.press(.character(":"))
    model.type("colors")
    #expect(model.press(.enter) == [.theme(.light)])
    #expect(model.theme == .light)
  }
}
