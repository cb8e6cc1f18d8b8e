import Quantities
import Requirements
import SampleSessions
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

  @Test func aQuestionIsFoundByTheReasonWhyItIsAsked() {
    var model = Sample.interview()
    model.press(.control("f"))
    model.type("stages into dates")
    model.press(.enter)
    #expect(model.focus == .question("users.monthlyGrowth"))
  }

  @Test func aQuestionIsFoundByWhatPeopleCallIt() {
    var model = Sample.interview()
    model.press(.control("f"))
    model.type("spending")
    model.press(.enter)
    #expect(model.focus == .question("budget.monthlyUSD"))
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

  @Test func slashInAnAnsweredNumberWithoutSuchUnitsFinds() {
    var model = Sample.interview()
    model.press(.pageDown)
    model.type("2500")
    #expect(keyBar(model).contains("/ find"))
    model.press(.character("/"))
    #expect(model.overlay == .finder)
    #expect(model.sheet["users.now"] == .number(Estimate(2500)))
  }

  @Test func theKeyBarTellsTheKeyThatFinds() {
    var model = Sample.interview()
    model.press(.pageDown, .tab)
    #expect(keyBar(model).contains("/ find"), "nothing is typed yet")
    model.type("18")
    #expect(keyBar(model).contains("^F find"), "a unit may follow")
    model.press(.control("f"))
    #expect(model.overlay == .finder)
  }

  private func keyBar(_ model: InterviewModel) -> String {
    view(model, size: Size(columns: 200, rows: 24)).lines.last ?? ""
  }

  @Test func theCommandPaletteDoesWhatItSays() {
    var model = Sample.interview()
    model.press(.character(":"))
    #expect(model.overlay == .palette)
    model.type("all answers")
    model.press(.enter)
    #expect(model.screen == .review)
  }

  @Test(arguments: PlanPage.ID.allCases)
  func everyPageOfThePlanIsACommand(_ page: PlanPage.ID) {
    var model = Sample.interview()
    model.press(.character(":"))
    model.type("plan: \(page.rawValue.prefix(4))")
    model.press(.enter)
    #expect(model.screen == .explorer)
    #expect(view(model, size: Size(columns: 200, rows: 24)).lines[1].contains(page.title))
  }

  @Test func onlyWhatCanBeDoneIsACommand() {
    var model = Sample.interview()
    func isListed(_ title: String) -> Bool {
      var open = model
      open.press(.control("k"))
      open.type(title)
      return view(open, size: open.size).lines.joined().contains("▸ \(title)")
    }
    for title in ["Undo", "Redo", "Copy this page", "What if: take"] {
      #expect(!isListed(title), "\(title)")
    }
    model.type("a")
    #expect(isListed("Undo"))
    model.explore(.whatIf)
    #expect(isListed("Copy this page"))
    model.press(.right)
    for title in ["take the changes", "reset the focused", "reset all", "save as a variant"] {
      #expect(isListed("What if: \(title)"), "\(title)")
    }
  }

  @Test func nextPageIsThatOfTheScreen() {
    var model = Sample.interview()
    model.explore(.cost)
    let focus = model.focus
    model.press(.control("k"))
    model.type("next page")
    model.press(.enter)
    #expect(model.focus == focus, "the hidden question stays")
    #expect(
      view(model, size: Size(columns: 200, rows: 24)).lines.joined().contains("a read replica"))
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
