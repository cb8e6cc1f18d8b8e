import Foundation
import Reporting
import TemplateCases

/// The matrix, every stage of some examples of one unit and of several, rendered to a temporary folder.
struct RenderedMatrix {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-\(UUID().uuidString)")
    let library = try TemplateFolder.library()
    for (name, request) in InfrastructureMatrix.cases {
      for file in try library.infrastructure(request) {
        try write(file.contents, to: "matrix/\(name)/\(file.path)")
      }
    }
    for example in ExamplePlan.allCases {
      let input = try example.input()
      let templates = StageTemplates(
        plan: input.plan, planDigest: input.answersDigest, library: library)
      for file in try templates.files() {
        try write(file.contents, to: "\(example.rawValue)/\(file.path)")
      }
    }
    for example in SeveralServices.allCases {
      let input = try example.input()
      let templates = SystemTemplates(
        plan: input.plan, planDigest: input.answersDigest, library: library)
      for file in try templates.files() {
        try write(file.contents, to: "\(example.rawValue)/\(file.path)")
      }
    }
  }

  /// The folders that hold roots, sorted.
  var parts: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0).path }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to path: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
