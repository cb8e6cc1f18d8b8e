import CNcurses
import Glibc

/// A file in memory that is closed when another program is started; negative where there is none.
func memoryFile(_ name: String) -> Int32 {
  let closeOnExec: UInt32 = 1
  return memfd_create(name, closeOnExec)
}

/// Sends what ncurses writes for one frame with one call.
///
/// ncurses 6.4 writes once per line or jump of the cursor, which a slow connection shows as
/// flicker: during `doupdate` its descriptor is a file in memory, which is then sent as a whole.
struct FrameWriter {
  /// The descriptor that ncurses writes to.
  private let output: Int32
  /// The terminal.
  private let terminal: Int32
  /// Negative where there is no file in memory; ncurses then writes itself.
  private let file: Int32

  init(output: Int32, terminal: Int32) {
    self.output = output
    self.terminal = terminal
    file = memoryFile("tenfold-frame")
  }

  /// Brings the terminal up to date.
  func update() {
    guard file >= 0, ftruncate(file, 0) == 0, lseek(file, 0, SEEK_SET) == 0, dup2(file, output) >= 0
    else {
      doupdate()
      return
    }
    doupdate()
    dup2(terminal, output)
    let length = Int(lseek(file, 0, SEEK_END))
    guard length > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: length)
    let count = pread(file, &bytes, length, 0)
    Self.send(FrameThinning.thinned(Array(bytes.prefix(max(0, count)))), to: terminal)
  }

  /// Writes all bytes, however many calls that takes; gives up when the terminal is gone.
  static func send(_ bytes: some Sequence<UInt8>, to terminal: Int32) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { return }
        continue
      }
      rest = rest.dropFirst(count)
    }
  }

  func close() {
    if file >= 0 { _ = Glibc.close(file) }
  }
}
