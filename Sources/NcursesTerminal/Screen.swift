import CNcurses
import Glibc
import TerminalUI

/// The controlling terminal in full-screen mode.
///
/// ncurses is told to use `/dev/tty`, so that standard output stays free for results.
@MainActor final class Screen {
  /// Why there is none.
  struct Unavailable: Error {
    let reason: String
  }

  /// The terminal's descriptor, to be polled for keys.
  let terminal: Int32
  /// Whether the locale's character set is UTF-8.
  let isUnicode: Bool
  /// The signs that its font is likely to have.
  let glyphs: Glyphs
  /// The colors that its user asked for.
  private(set) var theme: Theme
  private let signals: SignalWatch
  private let writer: FrameWriter
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  private let handle: OpaquePointer
  private var painter: FramePainter
  private var keys = KeyReader()

  private static let pasteOn = Array("\u{1B}[?2004h".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)
  /// Presses, moves with a button held and the wheel, as text of any length of coordinates (SGR).
  private static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h".utf8)
  private static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l".utf8)
  private var hasMouse = true

  /// Takes the terminal over.
  ///
  /// `initscr` would end the process where this throws.
  init() throws(Unavailable) {
    guard var name = environment("TERM"), name != "dumb" else {
      throw Unavailable(reason: "TERM names no terminal that can move its cursor")
    }
    let fd = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard fd >= 0 else { throw Unavailable(reason: "there is no controlling terminal") }
    var problem: Int32 = 0
    guard setupterm(name, fd, &problem) == OK, cn_capability("cup") != nil else {
      close(fd)
      throw Unavailable(reason: "the terminal type \(name) cannot move its cursor")
    }
    name = Self.speaking(name, fd)
    // Characters are all of the locale that ncurses looks at; the other categories are a file each.
    setlocale(LC_CTYPE, "")
    isUnicode = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
    glyphs = Self.glyphs(of: name, isUnicode: isUnicode)
    var modes = termios()
    let copy = fcntl(fd, F_DUPFD_CLOEXEC, 3)
    guard tcgetattr(fd, &modes) == 0, copy >= 0, let output = fdopen(copy, "w"),
      let input = fdopen(fcntl(fd, F_DUPFD_CLOEXEC, 3), "r")
    else {
      close(fd)
      throw Unavailable(reason: "the terminal cannot be used")
    }
    signals = SignalWatch()
    Restoration.arm(terminal: fd, modes: modes, bytes: Self.restoringBytes())
    guard let handle = newterm(name, output, input) else {
      Restoration.disarm()
      signals.end()
      fclose(output)
      fclose(input)
      close(fd)
      throw Unavailable(reason: "the terminal type \(name) is not supported")
    }
    self.handle = handle
    self.output = output
    self.input = input
    terminal = fd
    writer = FrameWriter(output: copy, terminal: fd)
    let noColor = environment("NO_COLOR") ?? ""
    theme = environment("TENFOLD_THEME").flatMap { Theme(rawValue: $0) } ?? .own
    painter = FramePainter(
      wantsColor: noColor.isEmpty, isUnicode: isUnicode, theme: theme)
    setModes()
  }

  /// The terminal type to speak: one that takes red, green and blue where the terminal says that it
  /// does, and where its description is installed.
  private static func speaking(_ name: String, _ terminal: Int32) -> String {
    let claim = environment("COLORTERM")
    guard claim == "truecolor" || claim == "24bit", name.hasPrefix("xterm"), name != "xterm-mono"
    else { return name }
    var problem: Int32 = 0
    let direct = "xterm-direct"
    return setupterm(direct, terminal, &problem) == OK ? direct : name
  }

  /// `TENFOLD_GLYPHS` names them; else consoles and hardware terminals get lines and shades alone.
  private static func glyphs(of name: String, isUnicode: Bool) -> Glyphs {
    guard isUnicode else { return .ascii }
    switch environment("TENFOLD_GLYPHS") {
    case "full": return .full
    case "basic": return .basic
    case "ascii": return .ascii
    default: return name.hasPrefix("linux") || name.hasPrefix("vt") ? .basic : .full
    }
  }

