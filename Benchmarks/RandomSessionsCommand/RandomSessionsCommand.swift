import Foundation
import SampleSessions
import Synchronization

/// Does anything at any size to sessions: `random-sessions [MESSAGES] [SESSIONS] [FIRST-SEED]`.
///
/// That many messages go to each session, on all cores. Prints what was not sound first in each, with
/// its seed and step, and at the end how many messages there were and the time; exits with 1 where
/// anything was not sound. A trap ends it as traps do.
@main enum RandomSessionsCommand {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let messages = Int(arguments.first ?? 10_000)
    let sessions = Int(arguments.dropFirst().first ?? 100)
    let first = arguments.dropFirst(2).first ?? 1
    let begin = Date()
    let flaws = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: sessions) { index in
      var session = RandomSession(seed: first + UInt64(index))
      if let flaw = session.firstFlaw(steps: messages) { flaws.withLock { $0.append(flaw) } }
    }
    let found = flaws.withLock { $0.sorted() }
    for flaw in found { print(flaw) }
    let seconds = Int(Date().timeIntervalSince(begin).rounded())
    print(
      "\(messages * sessions) messages to \(sessions) sessions, \(found.count) not sound, \(seconds) s"
    )
    exit(found.isEmpty ? 0 : 1)
  }
}
