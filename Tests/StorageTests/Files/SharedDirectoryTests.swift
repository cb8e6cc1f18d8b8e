import CatalogModel
import Foundation
import Storage
import Testing

@Suite struct SharedDirectoryTests {
  /// A folder of its own, removed with everything in it after the test.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func make(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private func surroundings(_ folder: String, _ environment: [String: String] = [:])
    -> SharedDirectory.Surroundings
  {
    SharedDirectory.Surroundings(
      environment: environment, executableDirectory: "\(folder)/a/bin",
      workingDirectory: "\(folder)/here")
  }

  @Test func takesTheFirstPlaceThatExists() throws {
    try withFolder { folder in
      let places = [
        "here/Catalog", "Catalog", "a/Catalog", "a/bin/Catalog", "a/share/tenfold/Catalog",
      ]
      for place in places {
        try make("\(folder)/\(place)")
        let found = SharedDirectory.locate("Catalog", explicit: nil, in: surroundings(folder))
        let expected = place == "here/Catalog" ? "Catalog" : "\(folder)/\(place)"
        #expect(try found.get().path == expected)
      }
    }
  }

  @Test func theOptionBeatsTheEnvironment() throws {
    try withFolder { folder in
      try make("\(folder)/one")
      try make("\(folder)/two")
      let around = surroundings(folder, ["TENFOLD_CATALOG": "\(folder)/two/"])
      let byOption = SharedDirectory.locate("Catalog", explicit: "\(folder)/one", in: around)
      #expect(try byOption.get().path == "\(folder)/one")
      let byEnvironment = SharedDirectory.locate("Catalog", explicit: nil, in: around)
      #expect(try byEnvironment.get().path == "\(folder)/two")
    }
  }

  @Test func aNamedFolderMustExist() {
    let around = surroundings("/nowhere", ["TENFOLD_TEMPLATES": "/not/there"])
    guard case .failure(let list) = SharedDirectory.locate("Templates", explicit: nil, in: around)
    else {
      Issue.record("found a folder")
      return
    }
    #expect(
      list.diagnostics.map(\.description) == [
        """
        /not/there: error: this folder, named by TENFOLD_TEMPLATES, does not exist
          help: name the folder Templates itself
        """
      ])
  }

  @Test func listsEveryPlaceThatWasTried() {
    guard
      case .failure(let list) = SharedDirectory.locate(
        "Absent", explicit: nil, in: surroundings("/nowhere"))
    else {
      Issue.record("found a folder")
      return
    }
    #expect(
      list.diagnostics.map(\.description) == [
        """
        Absent: error: no such folder was found; these places were tried:
            /nowhere/a/share/tenfold/Absent
            /nowhere/a/bin/Absent
            /nowhere/a/Absent
            /nowhere/Absent
            /Absent
            /nowhere/here/Absent
          help: name it with --absent or in TENFOLD_ABSENT
        """
      ])
  }
}
