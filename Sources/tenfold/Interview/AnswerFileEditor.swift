import CatalogModel
import Foundation
import Requirements
import Storage
import TerminalUI

/// Opens the answer file of an interview in the user's editor, and reads it again.
struct AnswerFileEditor: Sendable {
  let path: String
  let questionnaire: Questionnaire
  /// Learns which answers the session and the file have in common from now on.
  let saver: AnswerFileSaver

  /// Waits for the editor; `$VISUAL` and `$EDITOR` may hold options.
  func edit() -> EditResult {
    let environment = ProcessInfo.processInfo.environment
    let editor =
      ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    guard let status = run(["/bin/sh", "-c", "exec \(editor) \"$1\"", "sh", path]) else {
      return .failed("the shell could not be started")
    }
    guard status == 0 else {
      return .failed(
        status == 127
          ? "there is no editor `\(editor)`; set EDITOR to one" : "`\(editor)` ended with \(status)"
      )
    }
    do throws(AnswerFileFailure) {
      let reading = try AnswerFileReader.read(path, questionnaire)
      guard let sheet = reading.sheet?.withoutPlaces else {
        return .refused(reading.diagnostics.map(\.description))
      }
      saver.start(from: sheet)
      return .edited(sheet)
    } catch {
      return .failed(error.message)
    }
  }

  /// Runs a program on the controlling terminal and gives its exit status; nil where it cannot start.
  private func run(_ words: [String]) -> Int32? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Standard output may be a pipe for the result, and standard error is held back meanwhile.
    if Console.isTerminal {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/tty", O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    let arguments = words.map { strdup($0) } + [nil]
    let variables =
      ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, words[0], &actions, nil, arguments, variables) == 0 else {
      return nil
    }
    while true {
      var status: Int32 = 0
      guard waitpid(child, &status, WUNTRACED) >= 0 else {
        if errno == EINTR { continue }
        return nil
      }
      // The shell gets the terminal only when all of us are stopped.
      if status & 0xFF == 0x7F {
        kill(getpid(), SIGSTOP)
        kill(child, SIGCONT)
        continue
      }
      let signal = status & 0x7F
      return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
  }
}
