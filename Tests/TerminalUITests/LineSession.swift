import OrderedCollections
import Requirements
import SampleSessions
import TerminalUI

/// An interview line by line over the sample, fed with lines.
struct LineSession {
  let outcome: InterviewOutcome
  /// Everything that was printed, with the lines where they were read.
  let text: String
  /// What the journal was told.
  let actions: [Action]
  /// What the journal was begun from, each time.
  let begun: [AnswerSheet]
  /// Whether the recovered session was gone on with (true) or thrown away; nil where nobody decided.
  let decision: Bool?
  /// Whether the journal was ended.
  let isEnded: Bool

  init(
    _ lines: [String], sheet: AnswerSheet = AnswerSheet(), recovery: RecoveredSession? = nil,
    save: SaveResult = .saved(path: "shop.answers.yaml")
  ) {
    let log = Log()
    let setup = InterviewSetup(
      questionnaire: Sample.questionnaire, facts: [:], sheet: sheet, isSaved: true,
      journal: SessionJournal(
        recovery: recovery, record: { log.actions += $0 }, decide: { log.decision = $0 != nil },
        begin: { log.begun.append($0) }, end: { log.isEnded = true }),
      preview: { _ in Sample.preview }, compute: Sample.reply,
      export: { kind, _ in .written(path: "shop.\(kind)") }, save: { _, _ in save })
    var rest = lines[...]
    var text = ""
    outcome = LineInterview.run(
      setup,
      read: {
        guard let line = rest.popFirst() else { return nil }
        text += line + "\n"
        return line
      }, write: { text += $0 })
    self.text = text
    actions = log.actions
    begun = log.begun
    decision = log.decision
    isEnded = log.isEnded
  }

  /// The answers at the end.
  var sheet: AnswerSheet? {
    if case .ended(_, let sheet, _) = outcome { sheet } else { nil }
  }

  var reason: ExitReason? {
    if case .ended(let reason, _, _) = outcome { reason } else { nil }
  }

  /// Only touched by the session, which runs on this thread.
  private final class Log: @unchecked Sendable {
    var actions: [Action] = []
    var begun: [AnswerSheet] = []
    var decision: Bool?
    var isEnded = false
  }
}
