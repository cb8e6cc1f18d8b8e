import Requirements
import SampleSessions
import TerminalUI
import Testing

@Suite struct MouseTests {
  /// Presses the first cell of a text on the screen.
  private func press(_ text: String, _ model: inout InterviewModel) -> [Command] {
    let lines = view(model, size: model.size).lines
    for (y, line) in lines.enumerated() {
      guard let range = line.firstRange(of: text) else { continue }
      let x = line.distance(from: line.startIndex, to: range.lowerBound)
      return update(&model, .mouse(Mouse(.press, x: x, y: y))).filter { !$0.isRecord }
    }
    Issue.record("\(text) is not on the screen")
    return []
  }

  @Test func aQuestionOfTheListIsGoneTo() {
    var model = Sample.interview()
    _ = press("What carries it today", &model)
    #expect(model.focus == .question("system.today"))
  }

  @Test func anOptionIsChosen() {
    var model = Sample.interview()
    model.press(.tab)
    _ = press("( ) eu-west-1", &model)
    #expect(model.sheet["system.region"] == .choice("eu-west-1"))
  }

  @Test func keysOfTheKeyBarArePressed() {
    var model = Sample.interview()
    _ = press("? help", &model)
    #expect(model.overlay == .help)
    model.press(.escape)
    #expect(press("^Q quit", &model) == [.quit(.finished)])
  }

  @Test func pagesAndLinesOfThePlanArePressed() {
    var model = Sample.interview()
    model.explore(.overview)
    model.answerAll(press("5 Cost", &model))
    _ = press("database  db.t4g", &model)
    _ = press("database  db.t4g", &model)
    #expect(model.overlay == .why)
  }

  @Test func theWheelMovesLikeTheArrows() {
    var model = Sample.interview()
    model.press(.tab)
    _ = update(&model, .mouse(Mouse(.wheelDown, x: 0, y: 0)))
    model.press(.character(" "))
    #expect(model.sheet["system.region"] == .choice("us-west-2"))
  }

  /// The column and row of a scale's knob.
  private func knob(_ model: InterviewModel) -> (x: Int, y: Int)? {
    for (y, line) in view(model, size: model.size).lines.enumerated() {
      if let place = line.firstIndex(of: "●") {
        return (line.distance(from: line.startIndex, to: place), y)
      }
    }
    return nil
  }

  @Test func theUsersAreSetOnTheirScaleAndDragged() throws {
    var model = Sample.interview()
    model.explore(.load)
    let start = try #require(knob(model))
    model.receive(.mouse(Mouse(.press, x: start.x + 10, y: start.y)))
    #expect(try #require(knob(model)).x == start.x + 10)
    model.receive(.mouse(Mouse(.drag, x: start.x + 15, y: start.y + 7)))
    #expect(try #require(knob(model)).x == start.x + 15, "the scale is held beside its row too")
  }

  @Test func aSliderIsSetAndDraggedAsOneStep() throws {
    var model = Sample.interview()
    model.explore(.whatIf)
    let start = try #require(knob(model))
    model.receive(.mouse(Mouse(.press, x: start.x + 3, y: start.y)))
    model.receive(.mouse(Mouse(.drag, x: start.x + 6, y: start.y)))
    #expect(try #require(knob(model)).x == start.x + 6)
    model.press(.function(8))
    #expect(try #require(knob(model)).x == start.x)
  }

  @Test func draggingWithoutAScaleDoesNothing() {
    var model = Sample.interview()
    model.explore(.cost)
    let before = view(model, size: model.size).lines
    model.receive(.mouse(Mouse(.drag, x: 20, y: 5)))
    #expect(view(model, size: model.size).lines == before)
  }

  @Test func aKeyHandsTheMouseBackToTheTerminal() {
    var model = Sample.interview()
    #expect(model.press(.function(11)) == [.mouse(false)])
    #expect(model.press(.function(11)) == [.mouse(true)])
  }

  @Test func whatAnOverlayCoversCannotBePressed() {
    var model = Sample.interview()
    model.press(.function(1))
    _ = update(&model, .mouse(Mouse(.press, x: 4, y: 3)))
    #expect(model.focus == .question("system.name"))
    #expect(model.overlay == .help)
  }
}
