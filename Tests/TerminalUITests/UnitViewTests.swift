import OrderedCollections
import Quantities
import Requirements
import SampleSessions
import TerminalUI
import Testing

/// A system of several units, seen as a whole and unit by unit; and sliders of tables.
@Suite struct UnitViewTests {
  private func lines(_ model: InterviewModel) -> [String] { view(model, size: model.size).lines }

  private func divided() -> InterviewModel {
    var model = Sample.interview()
    model.divide()
    return model
  }

  @Test func eachPageTellsWhatIsInView() {
    var model = divided()
    model.explore(.cost)
    #expect(lines(model).contains { $0.contains("All 2 units together") })
    model.answerAll(model.press(.character("u")))
    #expect(lines(model).contains { $0.contains("Unit front by itself (1 of 2)") })
    model.answerAll(model.press(.character("u")))
    #expect(lines(model).contains { $0.contains("Unit orders by itself (2 of 2)") })
    model.answerAll(model.press(.character("u")))
    #expect(lines(model).contains { $0.contains("All 2 units together") })
    model.answerAll(model.press(.character("U")))
    #expect(lines(model).contains { $0.contains("Unit orders by itself (2 of 2)") })
  }

  /// Titles of pages on two rows leave room for it, or are cut instead.
  @Test(arguments: 60...100) func theUnitIsToldWholeAtAnyWidth(_ width: Int) {
    var model = divided()
    _ = update(&model, .resize(Size(columns: width, rows: 24)))
    model.explore(.cost)
    model.answerAll(model.press(.character("u")))
    #expect(lines(model).contains { $0.contains("Unit front by itself (1 of 2)") })
  }

  @Test func aUnitIsAskedForByNameAndOnce() {
    var model = divided()
    model.explore(.cost)
    #expect(
      model.press(.character("u")) == [
        .compute(.pages(model.sheet, unit: "front"), job: model.job)
      ])
    _ = update(&model, .replied(.pages(Sample.planPages, unit: "front"), job: model.job))
    model.answerAll(model.press(.character("u")))
    #expect(model.press(.character("U")).isEmpty, "the pages of front are known")
  }

  @Test func aReplyForAnotherUnitIsKeptForIt() {
    var model = divided()
    model.explore(.load)
    model.press(.character("u"))
    let step = LoadStep(nearest: 100)
    let late = Reply.loads([Sample.load(step)], unit: nil)
    _ = update(&model, .replied(late, job: model.job))
    #expect(lines(model).contains { $0.contains("computing this load") })
  }

  @Test func aSystemOfOneUnitHasNoOther() {
    var model = Sample.interview()
    model.explore(.cost)
    #expect(model.press(.character("u")).isEmpty)
    #expect(lines(model).contains { $0.contains("The system is one unit") })
  }

  @Test func aUnitThatIsGoneIsNotLookedAt() {
    var model = divided()
    model.explore(.cost)
    model.answerAll(model.press(.character("u")))
    model.press(.escape)
    model.type("x")
    _ = update(&model, .previewArrived(Sample.preview, job: model.job))
    #expect(
      model.press(.function(5)) == [.compute(.pages(model.sheet, unit: nil), job: model.job)])
  }

  @Test func aSliderOfATablesRowChangesThatRow() {
    var model = Sample.interview()
    model.explore(.whatIf)
    model.press(.down)
    #expect(lines(model).contains { $0.contains("main: How large is it today?") })
    guard case .compute(.variant(let sheet), _)? = model.press(.right).first,
      case .rows(let rows)? = sheet["data"], case .number(let size)? = rows[0]["sizeGiB"]?.value
    else {
      Issue.record("no variant with rows")
      return
    }
    #expect(size == Estimate(6.06))
    #expect(rows[0]["name"]?.value == .text("main"))
    model.press(.character("a"))
    #expect(model.sheet == sheet, "what is taken over is what was tried")
  }

  @Test func aVariantIsSavedUnderAName() {
    var model = Sample.interview()
    model.explore(.whatIf)
    model.press(.right, .character("v"))
    #expect(model.overlay == .naming)
    model.type("Big /sale 2")
    #expect(lines(model).contains { $0.contains("Name of the variant: ig-sale-2") })
    let sheet = model.sheet
    guard case .export(.variant(let name), let variant)? = model.press(.enter).first else {
      Issue.record("not saved")
      return
    }
    #expect(name == "ig-sale-2")
    #expect(variant != sheet)
    #expect(model.overlay == nil)
  }

  @Test func whatIsTakenOverReplaysToTheSameAnswers() {
    var model = Sample.interview()
    let adopt = Action.adopt([
      .init(question: "users.now", text: "2500"), .init(question: "data[main].sizeGiB", text: "40"),
    ])
    #expect(ActionLine.sample.action(ActionLine.sample.text(adopt)) == adopt)
    _ = model.replay([adopt])
    guard case .rows(let rows)? = model.sheet["data"] else {
      Issue.record("no rows")
      return
    }
    #expect(rows[0]["sizeGiB"]?.value == .number(Estimate(40)))
    #expect(model.sheet["users.now"] == .number(Estimate(2500)))
  }

  @Test func whatReversesADecisionStandsInItsReasons() {
    var model = Sample.interview()
    model.explore(.decisions)
    model.press(.enter)
    #expect(lines(model).contains { $0.contains("reversed by: users.now reaches 12000") })
    model.press(.escape, .down, .enter)
    #expect(!lines(model).contains { $0.contains("reversed by") })
  }
}
