import Dispatch
import Requirements
import Synchronization
import TerminalUI

/// Works away from the keyboard, lane by lane: of computations that wait in a lane only the newest,
/// of what is to be written everything, in the order in which it was asked for.
///
/// Lanes do not wait for each other, so that a preview comes at once while a page of the plan is
/// still being made.
final class BackgroundWorker: Sendable {
  enum Lane: Hashable, Sendable {
    case preview
    case explorer(Request.Lane)
    /// Saves and exports, which must not replace each other.
    case files
  }

  private struct State {
    var waiting: [Lane: [@Sendable () -> Message]] = [:]
    var running: Set<Lane> = []
    var done: [Message] = []
    /// How often a lane came to its end.
    var pauses = 0
  }

  private let state = Mutex(State())

  /// Has a job done; its message can be collected after the wake-up rang.
  func perform(_ lane: Lane, _ job: @escaping @Sendable () -> Message) {
    let mustStart = state.withLock { state in
      state.waiting[lane] = (lane == .files ? state.waiting[lane] ?? [] : []) + [job]
      return state.running.insert(lane).inserted
    }
    if mustStart { DispatchQueue.global().async { self.run(lane) } }
  }

  /// The messages of the jobs that are done.
  func collect() -> [Message] {
    state.withLock { state in
      defer { state.done = [] }
      return state.done
    }
  }

  private func run(_ lane: Lane) {
    while let job = takeWaiting(lane) {
      let message = job()
      state.withLock { $0.done.append(message) }
      WakeUp.ring(WakeUp.work)
    }
    rest()
  }

  /// Gives memory back once nothing was computed for a while, so that whoever holds a key down does
  /// not wait for it.
  private func rest() {
    let pause = state.withLock { state in
      state.pauses += 1
      return state.pauses
    }
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + .milliseconds(300)) {
      guard self.state.withLock({ $0.running.isEmpty && $0.pauses == pause }) else { return }
      Footprint.giveBack()
    }
  }

  private func takeWaiting(_ lane: Lane) -> (@Sendable () -> Message)? {
    state.withLock { state in
      guard let jobs = state.waiting[lane], let job = jobs.first else {
        state.running.remove(lane)
        return nil
      }
      state.waiting[lane] = Array(jobs.dropFirst())
      return job
    }
  }
}
