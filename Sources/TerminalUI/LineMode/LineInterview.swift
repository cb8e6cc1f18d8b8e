import CatalogModel
import Requirements

/// The interview line by line, for screen readers and for terminals that cannot move their cursor.
///
/// It asks the same questions of the same model as the full screen: options are numbered, an
/// answer that cannot be read is asked for again, and nothing is drawn or overwritten. A line that
/// starts with a colon is a command.
package struct LineInterview {
  var model: InterviewModel
  let setup: InterviewSetup
  /// The next line of input without its end; nil at the end of input.
  let read: () -> String?
  let write: (String) -> Void
  var exit: ExitReason?
  /// The reasons behind the lines of the last page.
  var reasons: [Why] = []

  /// Runs an interview until the user ends it or the input does.
  ///
  /// - Parameters:
  ///   - read: Gives the next line of input without its line end; nil at the end of input.
  ///   - write: Prints a text as it is.
  package static func run(
    _ setup: InterviewSetup, read: @escaping () -> String?, write: @escaping (String) -> Void
  ) -> InterviewOutcome {
    let model = setup.model(glyphs: .ascii)
    var interview = LineInterview(model: model, setup: setup, read: read, write: write)
    return interview.run()
  }

  private mutating func run() -> InterviewOutcome {
    say("Enter keeps what is shown. :help lists the commands.")
    offerRecovery()
    if exit == nil { perform(model.start()) }
    while exit == nil {
      if model.screen == .questions { ask() } else { finish() }
    }
    if exit != .postponed { setup.journal?.end() }
    return .ended(exit ?? .finished, sheet: model.sheet, savedPath: model.savedPath)
  }

  /// Asks whether a session that was cut off is to be gone on with.
  private mutating func offerRecovery() {
    guard let recovery = model.recovery else { return }
    let changes = TextLayout.count(recovery.changeCount, "change")
    say("A session on this file was cut off; it made \(changes).")
    while exit == nil, model.recovery != nil {
      say("Enter goes on where it was; `discard` starts from the file; `later` decides later.")
      // No command can mean anything before that is decided.
      switch line() {
      case nil, "later"?, ":quit"?, ":quit!"?: exit = .postponed
      case ""?: perform(update(&model, .key(.enter)))
      case "discard"?: perform(update(&model, .key(.character("d"))))
      case let word?: say("! `\(word)` is none of these")
      }
    }
  }

  /// Performs an action of the journal, and tells what it has to tell.
  mutating func act(_ action: Action) {
    perform(model.act(action))
    tellNotice()
  }

  mutating func tellNotice() {
    if let notice = model.notice { say(notice.isProblem ? "! \(notice.text)" : notice.text) }
    model.notice = nil
  }

  /// The action that answers with a value.
  private func action(for value: AnswerValue?, typed text: String, _ question: Question) -> Action {
    switch value {
    case nil: .forget
    case .choice(let id)?: .choose([id])
    case .choices(let ids)?: .choose(ids)
    case .flag(let flag)?: .choose([flag ? "yes" : "no"])
    case .number?, .text?, .rows?: .type(text)
    }
  }

  /// Asks the question at the focus and takes one line for it.
  private mutating func ask() {
    guard let question = model.question(at: model.focus) else {
      exit = .finished
      return
    }
    say("")
    say("[\(place)] \(question.ask)")
    say("  \(question.why)")
    for (number, option) in choices(of: question).enumerated() { say("  \(number + 1). \(option)") }
    if case .table(let kind) = question.kind {
      say("  (a number edits that \(kind.rowName); or: add, delete NUMBER)")
    }
    let isAnswered = model.answer(at: model.focus) != nil
    let reason = isAnswered || question.reason.isEmpty ? "" : " (\(question.reason))"
    say("  \(isAnswered ? "answer" : "assumed"): \(model.answerText(at: model.focus))\(reason)")
    guard let line = prompt() else { return }
    if line.isEmpty {
      goOn()
    } else if case .table = question.kind {
      editTable(line, question)
    } else {
      take(line, question)
    }
  }

  private mutating func take(_ line: String, _ question: Question) {
    do {
      let text = named(line, question)
      let value = try AnswerParser.parse(text, for: question)
      act(action(for: value, typed: text, question))
      if let command = Self.command(meant: line) {
        say("  (taken as the answer; the command is `\(command)`)")
      }
      goOn()
    } catch {
      say("! \(error.message)" + (error.remedy.map { "; \($0)" } ?? ""))
      if let command = Self.command(meant: line) { say("  the command is `\(command)`") }
    }
  }

  /// The command that somebody means who types its name, or a sign for it, as an answer.
  static func command(meant line: String) -> String? {
    switch line.lowercased().split(separator: " ").joined() {
    case "?", "help", "h", "/?": ":help"
    case "quit", "exit", "q": ":quit"
    case "back", "save", "undo", "list": ":" + line.lowercased().filter { $0 != " " }
    default: nil
    }
  }

  /// The last column of a row leads back to its table, the last question to the end.
  private mutating func goOn() {
    model.moveFocus(by: 1)
  }

  /// Everything is answered or assumed: shows the plan and asks whether to save it.
  private mutating func finish() {
    say("")
    for line in model.previewLines(width: 72) { say(line.spans.map(\.text).joined()) }
    say("")
    say(
      model.isUnsaved
        ? "Enter saves and ends; :list shows all answers, :go NUMBER changes one."
        : "Enter ends; :list shows all answers, :go NUMBER changes one.")
    guard let line = prompt() else { return }
    guard line.isEmpty else {
      say("! nothing is asked here; Enter ends, and commands begin with a colon: :help lists them")
      return
    }
    if model.isUnsaved { save() }
    if !model.isUnsaved { exit = .finished }
  }

  mutating func save(prefer preference: AnswerMerge.Preference? = nil) {
    switch setup.save(model.sheet, preference) {
    case .saved(let path):
      perform(update(&model, .saved(model.sheet, path: path)))
      say("Saved to \(path).")
    case .merged(let sheet, let path):
      // What was sent tells what came in.
      _ = model.save(prefer: preference)
      perform(update(&model, .merged(sheet, path: path)))
      say("Saved to \(path), with answers that another session saved there.")
    case .conflicts(let conflicts):
      for conflict in conflicts {
        guard let question = model.questionnaire.question(conflict.question) else { continue }
        let sides = [conflict.ours, conflict.theirs].map {
          $0.map { model.text($0, for: question) } ?? "not answered"
        }
        say("! \(question.ask) yours: \(sides[0]), in the file: \(sides[1])")
      }
      say("! not saved: another session changed the file; `:save mine` or `:save theirs`")
    case .failed(let reasons):
      perform(update(&model, .saveFailed(reasons)))
      for reason in reasons { say("! not saved: \(reason)") }
      if reasons.isEmpty { say("! not saved") }
    }
  }

  /// Saves, has the answer file edited, and takes over what it holds then.
  mutating func edit() {
    if model.isUnsaved { save() }
    guard !model.isUnsaved else { return }
    switch setup.edit() {
    case .edited(let sheet):
      let changes = model.editedChanges(to: sheet)
      perform(update(&model, .edited(sheet)))
      say(changes.isEmpty ? "The file is as it was." : "The file now holds:")
      for change in changes { say("  \(change.ask) \(change.new) (was \(change.old))") }
    case .refused(let problems):
      say("! the file cannot be read; the answers stay as they are. `:edit` opens it again")
      for problem in problems { say("! \(problem)") }
    case .failed(let reason): say("! \(reason)")
    }
  }

  /// Keeps the journal, and computes a preview where one is asked for; tells it in a line when it
  /// changed.
  mutating func perform(_ commands: [Command]) {
    record(model.takeUnrecorded())
    for command in commands {
      switch command {
      case .recompute(let sheet, let job):
        let former = model.previewSummary.0
        perform(update(&model, .previewArrived(setup.preview(sheet), job: job)))
        let summary = model.previewSummary.0
        if summary != former { say("  plan: \(summary)") }
      case .record(let actions): record(actions)
      case .beginJournal(let sheet): setup.journal?.begin(sheet)
      case .resume(let written): setup.journal?.decide(written)
      case .discardRecovery: setup.journal?.decide(nil)
      // What takes long is told when it is asked for.
      case .compute(let request, _) where request.isLong: break
      case .compute(let request, let job):
        perform(update(&model, .replied(setup.compute(request), job: job)))
      case .export(let kind, let sheet):
        switch setup.export(kind, sheet) {
        case .written(let path): say("Written to \(path).")
        case .failed(let reason): say("! not written: \(reason)")
        }
      case .save, .edit, .quit, .suspend, .repaint, .copy, .mouse, .theme: break
      }
    }
  }

  private func record(_ actions: [Action]) {
    if !actions.isEmpty { setup.journal?.record(actions) }
  }

  /// A line of input that is not a command; nil where it was one, or the input has ended.
  private mutating func prompt() -> String? {
    guard let text = line() else {
      endOfInput()
      return nil
    }
    guard text.hasPrefix(":") else { return text }
    command(text.dropFirst().split(separator: " ").map(String.init))
    return nil
  }

  /// A line of input without blanks before it; nil at the end of input.
  private func line() -> String? {
    write("> ")
    guard let line = read() else {
      say("")
      return nil
    }
    return String(line.drop(while: \.isWhitespace))
  }

  /// Nobody is left to ask: what was answered is saved, and where that fails its journal is kept.
  private mutating func endOfInput() {
    if model.recovery == nil, model.isUnsaved { save() }
    exit = model.recovery == nil && !model.isUnsaved ? .finished : .postponed
  }

  /// Prints lines; control characters that a file may have brought in are written out.
  func say(_ text: String) { write(VisibleText.of(text) + "\n") }
}
