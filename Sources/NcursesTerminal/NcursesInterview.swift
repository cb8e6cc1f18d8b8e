import CNcurses
import Glibc
import Requirements
package import TerminalUI

/// The interview on a full-screen terminal: performs the commands of the model and feeds it.
@MainActor package enum NcursesInterview {
  /// Runs an interview until it ends; the terminal is as it was before on every way out.
  ///
  /// - Returns: `.unavailable` at once, with nothing changed, where no terminal can show it.
  package static func run(_ setup: InterviewSetup) -> InterviewOutcome {
    Footprint.shareArenas()
    do {
      let session = InterviewSession(setup, on: try Screen())
      return session.run()
    } catch {
      return .unavailable(error.reason)
    }
  }
}

/// One run of the interview.
@MainActor private final class InterviewSession {
  private let screen: Screen
  private let setup: InterviewSetup
  private let worker = BackgroundWorker()
  private var model: InterviewModel
  private var exit: ExitReason?

  init(_ setup: InterviewSetup, on screen: Screen) {
    self.setup = setup
    self.screen = screen
    model = setup.model(size: screen.size, glyphs: screen.glyphs)
    model.theme = screen.theme
  }

  func run() -> InterviewOutcome {
    let first = model.start()
    // The first question is on the screen before anything competes for the processors.
    screen.show(view(model, size: model.size))
    screen.complete()
    perform(first)
    while true {
      // Whatever came in at once is shown at once: a burst of keys is one frame.
      screen.show(view(model, size: model.size))
      wait()
      if let exit {
        screen.end()
        if exit == .finished || exit == .abandoned { setup.journal?.end() }
        return .ended(exit, sheet: model.sheet, savedPath: model.savedPath)
      }
    }
  }

  private func wait() {
    var sources = [
      pollfd(fd: screen.terminal, events: Int16(POLLIN), revents: 0),
      pollfd(fd: WakeUp.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&sources, 2, -1) > 0 else { return }
    if sources[1].revents != 0 {
      for byte in WakeUp.drain() where exit == nil { receive(signal: Int32(byte)) }
      deliver(worker.collect())
    }
    if sources[0].revents & Int16(POLLIN) != 0 { deliver(screen.readKeys()) }
    if sources[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0, exit == nil {
      exit = .terminated(SIGHUP)
    }
  }

  private func receive(signal: Int32) {
    switch signal {
    case SIGWINCH:
      screen.resize()
      deliver([.resize(screen.size)])
    case SIGCONT:
      screen.reclaim()
      deliver([.resize(screen.size)])
    case SIGINT:
      deliver([.interrupted])
    case SIGTSTP:
      deliver([.suspensionRequested])
    case SIGTERM, SIGHUP:
      exit = .terminated(signal)
    default:
      break
    }
  }

  private func deliver(_ messages: [Message]) {
    for message in messages where exit == nil { perform(update(&model, message)) }
  }

  /// Lends the terminal to the editor, and takes over what it left in the file.
  private func edit() {
    screen.lend()
    let result = setup.edit()
    screen.reclaim()
    // ^C and ^Z were meant for the editor.
    for byte in WakeUp.drain() where [SIGTERM, SIGHUP].contains(Int32(byte)) {
      receive(signal: Int32(byte))
    }
    deliver(worker.collect() + [.resize(screen.size)])
    switch result {
    case .edited(let sheet):
      deliver([.edited(sheet)])
    case .refused(let problems): deliver([.editRefused(problems)])
    case .failed(let reason): deliver([.editFailed(reason)])
    }
  }

  private func perform(_ commands: [Command]) {
    for command in commands {
      switch command {
      case .recompute(let sheet, let job):
        worker.perform(.preview) { [setup] in .previewArrived(setup.preview(sheet), job: job) }
      case .compute(let request, let job):
        worker.perform(.explorer(request.lane)) { [setup] in
          .replied(setup.compute(request), job: job)
        }
      case .mouse(let isOn):
        screen.listenToMouse(isOn)
      case .edit:
        edit()
      case .theme(let theme):
        screen.change(to: theme)
      case .copy(let text):
        screen.copy(text)
      case .export(let kind, let sheet):
        worker.perform(.files) { [setup] in setup.export(kind, sheet).message }
      case .record(let actions):
        setup.journal?.record(actions)
      case .resume(let written):
        setup.journal?.decide(written)
      case .discardRecovery:
        setup.journal?.decide(nil)
      case .save(let sheet, let preference):
        worker.perform(.files) { [setup] in setup.save(sheet, preference).message(of: sheet) }
      case .beginJournal(let sheet):
        setup.journal?.begin(sheet)
      case .quit(let reason):
        exit = reason
      case .suspend:
        screen.suspend()
        deliver([.resize(screen.size)])
      case .repaint:
        screen.repaint()
      }
    }
  }
}

extension SaveResult {
  /// What the session learns of it.
  fileprivate func message(of sheet: AnswerSheet) -> Message {
    switch self {
    case .saved(let path): .saved(sheet, path: path)
    case .merged(let merged, let path): .merged(merged, path: path)
    case .conflicts(let conflicts): .saveConflicts(conflicts)
    case .failed(let reasons): .saveFailed(reasons)
    }
  }
}

extension ExportResult {
  fileprivate var message: Message {
    switch self {
    case .written(let path): .exported(path: path)
    case .failed(let reason): .exportFailed(reason)
    }
  }
}
