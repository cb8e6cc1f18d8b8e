import Foundation
import TestSupport
import Testing

/// A folder is whole or untouched, whatever happens during a run.
@Suite(.serialized) struct AtomicOutputTests {
  private static let shop = RepositoryFiles.path("Examples/webshop.answers.yaml")
  private static let ledger = RepositoryFiles.path("Examples/b2b-ledger.answers.yaml")

  /// Every file below a folder with its bytes.
  private static func contents(_ folder: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isDirectory: ObjCBool = false
      let file = "\(folder)/\(path)"
      _ = FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory)
      if !isDirectory.boolValue { result[path] = try Data(contentsOf: URL(fileURLWithPath: file)) }
    }
    return result
  }

  /// Runs the program in a shell that sets limits first.
  private static func limited(_ shell: String, _ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(
      executable: "/bin/bash",
      ["-c", "\(shell) exec \"$0\" \"$@\"", ProgramRun.program] + arguments)
  }

  @Test func aSecondRunTouchesNothing() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    func states() throws -> [String: [UInt64]] {
      try Self.contents(out).keys.reduce(into: [:]) { result, path in
        var status = stat()
        #expect(lstat("\(out)/\(path)", &status) == 0)
        result[path] = [
          UInt64(status.st_ino), UInt64(status.st_mtim.tv_sec), UInt64(status.st_mtim.tv_nsec),
        ]
      }
    }
    let before = try states()
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    #expect(try states() == before)
    // Where one file changes, the others stay the same files.
    let roadmap = URL(fileURLWithPath: out + "/roadmap.md")
    try Data("gone".utf8).write(to: roadmap)
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    let after = try states()
    #expect(after.filter { $0.key != "roadmap.md" } == before.filter { $0.key != "roadmap.md" })
    #expect(try String(contentsOf: roadmap, encoding: .utf8).contains("# webshop"))
  }

  /// No file may grow beyond 16 KiB, as if the disk were full: the old plan stays.
  @Test func aFullDiskLeavesTheOldPlan() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", Self.ledger, "--out", out]).status == 0)
    let before = try Self.contents(out)
    let run = try Self.limited("ulimit -f 16; trap '' XFSZ;", ["plan", Self.shop, "--out", out])
    #expect(run.status == 73)
    #expect(run.errors.contains("cannot be written"))
    #expect(try Self.contents(out) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["plan"])
    // The same where the limit ends the process at once.
    let killed = try Self.limited("ulimit -f 16;", ["plan", Self.shop, "--out", out])
    #expect(killed.status != 0)
    #expect(try Self.contents(out) == before)
    // What the ended process left is taken away by the next run.
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["plan"])
    let full = try ProgramRun(["plan", Self.shop, "--output", "json=/dev/full"])
    #expect(full.status == 73)
  }

  @Test func aFolderThatMustNotBeWrittenStays() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", Self.ledger, "--out", out]).status == 0)
    let before = try Self.contents(out)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o555], ofItemAtPath: scratch.url.path)
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: scratch.url.path)
    }
    // Root may write everywhere, so that the run must be somebody else's.
    let run =
      getuid() == 0
      ? try ProgramRun(
        executable: "/usr/bin/env",
        [
          "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", ProgramRun.program, "plan",
          Self.shop, "--out", out,
        ]) : try ProgramRun(["plan", Self.shop, "--out", out])
    #expect(run.status == 73, "\(run.errors)")
    #expect(run.errors.lowercased().contains("permission denied"))
    #expect(try Self.contents(out) == before)
    #expect(try ProgramRun(["plan", Self.shop, "--out", "/proc/plan"]).status == 73)
  }

  /// Runs of two systems at once, some of them killed: the folder is always there and always the whole
  /// plan of one of them, and nothing is left beside it in the end.
  @Test func runsAtOnceDoNotMix() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    var whole: [[String: Data]] = []
    for (name, file) in [("one", Self.shop), ("two", Self.ledger)] {
      #expect(try ProgramRun(["plan", file, "--out", scratch.path(name)]).status == 0)
      // Records of decisions depend on who was first; they are compared by themselves below.
      whole.append(try Self.contents(scratch.path(name)).filter { !Self.isHistory($0.key) })
    }
    let parent = scratch.url.appendingPathComponent("shared")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let out = parent.appendingPathComponent("plan").path
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    var processes: [Process] = []
    for index in 0..<6 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: ProgramRun.program)
      process.arguments = ["plan", index.isMultiple(of: 2) ? Self.ledger : Self.shop, "--out", out]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      processes.append(process)
    }
    var looks = 0
    while processes.contains(where: \.isRunning) {
      #expect(FileManager.default.fileExists(atPath: out + "/plan.json"))
      looks += 1
      if looks == 200 {
        for process in processes.prefix(2) where process.isRunning {
          kill(process.processIdentifier, SIGKILL)
        }
      }
      usleep(2000)
    }
    for process in processes { process.waitUntilExit() }
    let found = try Self.contents(out).filter { !Self.isHistory($0.key) }
    #expect(whole.contains(found))
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == ["plan"])
    #expect(try Self.contents(out).filter { !Self.isHistory($0.key) } == whole[0])
  }

  /// Records of decisions, which remember, and the list of files, which names them.
  private static func isHistory(_ path: String) -> Bool {
    path.hasPrefix("decisions/") || path == ".tenfold-files"
  }

  @Test func checkShowsWhatWouldChangeAndWritesNothing() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let out = scratch.path("plan")
    let fresh = try ProgramRun(["plan", Self.shop, "--out", out, "--check"])
    #expect(fresh.status == 3 && fresh.output.contains("--- /dev/null\n+++ b/plan.json\n"))
    #expect(!scratch.exists("plan"))
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    let same = try ProgramRun(["plan", Self.shop, "--out", out, "--check"])
    #expect(same.status == 0 && same.output.contains("All 6 gates pass."))
    let path = out + "/roadmap.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "## Sources", with: "## Changed by hand")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let before = try Self.contents(out)
    let changed = try ProgramRun(["plan", Self.shop, "--out", out, "--check"])
    #expect(changed.status == 3)
    #expect(changed.output.hasPrefix("--- a/roadmap.md\n+++ b/roadmap.md\n@@ "))
    #expect(changed.output.contains("\n-## Changed by hand\n+## Sources\n"))
    #expect(changed.output.split(separator: "\n").filter { $0.hasPrefix("--- ") }.count == 1)
    #expect(try Self.contents(out) == before)
    #expect(try ProgramRun(["plan", Self.shop, "--check"]).status == 64)
  }

  @Test func notesOfPeopleOutliveTheNextPlan() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", Self.shop, "--out", out]).status == 0)
    let path = out + "/roadmap.md"
    let begin = "<!-- tenfold:notes system -->\n"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: begin, with: begin + "Ask Ada first.\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try ProgramRun(["plan", Self.ledger, "--out", out]).status == 0)
    let next = try String(contentsOfFile: path, encoding: .utf8)
    #expect(next.contains("# b2b-ledger") && next.contains("\nAsk Ada first.\n"))
    // The compute decision of the other system took the place of the former one.
    let records = try FileManager.default.contentsOfDirectory(atPath: out + "/decisions").sorted()
    let old = try #require(records.first { $0.contains("-compute-") })
    #expect(
      try String(contentsOfFile: "\(out)/decisions/\(old)", encoding: .utf8).hasPrefix(
        "---\nstatus: "))
    try Data("<!-- tenfold:notes system -->\nlost?\n".utf8).write(to: URL(fileURLWithPath: path))
    let broken = try ProgramRun(["plan", Self.shop, "--out", out])
    #expect(broken.status == 73)
    #expect(
      broken.errors.contains("roadmap.md:1: error: the notes `system` that begin here do not end"))
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("lost?"))
  }
}
