import Foundation
import Parallelism

/// A folder beside another one that is filled first and then takes its place.
///
/// It is locked while its process lives, so that what an ended process left can be told from what a
/// living one fills, whoever's it is.
struct StagingFolder {
  private let url: URL
  private let path: String
  private let lock = Lock()

  /// The lock and the folders that were made, which a value cannot hold by itself.
  private final class Lock: @unchecked Sendable {
    var held: DirectoryLock?
    var folders: Set<Substring> = []
    /// The one that was asked for last.
    var latest: Substring = ""
  }

  init(beside target: URL) {
    url = target.deletingLastPathComponent().appendingPathComponent(
      "\(Self.prefix(of: target))\(getpid())-\(UInt32.random(in: .min ... .max)).new")
    path = url.path
    self.target = target
  }

  private let target: URL

  private static func prefix(of target: URL) -> String { ".\(target.lastPathComponent)." }

  /// Makes the folder, empty.
  func create() throws {
    let parent = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    guard mkdir(url.path, 0o777) == 0 else { throw failure() }
    lock.held = DirectoryLock(url.path)
    guard lock.held != nil else {
      throw FileWriteFailure.failed(path: url.path, reason: "another process took the folder")
    }
  }

  /// Takes away the folders of the same plan that nobody fills any more.
  func sweep() {
    let parent = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names
    where name.hasPrefix(Self.prefix(of: target)) && name.hasSuffix(".new") {
      let left = parent.appendingPathComponent(name)
      if let lock = DirectoryLock(left.path) {
        withExtendedLifetime(lock) { try? FileManager.default.removeItem(at: left) }
      }
    }
  }

  /// Puts what stays as it is into the folder: files as the same files, where the file system has links, and
  /// folders with all they hold.
  ///
  /// - Precondition: The folder above it was made.
  func keep(_ name: String, of target: URL) throws {
    try keep(target.path + "/" + name, as: url.path + "/" + name)
  }

  private func keep(_ old: String, as new: String) throws {
    var status = stat()
    guard lstat(old, &status) == 0 else { throw failure() }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      guard mkdir(new, 0o700) == 0 else { throw failure() }
      for name in try FileManager.default.contentsOfDirectory(atPath: old) {
        try keep("\(old)/\(name)", as: "\(new)/\(name)")
      }
      guard chmod(new, status.st_mode & 0o7777) == 0 else { throw failure() }
    case S_IFREG where Foundation.link(old, new) == 0: break
    default: try FileManager.default.copyItem(atPath: old, toPath: new)
    }
  }

  /// Writes files on all cores, without waiting for the disk: the folder is exchanged as a whole, and can
  /// be made again.
  ///
  /// - Precondition: Their folders were made.
  func write(_ files: [OutputDirectory.File]) throws {
    let parts = (0..<Self.writers).map { files.count * $0 / Self.writers }
    let results = zip(parts, parts.dropFirst() + [files.count]).map { $0..<$1 }.parallelMap {
      part in
      Result { for file in files[part] { try write(file.content, to: file.path) } }
    }
    for result in results { try result.get() }
  }

  /// Into how many parts the files are split, each of which is written in order.
  private static let writers = 8

  /// Writes into a folder that stands.
  private func write(_ text: FileText, to name: String) throws {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure() }
    var cause: Int32 = 0
    text.forEachPart { part in
      if cause == 0 { cause = Self.write(part, to: file) }
    }
    guard close(file) == 0 || cause != 0 else { throw failure() }
    guard cause == 0 else { throw failure(cause) }
  }

  /// Writes all of some bytes.
  ///
  /// - Returns: What hindered it; 0 for nothing.
  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var rest = bytes[...]
    while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
      let count = Foundation.write(file, start, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// Makes the folders above a file, each once.
  func makeFolder(of name: String) throws {
    guard let end = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = name[..<end]
    // Mostly the file before stands in the same.
    if folder == lock.latest { return }
    if !lock.folders.contains(folder) {
      try makeFolder(of: String(folder))
      guard mkdir(path + "/" + folder, 0o777) == 0 || errno == EEXIST else { throw failure() }
      lock.folders.insert(folder)
    }
    lock.latest = folder
  }

  /// Takes the place of the other folder, in one step where the file system can.
  func exchange(with target: URL) throws {
    var status = stat()
    guard stat(target.path, &status) == 0 else {
      // Where another run was faster, its folder is in the way of a rename.
      if rename(url.path, target.path) == 0 { return }
      guard errno == ENOTEMPTY || errno == EEXIST else { throw failure() }
      return try exchange(with: target)
    }
    // A folder of its own keeps the access rights that people gave it.
    _ = chmod(url.path, status.st_mode & 0o7777)
    if FolderExchange.swap(url.path, target.path) { return remove() }
    let old = url.deletingPathExtension().appendingPathExtension("old").path
    guard rename(target.path, old) == 0 else { throw failure() }
    guard rename(url.path, target.path) == 0 else {
      let cause = errno
      _ = rename(old, target.path)
      throw failure(cause)
    }
    try? FileManager.default.removeItem(atPath: old)
  }

  /// Takes the folder away.
  func remove() { try? FileManager.default.removeItem(at: url) }

  private func failure(_ cause: Int32 = errno) -> FileWriteFailure {
    .failed(path: target.path, reason: String(cString: strerror(cause)))
  }
}
