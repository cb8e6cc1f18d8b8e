import TerminalUI

extension InterviewModel {
  /// Presses keys one after the other; returns all commands.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Command] {
    keys.flatMap { update(&self, .key($0)) }
  }

  /// Types a text key by key; returns all commands.
  @discardableResult
  mutating func type(_ text: String) -> [Command] {
    text.unicodeScalars.flatMap { update(&self, .key(.character($0))) }
  }
}
