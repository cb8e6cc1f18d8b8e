import Foundation

/// Why a file could not be written.
package enum FileWriteFailure: Error, Hashable, Sendable {
  case exists(path: String)
  case failed(path: String, reason: String)

  /// The message for a person.
  package var message: String {
    switch self {
    case .exists(let path): "\(path): the file exists; --force replaces it"
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
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if !replacing && FileManager.default.fileExists(atPath: url.path) {
      throw .exists(path: path)
    }
    let mode = try? FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
    do {
      try Data(text.utf8).write(to: url, options: .atomic)
      if let mode {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
      }
    } catch {
      throw .failed(path: path, reason: (error as NSError).shortReason)
    }
  }
}

extension NSError {
  /// The system's own words where there are some, without the path that the caller names anyway.
  fileprivate var shortReason: String {
    let underlying = userInfo[NSUnderlyingErrorKey] as? NSError ?? self
    return underlying.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(underlying.code))) : localizedDescription
  }
}
