import CNcurses
import Glibc

/// Signals that become messages while the terminal is ours.
///
/// To be installed before `newterm`, which puts its own handlers wherever it finds the default.
struct SignalWatch {
  private static let watched = [SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT]
  private var former: [Int32: sigaction] = [:]

  /// Starts to watch.
  init() {
    // A handler must not be the first to build the pipe.
    _ = WakeUp.readEnd
    for signal in Self.watched {
      var old = sigaction()
      guard sigaction(signal, nil, &old) == 0 else { continue }
      former[signal] = old
      Self.watch(signal)
    }
  }

  /// Lets a signal ring the wake-up with its number.
  private static func watch(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { WakeUp.ring(UInt8(truncatingIfNeeded: $0)) }
    action.sa_flags = SA_RESTART | SA_ONSTACK
    sigaction(signal, &action, nil)
  }

  /// Gives the signals back to whoever had them.
  func end() {
    for (signal, old) in former {
      var old = old
      sigaction(signal, &old, nil)
    }
  }

  /// Stops the process group until the shell continues it.
  static func stop() {
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(SIGTSTP, &standard, nil)
    kill(0, SIGTSTP)
    watch(SIGTSTP)
  }
}
