import ArgumentParser
import Reporting
import Roadmap
import Storage

/// All files of a plan, rendered before the first is written.
struct PlanFiles {
  let report: ReportInput
  let library: TemplateLibrary

  /// Reads and checks the templates.
  ///
  /// - Parameter own: A folder of one's own, over the templates that ship.
  /// - Throws: Exit code 66 where there are none, 78 for templates that cannot be used, after
  ///   saying why on standard error.
  static func library(own: String?) throws -> TemplateLibrary {
    try TemplateFolders(own: own).library()
  }

  /// Renders everything on all cores and writes it into a folder.
  ///
  /// - Throws: Exit code 78 for templates that cannot be rendered, 73 for a folder that cannot be
  ///   written, after saying why on standard error.
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
    let single = StageTemplates(
      plan: report.plan, planDigest: report.answersDigest, library: library)
    let system = SystemTemplates(
      plan: report.plan, planDigest: report.answersDigest, library: library)
    let isDivided = report.plan.composition?.isDivided ?? false
    let stages = isDivided ? system.stages : Array(0..<single.stageCount)
    let report = report
    // The largest document first, so that no core waits at the end.
    let parts = [-2, -1] + stages
    let results = parts.parallelMap { part -> Result<[RenderedFile], any Error> in
      switch part {
      case -2: .success([PlanDocument(report).file])
      case -1: .success([RoadmapDocument(report).file])
      default:
        Result {
          if isDivided {
            let before = stages.last { $0 < part }
            return try system.files(ofStage: part)
              + (before.map { try system.changes(from: $0, to: part) } ?? [])
          }
          return try single.files(ofStage: part)
            + (part > 0 ? try single.changes(toStage: part) : [])
        }
      }
    }
    do {
      return try results.flatMap { try $0.get() }
    } catch {
      TemplateFolders.report(error)
      throw ExitCode(78)
    }
  }
}
