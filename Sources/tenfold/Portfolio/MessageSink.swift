import Foundation

/// Holds back the messages about one of many files, so that those of files that are planned at the same
/// time do not mix.
final class MessageSink: Sendable {
  /// The most bytes that are kept.
  private let limit: Int

  private let lock = NSLock()
  // Only touched while the lock is held.
  nonisolated(unsafe) private var text = ""
  nonisolated(unsafe) private var isCut = false

  /// The sink of the work at hand; nil where messages go out at once.
  @TaskLocal static var current: MessageSink?

  /// - Parameter limit: The most bytes that are kept of one file's messages.
  init(limit: Int = 16_384) { self.limit = limit }

  func add(_ message: String) {
    lock.withLock {
      if text.utf8.count + message.utf8.count <= limit {
        text += message
      } else {
        isCut = true
      }
    }
  }

  /// Everything that was said.
  var messages: String {
    lock.withLock { text + (isCut ? "  more was said about this file; plan it by itself\n" : "") }
  }
}
