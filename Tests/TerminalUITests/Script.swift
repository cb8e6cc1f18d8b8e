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
    case .record, .restartJournal: true
    default: false
    }
  }
}
