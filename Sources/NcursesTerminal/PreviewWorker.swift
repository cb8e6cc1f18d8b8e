import Dispatch
import Requirements
import Synchronization
import TerminalUI

/// Computes previews on a thread of its own, of waiting jobs only the newest.
final class PreviewWorker: Sendable {
  private struct State {
    var waiting: (sheet: AnswerSheet, job: Int)?
    var isRunning = false
    var done: [Message] = []
  }

  private let state = Mutex(State())
  private let preview: @Sendable (AnswerSheet) -> Preview

  init(_ preview: @escaping @Sendable (AnswerSheet) -> Preview) {
    self.preview = preview
  }

  /// Has a preview computed; its message can be collected after the wake-up rang.
  func compute(_ sheet: AnswerSheet, job: Int) {
    let mustStart = state.withLock { state in
      state.waiting = (sheet, job)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if mustStart { DispatchQueue.global().async { self.run() } }
  }

  /// The messages of the previews that are done.
  func collect() -> [Message] {
    state.withLock { state in
      defer { state.done = [] }
      return state.done
    }
  }

  private func run() {
    while let (sheet, job) = takeWaiting() {
      let result = preview(sheet)
      state.withLock { $0.done.append(.previewArrived(result, job: job)) }
      WakeUp.ring(WakeUp.work)
    }
  }

  private func takeWaiting() -> (AnswerSheet, Int)? {
    state.withLock { state in
      guard let (sheet, job) = state.waiting else {
        state.isRunning = false
        return nil
      }
      state.waiting = nil
      return (sheet, job)
    }
  }
}
