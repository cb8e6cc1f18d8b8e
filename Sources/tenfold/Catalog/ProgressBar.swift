import CatalogModel
import Foundation

/// How far the reading of a long file is, on standard error where that is a terminal.
///
/// It shows after half a second, changes at most ten times a second, and is gone at the end.
struct ProgressBar {
  private static let width = 24
  private let isShown = isatty(2) == 1
  private let name: String
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  init(_ name: String) {
    self.name = name
  }

  /// - Parameter all: How many bytes there are; nil where that is not known.
  mutating func show(_ done: Int, of all: Int?) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(500), last.map({ now - $0 > .milliseconds(100) }) ?? true
    else { return }
    last = now
    var line = "\(done / 1_000_000) MB"
    if let all, all > 0 {
      let share = min(1, Double(done) / Double(all))
      let full = Int(share * Double(Self.width))
      let bar = String(repeating: "#", count: full)
      let rest = String(repeating: ".", count: Self.width - full)
      line = "[\(bar)\(rest)] \(Int(share * 100)) %, \(line) of \(all / 1_000_000)"
    }
    write("\r\u{1B}[K\(VisibleText.of(String(name.suffix(40)))): \(line)")
  }

  /// Takes the line away.
  func clear() {
    if last != nil { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    // Nobody is left to hear that this failed.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
