import Foundation
import Reporting

/// The folder `Templates` of the repository, read from beside the tests.
enum TemplateFolder {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let texts: [String: String] = {
    let folder = repository.appendingPathComponent("Templates")
    let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
    var texts: [String: String] = [:]
    for path in paths where path.hasSuffix(".mustache") {
      let data = try? Data(contentsOf: folder.appendingPathComponent(path))
      texts[path] = data.map { String(decoding: $0, as: UTF8.self) }
    }
    return texts
  }()

  static func library() throws -> TemplateLibrary { try parsed.get() }

  private static let parsed = Result { try TemplateLibrary(texts: texts) }
}
