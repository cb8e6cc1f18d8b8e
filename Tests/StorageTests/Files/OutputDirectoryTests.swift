import Foundation
import Storage
import Testing

/// What a second plan in the same folder replaces, and what it must not touch.
@Suite struct OutputDirectoryTests {
  private static let manager = FileManager.default

  /// A folder with a plan of two files, removed afterwards.
  private static func withPlan(_ body: (_ folder: String) throws -> Void) throws {
    let parent = manager.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)").path
    defer { try? manager.removeItem(atPath: parent) }
    try write([("roadmap.md", "old"), ("templates/a/main.tf", "old")], to: parent + "/plan")
    try body(parent + "/plan")
  }

  private static func write(_ files: [(String, String)], to folder: String) throws {
    try OutputDirectory(path: folder).write(files.map { .init(path: $0, text: $1) })
  }

  /// Adds a file as people do, with the folders it lies in.
  private static func add(_ path: String, to folder: String, _ text: String = "mine") throws {
    let url = URL(fileURLWithPath: "\(folder)/\(path)")
    try manager.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func aNewPlanReplacesTheOldOneAndNothingIsLeftBeside() throws {
    try Self.withPlan { folder in
      try Self.write([("roadmap.md", "new"), ("templates/b/main.tf", "new")], to: folder)
      #expect(
        try Self.manager.subpathsOfDirectory(atPath: folder).sorted() == [
          ".tenfold-files", "roadmap.md", "templates", "templates/b", "templates/b/main.tf",
        ])
      #expect(try Self.text(folder + "/roadmap.md") == "new")
      let parent = (folder as NSString).deletingLastPathComponent
      #expect(try Self.manager.contentsOfDirectory(atPath: parent) == ["plan"])
    }
  }

  /// A text in parts is the same as one that is whole: neither is written where the other stands.
  @Test func partsFollowEachOther() throws {
    try Self.withPlan { folder in
      let directory = OutputDirectory(path: folder)
      let parts = [Array("{".utf8), Array(repeating: UInt8(ascii: " "), count: 70_000), [125]]
      let file = OutputDirectory.File(path: "plan.json", parts: parts)
      try directory.write([file])
      #expect(try Self.text(folder + "/plan.json") == file.text)
      #expect(file.text.utf8.count == 70_002)
      let number = try Self.manager.attributesOfItem(atPath: folder)[.systemFileNumber] as? Int
      try directory.write([.init(path: "plan.json", text: file.text)])
      try directory.write([file])
      #expect(
        try Self.manager.attributesOfItem(atPath: folder)[.systemFileNumber] as? Int == number)
      #expect(try directory.differences([file]).isEmpty)
    }
  }

  /// The second of two runs builds on what the first one wrote, however long that takes.
  @Test func aRunWaitsForTheOneBeforeIt() throws {
    try Self.withPlan { folder in
      let directory = OutputDirectory(path: folder)
      let hasEntered = DispatchSemaphore(value: 0)
      let isDone = DispatchSemaphore(value: 0)
      func run(_ word: String, before: () -> Void = {}) throws {
        try directory.replace { draft in
          let former = try directory.texts(of: ["roadmap.md"], inFolders: [])
          before()
          try draft.add([.init(path: "roadmap.md", text: (former["roadmap.md"] ?? "") + word)])
        }
      }
      try run(" first") {
        Thread.detachNewThread {
          try? directory.replace { draft in
            let former = try directory.texts(of: ["roadmap.md"], inFolders: [])
            hasEntered.signal()
            try draft.add([
              .init(path: "roadmap.md", text: (former["roadmap.md"] ?? "") + " second")
            ])
          }
          isDone.signal()
        }
        // Without a lock the other reads now, and what it writes knows nothing of this run.
        #expect(hasEntered.wait(timeout: .now() + 0.5) == .timedOut)
      }
      #expect(isDone.wait(timeout: .now() + 20) == .success)
      #expect(try Self.text(folder + "/roadmap.md") == "old first second")
      let parent = (folder as NSString).deletingLastPathComponent
      #expect(try Self.manager.contentsOfDirectory(atPath: parent) == ["plan"])
    }
  }

  @Test func aFormerFileThatIsNoTextIsNotReplaced() throws {
    try Self.withPlan { folder in
      try Data([0x6D, 0xFF, 0x65]).write(to: URL(fileURLWithPath: folder + "/roadmap.md"))
      #expect(throws: FileWriteFailure.self) {
        try OutputDirectory(path: folder).replace { _ in
          _ = try OutputDirectory(path: folder).texts(of: ["roadmap.md"], inFolders: [])
        }
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/roadmap.md")).count == 3)
    }
  }

  @Test(arguments: [
    "notes.md", ".git/objects/00/1234", "templates/a/.terraform/providers/x",
    "templates/a/terraform.tfstate", "templates/b/notes.md", "deep/er/file",
  ])
  func anAddedFileIsKept(_ path: String) throws {
    try Self.withPlan { folder in
      try Self.add(path, to: folder)
      try Self.write([("roadmap.md", "new"), ("templates/b/main.tf", "new")], to: folder)
      #expect(try Self.text("\(folder)/\(path)") == "mine")
      #expect(try Self.text(folder + "/templates/b/main.tf") == "new")
      #expect(!Self.manager.fileExists(atPath: folder + "/templates/a/main.tf"))
    }
  }

  @Test(arguments: ["roadmap.md", "templates", "/nowhere/at-all", ".."])
  func aLinkIsKeptAsALink(_ destination: String) throws {
    try Self.withPlan { folder in
      let links = ["link", "templates/a/link", ".hidden/link"].map { "\(folder)/\($0)" }
      try Self.manager.createDirectory(
        atPath: folder + "/.hidden", withIntermediateDirectories: false)
      for link in links {
        try Self.manager.createSymbolicLink(atPath: link, withDestinationPath: destination)
      }
      try Self.write([("roadmap.md", "new")], to: folder)
      for link in links {
        #expect(try Self.manager.destinationOfSymbolicLink(atPath: link) == destination)
      }
    }
  }

  @Test func emptyFoldersAndPermissionsAreKept() throws {
    try Self.withPlan { folder in
      for name in ["empty/inner", "templates/a/empty"] {
        try Self.manager.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      try Self.add("apply.sh", to: folder)
      try Self.manager.setAttributes(
        [.posixPermissions: 0o750], ofItemAtPath: folder + "/apply.sh")
      try Self.write([("roadmap.md", "new")], to: folder)
      for name in ["empty/inner", "templates/a/empty"] {
        #expect(try Self.manager.contentsOfDirectory(atPath: "\(folder)/\(name)") == [])
      }
      let mode = try Self.manager.attributesOfItem(atPath: folder + "/apply.sh")[.posixPermissions]
      #expect(mode as? Int == 0o750)
    }
  }

  /// An added item, the file of the next plan that it is in the way of, and what is named.
  @Test(arguments: [
    ("plan.json", "plan.json", "plan.json"), ("templates/b", "templates/b/main.tf", "templates/b"),
    ("docs/mine", "docs", "docs"), ("templates/a/x/y", "templates/a/x", "templates/a/x"),
  ])
  func whatIsInTheWayIsNamedBeforeAnythingIsWritten(
    _ added: String, _ file: String, _ named: String
  ) throws {
    try Self.withPlan { folder in
      try Self.add(added, to: folder)
      let before = try Self.manager.subpathsOfDirectory(atPath: folder).sorted()
      let failure = #expect(throws: FileWriteFailure.self) {
        try Self.write([("roadmap.md", "new"), (file, "new")], to: folder)
      }
      #expect(failure?.message.hasPrefix("\(folder)/\(named): ") == true)
      #expect(try Self.manager.subpathsOfDirectory(atPath: folder).sorted() == before)
      #expect(try Self.text(folder + "/roadmap.md") == "old")
      #expect(try Self.text("\(folder)/\(added)") == "mine")
    }
  }

  /// A link in the place of a folder of the plan must not lead the next plan elsewhere.
  @Test func nothingIsWrittenThroughALink() throws {
    try Self.withPlan { folder in
      let elsewhere = folder + "-elsewhere"
      try Self.manager.moveItem(atPath: folder + "/templates", toPath: elsewhere)
      try Self.manager.createSymbolicLink(
        atPath: folder + "/templates", withDestinationPath: elsewhere)
      #expect(throws: FileWriteFailure.self) {
        try Self.write([("templates/a/main.tf", "new")], to: folder)
      }
      #expect(try Self.text(elsewhere + "/a/main.tf") == "old")
    }
  }

  @Test func aLinkToThePlanStaysOne() throws {
    try Self.withPlan { folder in
      let link = folder + "-link"
      try Self.manager.createSymbolicLink(atPath: link, withDestinationPath: folder)
      try Self.write([("roadmap.md", "new")], to: link)
      #expect(try Self.manager.destinationOfSymbolicLink(atPath: link) == folder)
      #expect(try Self.text(folder + "/roadmap.md") == "new")
    }
  }

  @Test(arguments: ["notes.md", "src/.hidden"])
  func aFolderThatHoldsNoPlanIsRefused(_ path: String) throws {
    try Self.withPlan { folder in
      let other = folder + "-other"
      try Self.add(path, to: other)
      #expect(throws: FileWriteFailure.self) {
        try Self.write([("roadmap.md", "new")], to: other)
      }
      #expect(try Self.text("\(other)/\(path)") == "mine")
      #expect(!Self.manager.fileExists(atPath: other + "/roadmap.md"))
    }
  }
}
