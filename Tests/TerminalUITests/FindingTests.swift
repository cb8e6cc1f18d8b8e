import Quantities
import Requirements
import TerminalUI
import Testing

@Suite struct FindingTests {
  @Test func slashFindsAQuestionByItsWords() {
    var model = Sample.interview()
    model.press(.character("/"))
    #expect(model.overlay == .finder)
    model.type("share month")
    model.press(.enter)
    #expect(model.overlay == nil)
    #expect(model.focus == .question("users.monthlyGrowth"))
  }

  @Test func anOptionIsFoundAndHighlighted() {
    var model = Sample.interview()
    model.press(.control("f"))
    model.type("eu-central")
    model.press(.enter, .enter)
    #expect(model.sheet["system.region"] == .choice("eu-central-1"))
  }

  @Test func aColumnOfATableIsFound() {
    var model = Sample.interview()
    model.press(.character("/"))
    model.type("how large")
    model.press(.enter)
    #expect(model.focus == .column("sizeGiB", row: 0, table: "data"))
  }

  @Test func aQuestionThatDoesNotMatterTellsWhy() {
    var model = Sample.interview()
    model.press(.character("/"))
    model.type("rendering one page")
    model.press(.enter)
    #expect(model.overlay == .finder)
    #expect(
      view(model, size: model.size).lines.contains { $0.contains("other answers to frontEnd.kind") }
    )
  }

  @Test func findingAQuestionBesideTheShortPathLeavesThePath() {
    var model = Sample.interview()
    model.press(.function(2), .control("f"))
    model.type("carries it today")
    model.press(.enter)
    #expect(model.focus == .question("system.today"))
    #expect(!model.isShort)
  }

  @Test func slashWithinAnEntryIsPartOfAUnit() {
    var model = Sample.interview()
    model.press(.pageDown, .tab)
    model.type("18%/month")
    #expect(model.overlay == nil)
    #expect(model.sheet["users.monthlyGrowth"] == .number(Estimate(0.18)))
  }

  @Test func theCommandPaletteDoesWhatItSays() {
    var model = Sample.interview()
    model.press(.character(":"))
    #expect(model.overlay == .palette)
    model.type("all answers")
    model.press(.enter)
    #expect(model.screen == .review)
  }

  @Test func aLookUpWithoutResultDoesNothing() {
    var model = Sample.interview()
    for opener in [Key.character(":"), .character("/")] {
      model.press(opener)
      model.type("zzzz")
      #expect(view(model, size: model.size).lines.contains { $0.contains("nothing fits") })
      model.press(.enter, .escape)
      #expect(model.overlay == nil)
    }
  }
}
