import Foundation
import Storage
import Testing

@Suite struct FileWriterTests {
  private static func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func aFileIsCreatedAndReplacedWithoutLeavingOthers() throws {
    try Self.inTemporaryFolder { folder in
      let path = folder + "/a.yaml"
      try FileWriter.write("one\n", to: path, replacing: false)
      #expect(throws: FileWriteFailure.exists(path: path)) {
        try FileWriter.write("two\n", to: path, replacing: false)
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\n")
      try FileWriter.write("two\n", to: path, replacing: true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "two\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.yaml"])
    }
  }

  @Test func permissionsAndLinksAreKept() throws {
    try Self.inTemporaryFolder { folder in
      let target = folder + "/target"
      let link = folder + "/link"
      try FileWriter.write("one", to: target, replacing: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      try FileWriter.write("two", to: link, replacing: true)
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "two")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions]
      #expect(mode as? Int == 0o640)
    }
  }

  @Test func aFolderThatIsMissingIsAFailure() throws {
    try Self.inTemporaryFolder { folder in
      let path = folder + "/no/such/a.yaml"
      let failure = #expect(throws: FileWriteFailure.self) {
        try FileWriter.write("one", to: path, replacing: false)
      }
      #expect(failure?.message.hasPrefix(path + ": the file cannot be written: ") == true)
    }
  }
}
