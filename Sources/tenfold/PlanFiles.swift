import ArgumentParser
import CatalogModel
import Parallelism
import Reporting
import Roadmap
import Storage

/// All files of a plan, rendered before the first is written.
struct PlanFiles {
  let report: ReportInput
  private let early: Early

  /// What needs nothing but the plan.
  private struct Early: Sendable {
    var templates: [Result<[RenderedFile], any Error>] = []
    var latency: LatencySweep?
  }

  /// Looks at a plan and renders meanwhile what needs nothing but the plan, so that no core waits.
  ///
  /// - Throws: As `PlanningContext.report(of:_:)`.
  init(
    _ context: PlanningContext, _ plan: Plan, of source: AnswerSource, _ depth: ReportDepth,
    _ library: TemplateLibrary
  ) throws {
    let sink = MessageSink.current
    let (report, early) = concurrently(
      {
        // Whichever thread takes it, its messages belong to this plan.
        MessageSink.$current.withValue(sink) {
          Result { try context.report(plan, of: source, depth) }
        }
      },
      { Self.early(plan, context.catalog, context.answersDigest, library) })
    self.report = try report.get()
    self.early = early
  }

  /// The files of a plan that was looked at already.
  init(report: ReportInput, library: TemplateLibrary) {
    self.report = report
    early = Self.early(report.plan, report.catalog, report.answersDigest, library)
  }

  /// What is rendered early, each by itself; what compares stages comes last, when they are rendered.
  private enum EarlyPart {
    case latency
    case stage(Int)
    case change(Int)
  }

  private static func early(
    _ plan: Plan, _ catalog: Catalog, _ digest: String, _ library: TemplateLibrary
  ) -> Early {
    let templates = PlanTemplates(plan: plan, planDigest: digest, library: library)
    let stages = templates.stages
    let parts: [EarlyPart] =
      [.latency] + stages.map { .stage($0) } + stages.map { .change($0) }
    return parts.parallelMap { part in
      switch part {
      case .latency: Early(latency: LatencySweep(plan, catalog: catalog))
      case .stage(let stage): Early(templates: [Result { try templates.files(ofStage: stage) }])
      case .change(let stage): Early(templates: [Result { try templates.changes(toStage: stage) }])
      }
    }.reduce(into: Early()) { all, part in
      all.templates += part.templates
      all.latency = all.latency ?? part.latency
    }
  }

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
    return try rendered(former, notes).map { file in
      switch file.content {
      case .text(let text): OutputDirectory.File(path: file.path, text: text)
      case .parts(let parts): OutputDirectory.File(path: file.path, parts: parts.all)
      }
    }
  }

  /// The documents that are rendered each by itself, the largest first, so that no core waits at the end.
  private enum Part {
    case plan, roadmap, decisions, levels
  }

  private func rendered(_ former: [String: String], _ notes: HumanNotes) throws -> [RenderedFile] {
    let templates: [RenderedFile]
    do {
      templates = try early.templates.flatMap { try $0.get() }
    } catch {
      TemplateFolders.report(error)
      throw ExitCode(78)
    }
    let (report, latency) = (report, early.latency)
    let parts: [Part] = [.roadmap, .plan, .decisions, .levels]
    let documents = parts.parallelMap { part in
      switch part {
      case .plan: [PlanDocument(report).file]
      case .levels: ServiceLevelDocument(report).files + LoadTestScript(report).files
      case .roadmap: Self.roadmap(report, notes, latency)
      case .decisions: DecisionRecords(report, existing: former).files
      }
    }
    return documents.flatMap { $0 } + templates
  }

  /// The roadmap with what people noted, and the page, whose text is that of the roadmap without.
  private static func roadmap(
    _ report: ReportInput, _ notes: HumanNotes, _ latency: LatencySweep?
  ) -> [RenderedFile] {
    let bare = RoadmapDocument(report).file
    return [
      notes.isEmpty ? bare : RoadmapDocument(report, notes: notes).file,
      ReportPage(report, roadmap: bare.contents, latency: latency).file,
    ]
  }
}