  /// The size in cells, as the terminal's driver knows it now.
  var size: Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    if cn_window_size(terminal, &columns, &rows) == 0, columns > 0, rows > 0 {
      return Size(columns: Int(columns), rows: Int(rows))
    }
    return Size(columns: Int(getmaxx(cn_screen())), rows: Int(getmaxy(cn_screen())))
  }

  /// The messages of all keys that are waiting.
  func readKeys() -> [Message] { keys.read() }

  func show(_ frame: Frame) {
    painter.paint(frame)
    writer.update()
  }

  /// Adapts to a new size; everything is painted anew.
  func resize() {
    let size = size
    resizeterm(Int32(size.rows), Int32(size.columns))
    painter.forget()
  }

  /// Listens to the mouse, or leaves it to the terminal.
  func listenToMouse(_ isOn: Bool) {
    hasMouse = isOn
    FrameWriter.send(isOn ? Self.mouseOn : Self.mouseOff, to: terminal)
  }

  /// Sends a text to the terminal's clipboard by the operating system command 52, which also works
  /// through a remote connection.
  func copy(_ text: String) {
    FrameWriter.send(
      Array("\u{1B}]52;c;\(Base64.text(Array(text.utf8)))\u{7}".utf8), to: terminal)
  }

  func repaint() { painter.forget() }

  /// Draws in other colors from now on.
  func change(to theme: Theme) {
    self.theme = theme
    painter.change(to: theme)
  }

  /// Does what the first frame should not wait for; to be called before the first key is read.
  ///
  /// Keys that terminfo does not list are known from now on, and the terminal is given back even when the
  /// process is killed.
  func complete() {
    KeySequences.define()
    var modes = termios()
    if tcgetattr(terminal, &modes) == 0 { Restoration.tether(during: modes) }
  }

  /// Gives the terminal to another program until it is reclaimed.
  func lend() {
    FrameWriter.send(Self.pasteOff + Self.mouseOff, to: terminal)
    Restoration.holdsTerminal(false)
    endwin()
  }

  /// Leaves the screen, stops the process, and takes the screen again when it is continued.
  func suspend() {
    lend()
    SignalWatch.stop()
    reclaim()
  }

  /// Takes the screen again after the process was stopped; a shell may have changed the modes.
  func reclaim() {
    reset_prog_mode()
    Restoration.holdsTerminal(true)
    FrameWriter.send(Self.pasteOn + (hasMouse ? Self.mouseOn : []), to: terminal)
    resize()
  }

  /// Gives the terminal back.
  func end() {
    FrameWriter.send(Self.mouseOff, to: terminal)
    endwin()
    Restoration.disarm()
    signals.end()
    writer.close()
    delscreen(handle)
    fclose(output)
    fclose(input)
    close(terminal)
  }

  private func setModes() {
    cbreak()
    noecho()
    nonl()
    intrflush(nil, false)
    keypad(cn_screen(), true)
    nodelay(cn_screen(), true)
    set_escdelay(25)
    typeahead(-1)
    // Control-S, Q, O, R and V are keys here, not flow control or the driver's line editing.
    var modes = termios()
    if tcgetattr(terminal, &modes) == 0 {
      modes.c_iflag &= ~tcflag_t(IXON)
      modes.c_lflag &= ~tcflag_t(IEXTEN)
      tcsetattr(terminal, TCSANOW, &modes)
    }
    def_prog_mode()
    FrameWriter.send(Self.pasteOn + Self.mouseOn, to: terminal)
  }

  /// What brings the terminal back from full-screen mode, without asking ncurses.
  private static func restoringBytes() -> [UInt8] {
    var bytes = pasteOff + mouseOff
    for name in ["sgr0", "cnorm", "rmkx", "rmcup"] {
      guard let capability = cn_capability(name) else { continue }
      bytes += withoutPadding(capability)
    }
    return bytes
  }

  /// A terminfo string without its delays, which are written `$<5>`.
  private static func withoutPadding(_ text: UnsafePointer<CChar>) -> [UInt8] {
    var rest = Array(UnsafeBufferPointer(start: text, count: strlen(text))).map(
      UInt8.init(bitPattern:))[...]
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

/// A variable of the environment; nil when it is not set or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
