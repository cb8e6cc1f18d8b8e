import Dispatch
import Foundation
import Synchronization

/// The file that a session writes down what is done in it, beside the file that it is about.
///
/// A session locks its file; the lock ends with the process, however that ends. So what is found
/// unlocked was left behind by a session that was cut off, and another one that still runs keeps
/// its own. Lines are written when they are added and outlive the process at once; that they reach
/// the disk is seen to on another thread.
package final class SessionFile: Sendable {
  /// The lines of a session that was cut off; the last one was whole.
  package let leftover: [String]
  /// How many complete lines stand from the first one on that is no text.
  package let damaged: Int
  private let path: String
  private let descriptor: Int32
  private let sync = DispatchQueue(label: "tenfold.session.sync")
  private let isSyncing = Atomic(false)

  /// More sessions on one file at a time have no journal.
  private static let most = 9

  /// Takes a file for a session about `path`, one that was left behind before a new one.
  ///
  /// - Parameter accepts: Whether the lines of a file can be gone on with; one that they say no to stays
  ///   as it is, and another is taken.
  /// - Returns: Nil where none can be written, or too many sessions run.
  package static func open(
    besides path: String, where accepts: ([String]) -> Bool = { _ in true }
  ) -> SessionFile? {
    let paths = (1...most).map { name(besides: path, number: $0) }
    let present = paths.filter { access($0, F_OK) == 0 }
    for name in present + paths {
      if let file = SessionFile(taking: name), accepts(file.leftover) { return file }
    }
    return nil
  }

  /// `folder/.NAME.session`, with a number from the second one on.
  private static func name(besides path: String, number: Int) -> String {
    let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    let (folder, file) = (path[..<(start ?? path.startIndex)], path[(start ?? path.startIndex)...])
    return "\(folder).\(file).session\(number == 1 ? "" : ".\(number)")"
  }

  private init?(taking path: String) {
    let opened = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard opened >= 0 else { return nil }
    // Whoever held it may have ended, and removed it, between opening and locking.
    guard flock(opened, LOCK_EX | LOCK_NB) == 0, OpenFile.isNamed(path, opened) else {
      close(opened)
      return nil
    }
    self.path = path
    descriptor = opened
    // What follows the last line end was cut off while it was written.
    let lines = (FileContents.whole(path) ?? [])
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    var sound: [String] = []
    for line in lines {
      guard let text = String(validating: line, as: UTF8.self) else { break }
      sound.append(text)
    }
    leftover = sound
    damaged = lines.count - sound.count
  }

  deinit { close(descriptor) }

  /// Empties the file and writes these lines.
  package func start(_ lines: [String]) {
    guard ftruncate(descriptor, 0) == 0 else { return }
    append(lines)
  }

  /// Drops what follows the first lines of `leftover`, so that lines can be added to them: a line that
  /// was cut off would swallow the next one.
  package func keep(_ count: Int) {
    ftruncate(descriptor, off_t(leftover.prefix(count).reduce(0) { $0 + $1.utf8.count + 1 }))
  }

  /// Adds lines; they hold no line ends.
  package func append(_ lines: [String]) {
    var bytes = Array(lines.map { $0 + "\n" }.joined().utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
    guard isSyncing.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
    else { return }
    sync.async {
      self.isSyncing.store(false, ordering: .relaxed)
      fdatasync(self.descriptor)
    }
  }

  /// Ends the session: nothing is left behind.
  package func remove() {
    unlink(path)
  }
}
