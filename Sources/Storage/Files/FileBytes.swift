import Foundation

/// Reads the bytes of files, with a limit.
package enum FileBytes {
  /// At most `limit + 1` bytes of a file, or of standard input where the path is `-`, so that a huge
  /// file costs nothing to refuse.
  package static func read(
    _ path: String, limit: Int
  ) throws(AnswerFileFailure) -> [UInt8] {
    var handle = FileHandle.standardInput
    if path != "-" {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw .missing(path: path)
      }
      guard !isDirectory.boolValue, let opened = FileHandle(forReadingAtPath: path) else {
        throw .unreadable(path: path)
      }
      handle = opened
    }
    return try read(of: handle, path, limit: limit)
  }

  /// At most `limit + 1` bytes of an open file.
  static func read(
    of handle: FileHandle, _ path: String, limit: Int
  ) throws(AnswerFileFailure) -> [UInt8] {
    var data = Data()
    do {
      while data.count <= limit,
        let part = try handle.read(upToCount: limit + 1 - data.count), !part.isEmpty
      {
        data.append(part)
      }
    } catch {
      throw .unreadable(path: path)
    }
    return [UInt8](data)
  }
}
