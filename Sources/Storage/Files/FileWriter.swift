import Foundation

/// Why a file could not be written.
package enum FileWriteFailure: Error, Hashable, Sendable {
  case exists(path: String)
  /// A file stands where a folder is to be.
  case noFolder(path: String)
  case failed(path: String, reason: String)

  /// The message for a person.
  package var message: String {
    switch self {
    case .exists(let path): "\(path): the file exists; --force replaces it"
    case .noFolder(let path):
      "\(path): it is a file, and the plan needs a folder; name another one"
    case .failed(let path, let reason): "\(path): the file cannot be written: \(reason)"
    }
  }
}

/// Writes files so that a reader sees the old text or the new one, never a part.
package enum FileWriter {
  /// Replaces or creates a file: writes a temporary file beside it and renames that.
  ///
  /// A symbolic link stays one: the file it names is replaced.
  ///
  /// - Parameter replacing: Whether a file that exists may be replaced.
  package static func write(
    _ text: String, to path: String, replacing: Bool
  ) throws(FileWriteFailure) {
    try write(Array(text.utf8), to: path, replacing: replacing)
  }

  /// The same for bytes.
  package static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool
  ) throws(FileWriteFailure) {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if !replacing && FileManager.default.fileExists(atPath: url.path) {
      throw .exists(path: path)
    }
    let mode = try? FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
    do {
      try Data(bytes).write(to: url, options: .atomic)
      if let mode {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
      }
    } catch {
      throw .failed(path: path, reason: error.shortReason)
    }
  }
}

extension Error {
  /// The cause in words that no locale changes.
  fileprivate var shortReason: String {
    guard let cocoa = self as? CocoaError else { return "\(self)" }
    switch cocoa.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return "its folder does not exist"
    case .fileWriteNoPermission, .fileReadNoPermission: return "permission denied"
    case .fileWriteOutOfSpace: return "no space is left"
    case .fileWriteVolumeReadOnly: return "the file system is read-only"
    default: return "error \(cocoa.code.rawValue)"
    }
  }
}
