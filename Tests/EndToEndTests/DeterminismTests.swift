import Foundation
import TestSupport
import Testing

/// Same input, same bytes: whole output folders of separate processes are compared.
@Suite struct DeterminismTests {
  @Test(arguments: ["webshop", "ticket-alerts", "b2b-ledger"])
  func twoRunsWriteTheSameBytes(_ example: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let answers = RepositoryFiles.path("Examples/\(example).answers.yaml")
    var folders: [[String: Data]] = []
    for (name, environment) in [
      ("one", ["LC_ALL": "C", "TZ": "UTC"]),
      ("two", ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"]),
    ] {
      let run = try ProgramRun(
        ["plan", answers, "--out", scratch.path(name)], environment: environment)
      #expect(run.status == 0)
      folders.append(try contents(of: scratch.url.appendingPathComponent(name)))
    }
    #expect(folders[0].keys.sorted() == folders[1].keys.sorted())
    for (path, data) in folders[0] { #expect(folders[1][path] == data, "\(path) differs") }
    #expect(folders[0]["roadmap.md"] != nil)
    #expect(folders[0]["plan.json"] != nil)
    #expect(folders[0].keys.contains { $0.hasSuffix("/terraform/versions.tf") })
    #expect(folders[0].keys.contains { $0.hasSuffix("/cloudformation/template.yaml") })
  }

  @Test func whatPeopleAddedToTheFolderStays() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let answers = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", answers, "--out", out]).status == 0)
    try Data("ours".utf8).write(to: URL(fileURLWithPath: out + "/notes.md"))
    #expect(try ProgramRun(["plan", answers, "--out", out]).status == 0)
    #expect(try String(contentsOfFile: out + "/notes.md", encoding: .utf8) == "ours")
  }

  private func contents(of folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      var isDirectory: ObjCBool = false
      let file = folder.appendingPathComponent(path)
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory)
      if !isDirectory.boolValue { files[path] = try Data(contentsOf: file) }
    }
    return files
  }
}
