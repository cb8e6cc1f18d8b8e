import Foundation
import Storage
import Synchronization
import Testing

/// A folder whose next files are written while the last ones are still made.
@Suite struct OutputDraftTests {
  private struct Stop: Error {}

  /// A folder that holds a plan of the files, in a folder of its own.
  private static func withPlan(
    _ files: [String: String],
    _ body: (_ directory: OutputDirectory, _ parent: String) throws -> Void
  ) throws {
    let parent = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let directory = OutputDirectory(path: parent + "/plan")
    try directory.write(files.map { .init(path: $0, text: $1) })
    try body(directory, parent)
  }

  /// Every file below a folder with what it says, its number and the time at which it was written.
  private static func state(_ folder: String) throws -> [String: [String]] {
    var state: [String: [String]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var status = stat()
      guard lstat("\(folder)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      state[path] = [
        try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8), "\(status.st_ino)",
        "\(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)",
      ]
    }
    return state
  }

  private static let old = [
    "roadmap.md": "old", "a/one.tf": "one", "a/b/two.tf": "two", "gone.md": "gone",
  ]

  /// Whatever was written by then, the folder holds the old plan, the same files, until the last step.
  @Test func nothingOfTheFolderChangesBeforeTheEnd() throws {
    try Self.withPlan(Self.old) { directory, parent in
      let before = try Self.state(directory.path)
      try directory.replace { draft in
        try draft.add([
          .init(path: "roadmap.md", text: "new"), .init(path: "c/three.tf", text: "3"),
        ])
        #expect(try Self.state(directory.path) == before)
        try draft.add([.init(path: "a/one.tf", text: "one")])
        #expect(try Self.state(directory.path) == before)
      }
      let after = try Self.state(directory.path)
      #expect(
        after.mapValues { $0[0] } == [
          "roadmap.md": "new", "c/three.tf": "3", "a/one.tf": "one",
          ".tenfold-files": "a/one.tf\nc/three.tf\nroadmap.md\n",
        ])
      #expect(after["a/one.tf"] == before["a/one.tf"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["plan"])
    }
  }

  /// Also where nothing is to be written: the folder would not be the plan that the run tells of.
  @Test func whatSomebodyChangesMeanwhileIsSaid() throws {
    try Self.withPlan(["roadmap.md": "old"]) { directory, _ in
      let file = directory.path + "/roadmap.md"
      #expect(throws: FileWriteFailure.self) {
        try directory.replace { draft in
          try draft.add([.init(path: "roadmap.md", text: "old")])
          try "theirs".write(toFile: file, atomically: true, encoding: .utf8)
        }
      }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text == "theirs")
    }
  }

  /// The folder of a run that was killed, by one that has nothing to write.
  @Test func whatEndedRunsLeftIsTakenAway() throws {
    try Self.withPlan(["roadmap.md": "old"]) { directory, parent in
      try FileManager.default.createDirectory(
        atPath: parent + "/.plan.1-2.new", withIntermediateDirectories: true)
      try directory.replace { try $0.add([.init(path: "roadmap.md", text: "old")]) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["plan"])
    }
  }

  /// Something else stands in the place of the folder: it is said before anything is made.
  @Test func aFolderThatIsNoPlanIsRefusedAtOnce() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/plan/photos", withIntermediateDirectories: true)
    #expect(throws: FileWriteFailure.self) {
      try OutputDirectory(path: folder + "/plan").replace { _ in
        Issue.record("nothing is to be made")
      }
    }
  }

  /// A failure after some files were written leaves the old plan, and nothing beside it.
  @Test func aFailureInBetweenLeavesTheOldPlan() throws {
    try Self.withPlan(Self.old) { directory, parent in
      let before = try Self.state(directory.path)
      #expect(throws: Stop.self) {
        try directory.replace { draft in
          try draft.add([
            .init(path: "roadmap.md", text: "new"), .init(path: "a/one.tf", text: "one"),
          ])
          throw Stop()
        }
      }
      #expect(try Self.state(directory.path) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["plan"])
    }
  }

  /// Where a draft says what the folder says, no folder is made beside it, however it is split.
  @Test func whatIsThereAlreadyIsNotWritten() throws {
    try Self.withPlan(Self.old) { directory, parent in
      let before = try Self.state(directory.path)
      let number = try FileManager.default.attributesOfItem(atPath: directory.path)[
        .systemFileNumber]
      try directory.replace { draft in
        for (path, text) in Self.old {
          try draft.add([.init(path: path, text: text)])
          let beside = try FileManager.default.contentsOfDirectory(atPath: parent)
          #expect(!beside.contains { $0.hasSuffix(".new") })
        }
      }
      #expect(try Self.state(directory.path) == before)
      #expect(
        try FileManager.default.attributesOfItem(atPath: directory.path)[.systemFileNumber] as? Int
          == number as? Int)
    }
  }

  /// A file that was to stay as it is, and that somebody changes before the end, is not lost.
  @Test(arguments: ["mine", nil]) func aChangeInBetweenIsNotOverwritten(_ text: String?) throws {
    try Self.withPlan(Self.old) { directory, parent in
      let file = URL(fileURLWithPath: directory.path + "/a/one.tf")
      #expect(throws: FileWriteFailure.self) {
        try directory.replace { draft in
          try draft.add([
            .init(path: "a/one.tf", text: "one"), .init(path: "roadmap.md", text: "new"),
          ])
          try FileManager.default.removeItem(at: file)
          if let text { try Data(text.utf8).write(to: file) }
        }
      }
      let files = try Self.state(directory.path).mapValues { $0[0] }
      #expect(files["a/one.tf"] == text)
      #expect(files["roadmap.md"] == "old")
      let beside = try FileManager.default.contentsOfDirectory(atPath: parent)
      #expect(beside == ["plan"])
    }
  }

  /// A draft filled by many threads at once is the same as one that is written as a whole.
  @Test func filesMayComeFromSeveralThreads() throws {
    try Self.withPlan(Self.old) { directory, parent in
      let files = (0..<200).map {
        OutputDirectory.File(path: "d\($0 % 7)/e\($0 % 3)/\($0).tf", text: "text \($0)")
      }
      try directory.replace { draft in
        let added = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 20) { part in
          let own = Array(files[part * 10..<part * 10 + 10])
          if (try? draft.add(own)) != nil { added.withLock { $0 += own.count } }
        }
        #expect(added.withLock { $0 } == files.count)
      }
      let whole = OutputDirectory(path: parent + "/whole")
      try whole.write(files)
      #expect(
        try Self.state(directory.path).mapValues { $0[0] }
          == Self.state(whole.path).mapValues { $0[0] })
    }
  }
}
