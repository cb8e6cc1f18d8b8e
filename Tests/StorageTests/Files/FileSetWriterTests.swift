import Foundation
import Storage
import Testing

@Suite struct FileSetWriterTests {
  private static func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func allFilesAreReplacedAndNothingElseIsLeft() throws {
    try Self.inTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/a"))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: folder + "/a")
      try FileSetWriter.write([folder + "/a": "one", folder + "/b": "two"])
      #expect(Self.text(folder + "/a") == "one")
      #expect(Self.text(folder + "/b") == "two")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "b"])
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/a")[.posixPermissions]
      #expect(mode as? Int == 0o640)
    }
  }

  @Test func aFolderThatIsMissingKeepsAllOthersAsTheyWere() throws {
    try Self.inTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/a"))
      #expect(throws: FileWriteFailure.self) {
        try FileSetWriter.write([folder + "/a": "new", folder + "/none/b": "two"])
      }
      #expect(Self.text(folder + "/a") == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  /// The rename of the second file fails, since a folder stands in its place: the first is undone.
  @Test func aRenameThatFailsUndoesTheOnesBefore() throws {
    try Self.inTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/a"))
      try FileManager.default.createDirectory(
        atPath: folder + "/z/inner", withIntermediateDirectories: true)
      #expect(throws: FileWriteFailure.self) {
        try FileSetWriter.write([folder + "/a": "new", folder + "/b": "new", folder + "/z": "new"])
      }
      #expect(Self.text(folder + "/a") == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "z"])
    }
  }

  @Test func aLockIsHeldByOneAtATime() throws {
    try Self.inTemporaryFolder { folder in
      var first = DirectoryLock(folder)
      #expect(first != nil)
      #expect(DirectoryLock(folder) == nil)
      first = nil
      #expect(DirectoryLock(folder) != nil)
      #expect(DirectoryLock(folder + "/none") == nil)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == [])
    }
  }
}
