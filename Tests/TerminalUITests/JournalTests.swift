import OrderedCollections
import Requirements
import TerminalUI
import TestSupport
import Testing

@Suite struct JournalTests {
  static let actions: [Action] = [
    .focus(.question("users.now")), .focus(.column("sizeGiB", row: 2, table: "data")),
    .type("250 k"), .type(""), .type("tab\t and \\n line\nend"), .choose([]), .choose(["a", "b"]),
    .forget, .addRow, .deleteRow(3), .undo, .redo, .shortPath(true), .shortPath(false),
    .adopt([.init(question: "users.now", text: "10..20"), .init(question: "x", text: "\\")]),
    .tryOut([.init(question: "users.now", text: "10..20"), .init(question: "x", text: "")]),
    .save(.began), .save(.ended), .save(.failed),
  ]

  @Test(arguments: actions)
  func everyActionReadsBackFromItsLine(_ action: Action) {
    let line = ActionLine.text(action)
    #expect(!line.contains("\n"))
    #expect(ActionLine.action(line) == action)
  }

  @Test(arguments: [
    "", "focus", "fly\taway", "delete\tmany", "focus\tdata\tone\tsize", "adopt\ta", "try\ta",
    "save\tmaybe",
  ])
  func whatIsNoActionIsNone(_ line: String) {
    #expect(ActionLine.action(line) == nil)
  }

  /// Plays random keys; returns the model and its journal.
  static func randomSession(_ seed: UInt64) -> (InterviewModel, [Action]) {
    var random = SplitMix64(seed: seed)
    var model = Sample.interview()
    var journal: [Action] = []
    for _ in 0..<300 {
      let key = MonkeyTests.keys.randomElement(using: &random) ?? .tab
      for case .record(let actions) in update(&model, .key(key)) { journal += actions }
    }
    return (model, journal)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func aJournalLeadsBackToTheSameAnswersPlaceAndUndo(_ seed: UInt64) {
    var (model, journal) = Self.randomSession(seed)
    let lines = journal.map(ActionLine.text)
    var replayed = Sample.interview()
    _ = replayed.replay(lines.compactMap(ActionLine.action))
    #expect(replayed.sheet == model.sheet, "seed \(seed)")
    #expect(replayed.focus == model.focus, "seed \(seed)")
    // What lies over the screen would take the first key.
    model.press(.escape, .escape)
    for _ in 0..<50 {
      model.press(.control("_"))
      replayed.press(.control("_"))
      #expect(replayed.sheet == model.sheet, "undo, seed \(seed)")
    }
  }

  @Test func aKeyIsInTheJournalBeforeTheNextOne() {
    var model = Sample.interview()
    #expect(update(&model, .key(.character("s"))).first == .record([.type("s")]))
    #expect(update(&model, .key(.character("h"))).first == .record([.type("sh")]))
    #expect(
      update(&model, .key(.tab)) == [.record([.focus(.question("system.region"))])])
  }

  @Test func whatCannotBeReadIsKeptAsTyped() {
    var model = Sample.interview()
    _ = model.replay([.focus(.question("users.now")), .type("many")])
    #expect(view(model, size: model.size).lines.contains { $0.contains("many") })
    #expect(
      model.bookmark == [
        .focus(.question("users.now")), .type("many"), .focus(.question("users.now")),
      ])
  }

  @Test func aSessionThatWasCutOffIsOfferedAndGoneOnWith() {
    var model = Sample.interview()
    model.offer(
      RecoveredSession(
        base: AnswerSheet(), actions: [.type("shop"), .focus(.question("users.now")), .type("5k")]))
    #expect(view(model, size: model.size).lines.contains { $0.contains("2 changes") })
    #expect(model.press(.tab).isEmpty)
    #expect(model.overlay == .recovery)
    #expect(model.press(.enter).first == .resume(from: AnswerSheet()))
    #expect(model.sheet["system.name"] == .text("shop"))
    #expect(model.focus == .question("users.now"))
    #expect(model.isUnsaved)
  }

  @Test func undoReachesBackBeyondASaveAfterACrash() throws {
    var model = Sample.interview()
    var journal: [Action] = []
    func note(_ commands: [Command]) {
      for case .record(let actions) in commands { journal += actions }
    }
    for scalar in "shop".unicodeScalars { note(update(&model, .key(.character(scalar)))) }
    note(update(&model, .key(.tab)))
    note(update(&model, .key(.control("s"))))
    let written = model.sheet
    let commands = update(&model, .saved(written, path: "a.yaml"))
    note(commands)
    #expect(!commands.contains { if case .restartJournal = $0 { true } else { false } })
    let cut = RecoveredSession(base: AnswerSheet(), actions: journal)
    #expect(cut.changeCount == 0, "the file holds everything")
    note(update(&model, .key(.control("_"))))
    #expect(model.sheet["system.name"] == nil)
    let recovered = RecoveredSession(
      base: AnswerSheet(), actions: journal.map(ActionLine.text).compactMap(ActionLine.action))
    #expect(recovered.changeCount == 1)
    var other = Sample.interview(sheet: written)
    other.offer(recovered)
    #expect(other.press(.enter).first == .resume(from: written))
    #expect(other.sheet == model.sheet)
    #expect(other.isUnsaved)
  }

  @Test func aSaveThatFailedLeavesItsChangesUnsaved() {
    let actions: [Action] = [
      .type("a"), .save(.began), .type("ab"), .save(.failed), .save(.began), .save(.ended),
      .type("abc"),
    ]
    #expect(RecoveredSession(base: AnswerSheet(), actions: actions).changeCount == 1)
    #expect(
      RecoveredSession(base: AnswerSheet(), actions: Array(actions.prefix(4))).changeCount == 2)
  }

  @Test func anOfferCanBeDeclinedOrPostponed() {
    var model = Sample.interview()
    let recovery = RecoveredSession(base: AnswerSheet(), actions: [.type("shop")])
    model.offer(recovery)
    #expect(model.press(.control("q")) == [.quit(.postponed)])
    #expect(model.press(.character("d")) == [.discardRecovery])
    #expect(model.sheet == AnswerSheet())
  }
}
