import CatalogModel
import Foundation

/// How far a simulation is, on standard error where that is a terminal; told from several threads.
final class SimulationProgress: @unchecked Sendable {
  private let label: String
  private let isShown: Bool
  private let begin = ContinuousClock().now
  private let lock = NSLock()
  private var last = -1

  init(_ label: String) {
    self.label = VisibleText.of(label)
    isShown = isatty(2) == 1
  }

  /// Draws the bar, but not in the first half second and not twice alike.
  func show(_ share: Double) {
    guard isShown else { return }
    lock.lock()
    defer { lock.unlock() }
    let filled = Int(min(1, max(0, share)) * 40)
    guard filled != last, ContinuousClock().now - begin > .milliseconds(500) else { return }
    last = filled
    let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: 40 - filled)
    write("\r\(label) [\(bar)]")
  }

  /// Takes the bar off the line.
  func remove() {
    lock.lock()
    defer { lock.unlock() }
    if isShown && last >= 0 { write("\r\u{1B}[K") }
    last = -1
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
