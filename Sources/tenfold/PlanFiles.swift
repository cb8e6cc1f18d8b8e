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

  /// Renders everything on all cores and writes it into a folder, taking over what people noted there.
  ///
  /// - Throws: Exit code 78 for templates that cannot be rendered, 73 for a folder that cannot be
  ///   written, after saying why on standard error.
  func write(to folder: String) throws {
    let directory = OutputDirectory(path: folder)
    try reporting { try directory.replace(reading: Self.former) { try files(after: $0, folder) } }
  }

  /// What of an earlier plan the next one builds on.
  private static let former = (
    files: [RoadmapDocument.fileName], folders: [DecisionRecords.folder]
  )

  /// Says on standard error why a folder cannot be read or written.
  private func reporting<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as FileWriteFailure {
      Console.message(failure.message)
      throw ExitCode(73)
    }
  }

  /// The difference between a folder and what would be written into it, as a unified diff; empty where
  /// there is none.
  ///
  /// - Throws: As `write`.
  func difference(to folder: String) throws -> String {
    let directory = OutputDirectory(path: folder)
    return try reporting {
      let former = try directory.texts(
        of: Self.former.files, inFolders: Self.former.folders)
      return try directory.differences(files(after: former, folder)).map {
        UnifiedDiff.text($0.path, from: $0.old, to: $0.new)
      }.joined()
    }
  }

  /// The files of a folder that holds an earlier plan, or nothing.
  private func files(
    after former: [String: String], _ folder: String
  ) throws -> [OutputDirectory.File] {
    let notes: HumanNotes
    do {
      notes = try HumanNotes(in: former[RoadmapDocument.fileName] ?? "")
    } catch {
      Console.message(
        "\(folder)/\(RoadmapDocument.fileName):\(error.line): error: \(error.message)")
      throw ExitCode(73)
    }
    return try rendered(former, notes).map {
      OutputDirectory.File(path: $0.path, text: $0.contents)
    }
  }

  /// The documents that are rendered each by itself, the largest first, so that no core waits at the end;
  /// what compares stages comes last, when they are rendered.
  private enum Part {
    case plan, roadmap, decisions, levels
    case stage(Int)
    case change(Int)
  }

  private func rendered(_ former: [String: String], _ notes: HumanNotes) throws -> [RenderedFile] {
    let templates = PlanTemplates(
      plan: report.plan, planDigest: report.answersDigest, library: library)
    let report = report
    let parts =
      [Part.roadmap, .plan] + templates.stages.map { Part.stage($0) } + [.decisions, .levels]
      + templates.stages.map { Part.change($0) }
    let results = parts.parallelMap { part -> Result<[RenderedFile], any Error> in
      switch part {
      case .plan: .success([PlanDocument(report).file])
      case .levels: .success(ServiceLevelDocument(report).files + LoadTestScript(report).files)
      case .roadmap: .success(Self.roadmap(report, notes))
      case .decisions: .success(DecisionRecords(report, existing: former).files)
      case .stage(let stage): Result { try templates.files(ofStage: stage) }
      case .change(let stage): Result { try templates.changes(toStage: stage) }
      }
    }
    do {
      return try results.flatMap { try $0.get() }
    } catch {
      TemplateFolders.report(error)
      throw ExitCode(78)
    }
  }

  /// The roadmap with what people noted, and the page, whose text is that of the roadmap without.
  private static func roadmap(_ report: ReportInput, _ notes: HumanNotes) -> [RenderedFile] {
    let bare = RoadmapDocument(report).file
    return [
      notes.isEmpty ? bare : RoadmapDocument(report, notes: notes).file,
      ReportPage(report, roadmap: bare.contents).file,
    ]
  }
}
