import OrderedCollections
import Requirements
import SampleSessions
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
    .save(.began), .save(.ended), .save(.failed), .takeOver(sheet("shop"), from: .editor),
    .takeOver(AnswerSheet(), from: .session), .holds(sheet("a")),
  ]

  private static func sheet(_ name: String) -> AnswerSheet {
    var sheet = AnswerSheet()
    sheet.set("system.name", to: .text(name), in: Sample.questionnaire)
    return sheet
  }

  @Test(arguments: actions)
  func everyActionReadsBackFromItsLine(_ action: Action) {
    let line = ActionLine.sample.text(action)
    #expect(!line.contains("\n"))
    #expect(ActionLine.sample.action(line) == action)
  }

  @Test(arguments: [
    "", "focus", "fly\taway", "delete\tmany", "focus\tdata\tone\tsize", "adopt\ta", "try\ta",
    "save\tmaybe", "take\tthief\t", "take\teditor", "holds", "holds\tno answers",
  ])
  func whatIsNoActionIsNone(_ line: String) {
    #expect(ActionLine.sample.action(line) == nil)
  }

  @Test func whatFollowsADamagedLineIsNotPlayed() {
    let lines = ["focus\tusers.now", "type\t250", "fo\0\0\0", "type\tacme"]
    #expect(ActionLine.sample.actions(lines) == [.focus(.question("users.now")), .type("250")])
  }

  /// Plays random keys; returns the model and its journal.
  static func randomSession(_ seed: UInt64) -> (InterviewModel, [Action]) {
    var random = SplitMix64(seed: seed)
    var model = Sample.interview()
    var journal: [Action] = []
    for _ in 0..<300 {
      let key = RandomSession.keys.randomElement(using: &random) ?? .tab
      for case .record(let actions) in update(&model, .key(key)) { journal += actions }
    }
    return (model, journal)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func aJournalLeadsBackToTheSameAnswersPlaceAndUndo(_ seed: UInt64) {
    var (model, journal) = Self.randomSession(seed)
    let lines = journal.map(ActionLine.sample.text)
    var replayed = Sample.interview()
    _ = replayed.replay(lines.compactMap(ActionLine.sample.action))
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
    #expect(model.sheet["users.now"] == nil)
  }

  @Test func aJournalBeginsWithTheSession() throws {
    var model = Sample.interview()
    let begun = model.start().filter(\.isRecord)
    #expect(begun == [.beginJournal(model.sheet)])
  }

  @Test(arguments: [["", ":quit!"], ["discard", ":quit!"]])
  func aJournalThatWasFoundIsNotBegunOnceMore(_ lines: [String]) {
    let recovery = RecoveredSession(base: AnswerSheet(), actions: [.type("shop")])
    var later = Sample.interview()
    later.offer(recovery)
    #expect(!later.start().contains { $0.isRecord })
    // Whoever decides does so before line mode starts.
    #expect(LineSession(lines, recovery: recovery).begun.isEmpty)
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
    note(update(&model, .saved(written, path: "a.yaml")))
    let cut = RecoveredSession(base: AnswerSheet(), actions: journal)
    #expect(cut.changeCount == 0, "the file holds everything")
    note(update(&model, .key(.control("_"))))
    #expect(model.sheet["system.name"] == nil)
    let recovered = RecoveredSession(
      base: AnswerSheet(),
      actions: journal.map(ActionLine.sample.text).compactMap(ActionLine.sample.action))
    #expect(recovered.changeCount == 1)
    var other = Sample.interview(sheet: written)
    other.offer(recovered)
    #expect(other.press(.enter).first == .resume(from: written))
    #expect(other.sheet == model.sheet)
    #expect(other.isUnsaved)
  }

  @Test func undoReachesBackBeyondAMergeAndAnEditAfterACrash() {
    var model = Sample.interview()
    var journal: [Action] = []
    func note(_ commands: [Command]) {
      for case .record(let actions) in commands { journal += actions }
    }
    note(update(&model, .key(.character("a"))))
    note(update(&model, .key(.control("s"))))
    var merged = model.sheet
    merged.set("system.region", to: .choice("sa-east-1"), in: Sample.questionnaire)
    note(update(&model, .merged(merged, path: "a.yaml")))
    note(update(&model, .edited(Self.sheet("edited"))))
    let recovered = RecoveredSession(
      base: AnswerSheet(),
      actions: journal.map(ActionLine.sample.text).compactMap(ActionLine.sample.action))
    #expect(recovered.changeCount == 0, "the file holds everything")
    var other = Sample.interview(sheet: Self.sheet("edited"))
    other.offer(recovered)
    #expect(other.press(.enter).first == .resume(from: Self.sheet("edited")))
    for sheet in [Self.sheet("edited"), merged, Self.sheet("a"), AnswerSheet()] {
      #expect(other.sheet == sheet)
      other.press(.control("_"))
    }
  }

  /// A save that was cut off with its session is not taken for the first one of the session after.
  @Test func savesArePairedWithinTheirSession() {
    let first: [Action] = [.type("a"), .save(.began), .type("ab")]
    var model = Sample.interview()
    model.offer(RecoveredSession(base: AnswerSheet(), actions: first))
    var journal = first
    func note(_ commands: [Command]) {
      for case .record(let actions) in commands { journal += actions }
    }
    note(update(&model, .key(.enter)))
    note(update(&model, .key(.control("s"))))
    note(update(&model, .saved(model.sheet, path: "a.yaml")))
    #expect(RecoveredSession(base: AnswerSheet(), actions: journal).changeCount == 0)
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

extension ActionLine {
  /// Lines for answers of the sample that are not tables.
  static let sample = ActionLine(
    text: { sheet in
      let answers = sheet.answers.map { id, answer in
        Sample.questionnaire.question(id).map {
          "\(id)=\(AnswerFormatter.text(answer.value, for: $0))"
        } ?? ""
      }
      return answers.joined(separator: "\n")
    },
    sheet: { text in
      var sheet = AnswerSheet()
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let question = Sample.questionnaire.question(parts[0]),
          let value = try? AnswerParser.parse(parts[1], for: question)
        else { return nil }
        sheet.set(parts[0], to: value, in: Sample.questionnaire)
      }
      return sheet
    })
}
