import CNcurses
import Glibc

/// Gives the terminal back on every way out of the process: the normal one, `exit`, a crash, and, by a
/// process that is tethered to this one, a kill that nothing can catch.
///
/// A crash handler may allocate nothing and lock nothing, so whatever it needs is prepared here.
/// What the process writes to a standard error on the terminal is held back meanwhile, because the
/// alternate screen would swallow it, and is shown once the terminal is restored.
enum Restoration {
  private struct State {
    var isArmed = false
    var terminal: Int32 = -1
    var modes = termios()
    /// What to send: colors off, cursor on, alternate screen left, bracketed paste off.
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    var standardError: Int32 = -1
    var heldBack: Int32 = -1
    /// The line to the tether; negative where there is none.
    var tether: Int32 = -1
    var tetherProcess: pid_t = 0
  }

  private static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT]

  // Only the main thread and, at the very end, a crash handler touch these.
  private nonisolated(unsafe) static let state = allocated(State())
  private nonisolated(unsafe) static let former = allocated(sigaction(), count: 65)
  /// What was held back goes through it: a handler that asked for memory would wait for ever where the signal
  /// came while memory was asked for.
  private nonisolated(unsafe) static let passage = allocated(UInt8(0), count: passageSize)
  private static let passageSize = 4096
  private static let once: Void = {
    atexit { Restoration.restore() }
    giveHandlersAStack()
  }()

  private static func allocated<T>(_ value: T, count: Int = 1) -> UnsafeMutablePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: count)
    pointer.initialize(repeating: value, count: count)
    return pointer
  }

  /// Remembers how the terminal is to be left; from now on every end restores it.
  static func arm(terminal: Int32, modes: termios, bytes: [UInt8]) {
    _ = once
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    copy.initialize(from: bytes, count: bytes.count)
    state.pointee.terminal = terminal
    state.pointee.modes = modes
    state.pointee.bytes = copy
    state.pointee.count = bytes.count
    _ = passage
    holdBackStandardError()
    state.pointee.isArmed = true
    for signal in crashes {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Restoration.crash($0) }
      action.sa_flags = SA_ONSTACK
      sigaction(signal, &action, former + Int(signal))
    }
  }

  /// Starts a process that restores the terminal when this one is killed without a chance to.
  ///
  /// - Parameter during: The modes of full-screen mode; others that a shell has set meanwhile stay.
  static func tether(during: termios) {
    guard state.pointee.isArmed, state.pointee.tether < 0, let bytes = state.pointee.bytes else {
      return
    }
    var modes = during
    state.pointee.tether = cn_tether(
      state.pointee.terminal, bytes, state.pointee.count, &state.pointee.modes, &modes,
      state.pointee.heldBack,
      "tenfold was killed. What was typed is kept; start it again on this file to go on.\r\n",
      &state.pointee.tetherProcess)
  }

  /// Says whether the terminal is in full-screen mode, or was given back for a while.
  static func holdsTerminal(_ holds: Bool) {
    guard state.pointee.tether >= 0 else { return }
    cn_tether_say(
      state.pointee.tether,
      CChar(truncatingIfNeeded: holds ? cn_tether_holds : cn_tether_rests))
  }

  /// Restores the terminal if that has not been done, and shows what was held back.
  static func restore() {
    guard state.pointee.isArmed else { return }
    state.pointee.isArmed = false
    if state.pointee.tether >= 0 {
      cn_tether_say(
        state.pointee.tether, CChar(truncatingIfNeeded: cn_tether_ends))
    }
    if let bytes = state.pointee.bytes {
      _ = write(state.pointee.terminal, bytes, state.pointee.count)
    }
    _ = tcsetattr(state.pointee.terminal, TCSANOW, &state.pointee.modes)
    showHeldBack()
  }

  /// Restores the terminal and gives the crash signals back.
  static func disarm() {
    restore()
    for signal in crashes { sigaction(signal, former + Int(signal), nil) }
    state.pointee.bytes?.deallocate()
    state.pointee.bytes = nil
    guard state.pointee.tether >= 0 else { return }
    close(state.pointee.tether)
    state.pointee.tether = -1
    waitpid(state.pointee.tetherProcess, nil, 0)
  }

  private static func crash(_ signal: Int32) {
    restore()
    sigaction(signal, former + Int(signal), nil)
    // Delivered again when this handler returns, to the former handler.
    raise(signal)
  }

  private static func holdBackStandardError() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let file = memoryFile("tenfold-standard-error")
    guard file >= 0 else { return }
    state.pointee.standardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    state.pointee.heldBack = file
    dup2(file, STDERR_FILENO)
  }

  private static func showHeldBack() {
    let file = state.pointee.heldBack
    guard file >= 0, state.pointee.standardError >= 0 else { return }
    dup2(state.pointee.standardError, STDERR_FILENO)
    var offset = 0
    while true {
      let count = pread(file, passage, passageSize, offset)
      guard count > 0 else { break }
      _ = write(STDERR_FILENO, passage, count)
      offset += count
    }
    close(file)
    close(state.pointee.standardError)
    state.pointee.heldBack = -1
    state.pointee.standardError = -1
  }

  /// A stack overflow leaves no stack for its own handler.
  private static func giveHandlersAStack() {
    var present = stack_t()
    guard sigaltstack(nil, &present) == 0, present.ss_flags == Int32(SS_DISABLE) else {
      return
    }
    let size = 65536
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
  }
}
