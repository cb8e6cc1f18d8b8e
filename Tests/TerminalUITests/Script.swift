import SampleSessions
import TerminalUI

extension InterviewModel {
  /// Presses keys one after the other; returns all commands but those to the journal.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Command] {
    keys.flatMap { update(&self, .key($0)) }.filter { !$0.isRecord }
  }

  /// Takes a message; returns all commands but those to the journal.
  @discardableResult
  mutating func receive(_ message: Message) -> [Command] {
    update(&self, message).filter { !$0.isRecord }
  }

  /// Types a text key by key; returns all commands but those to the journal.
  @discardableResult
  mutating func type(_ text: String) -> [Command] {
    text.unicodeScalars.flatMap { update(&self, .key(.character($0))) }.filter { !$0.isRecord }
  }
}

extension Command {
  /// Whether it only writes the journal.
  var isRecord: Bool {
    switch self {
    case .record, .beginJournal: true
    default: false
    }
  }
}

extension InterviewModel {
  /// Makes it the interview of a system of two units.
  mutating func divide() {
    _ = update(&self, .previewArrived(Sample.dividedPreview, job: job))
  }

  /// Goes to a page of the plan and answers all that it asks for.
  mutating func explore(_ page: PlanPage.ID) {
    answerAll(press(.function(5)))
    let digit = ((PlanPage.ID.allCases.firstIndex(of: page) ?? 0) + 1) % 10
    answerAll(press(.character(Unicode.Scalar(UInt8(48 + digit)))))
  }

  /// Answers requests, and those that follow from their answers, but not for ever.
  mutating func answerAll(_ commands: [Command], rounds: Int = 60) {
    guard rounds > 0 else { return }
    for case .compute(let request, let job) in commands {
      answerAll(update(&self, .replied(Sample.reply(request), job: job)), rounds: rounds - 1)
    }
  }
}
