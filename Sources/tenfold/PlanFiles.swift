import ArgumentParser
import Reporting
import Storage

/// All files of a plan, rendered before the first is written.
struct PlanFiles {
  let report: ReportInput
  /// The value of `--templates`.
  let templates: String?

  /// Renders everything and writes it into a folder.
  ///
  /// - Throws: Exit code 66 where there are no templates, 78 for templates that cannot be
  ///   rendered, 73 for a folder that cannot be written, after saying why on standard error.
  func write(to folder: String) throws {
    let files = try rendered().map { OutputDirectory.File(path: $0.path, text: $0.contents) }
    do {
      try OutputDirectory(path: folder).write(files)
    } catch {
      Console.message(error.message)
      throw ExitCode(73)
    }
  }

  private func rendered() throws -> [RenderedFile] {
    let tree: FileTree
    switch SharedDirectory.locate("Templates", explicit: templates) {
    case .success(let directory): tree = FileTree(directory)
    case .failure(let list):
      Console.report(list.diagnostics)
      throw ExitCode(66)
    }
    do {
      let library = try TemplateLibrary(texts: tree.texts(endingIn: ".mustache"))
      let infrastructure = try StageTemplates(
        plan: report.plan, planDigest: report.answersDigest, library: library
      ).files()
      return [RoadmapDocument(report).file, PlanDocument(report).file] + infrastructure
    } catch {
      Console.message("Templates: error: \(error)")
      throw ExitCode(78)
    }
  }
}
