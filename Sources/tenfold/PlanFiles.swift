import ArgumentParser
import CatalogModel
import Parallelism
import Reporting
import Roadmap
import Storage
import Synchronization

/// All files of a plan, which go where they are written as soon as they are rendered.
struct PlanFiles {
  private let plan: Plan
  private let catalog: Catalog
  private let answersDigest: String
  private let library: TemplateLibrary
  /// Looks at the plan.
  private let look: @Sendable () throws -> ReportInput
  /// What else is done, on a thread that does not look.
  private let beforehand: @Sendable () -> Void

  /// Takes rendered files, on whichever thread.
  private typealias Taking = @Sendable ([RenderedFile]) throws -> Void

  /// The files of a plan that is looked at while what needs nothing but the plan is rendered, so that no
  /// core waits.
  init(
    _ context: PlanningContext, _ plan: Plan, of source: AnswerSource, _ depth: ReportDepth,
    _ library: TemplateLibrary, beforehand: @escaping @Sendable () -> Void = {}
  ) {
    self.beforehand = beforehand
    let sink = MessageSink.current
    self.plan = plan
    catalog = context.catalog
    answersDigest = context.answersDigest
    self.library = library
    look = {
      // Whichever thread takes it, its messages belong to this plan.
      try MessageSink.$current.withValue(sink) { try context.report(plan, of: source, depth) }
    }
  }

  /// The files of a plan that was looked at already.
  init(report: ReportInput, library: TemplateLibrary) {
    plan = report.plan
    catalog = report.catalog
    answersDigest = report.answersDigest
    self.library = library
    look = { report }
    beforehand = {}
  }

  /// What is rendered early, each by itself; what compares stages comes last, when they are rendered.
  private enum EarlyPart {
    case stage(Int)
    case change(Int)
  }

  /// Renders what needs nothing but the plan: templates, and the response times over the load.
  ///
  /// - Throws: What hindered the first part that failed.
  private func early(_ take: @escaping Taking) throws -> LatencySweep? {
    let templates = PlanTemplates(plan: plan, planDigest: answersDigest, library: library)
    let stages = templates.stages
    let parts: [EarlyPart] = stages.map { .stage($0) } + stages.map { .change($0) }
    let (plan, catalog) = (plan, catalog)
    let (rendered, latency) = concurrently {
      Result {
        _ = try parts.parallelTries(rank: .filling) { part in
          switch part {
          case .stage(let stage): try take(templates.files(ofStage: stage))
          case .change(let stage): try take(templates.changes(toStage: stage))
          }
        }
      }
    } _: {
      LatencySweep(plan, catalog: catalog)
    }
    try rendered.get()
    return latency
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
  /// - Parameter meanwhile: Renders what is no file, such as what is printed, when the documents are rendered.
  /// - Returns: What was found by looking at the plan, and what was rendered meanwhile.
  /// - Throws: As `PlanningContext.report(of:_:)`; exit code 78 for templates that cannot be rendered, 73
  ///   for a folder that cannot be written, after saying why on standard error.
  @discardableResult
  func write(
    to folder: String, meanwhile: (@Sendable (ReportInput) -> String)? = nil
  ) throws -> (report: ReportInput, other: String?) {
    let directory = OutputDirectory(path: folder)
    return try reporting {
      try directory.replace { draft in
        try render(over: directory, meanwhile) {
          try draft.add($0.map(OutputDirectory.File.init))
        }
      }
    }
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
  /// - Returns: That, and what was found by looking at the plan.
  /// - Throws: As `write`.
  func difference(to folder: String) throws -> (report: ReportInput, text: String) {
    let directory = OutputDirectory(path: folder)
    return try reporting {
      let files = Mutex<[OutputDirectory.File]>([])
      let (report, _) = try render(over: directory, nil) { rendered in
        let rendered = rendered.map(OutputDirectory.File.init)
        files.withLock { $0 += rendered }
      }
      let text = try directory.differences(files.withLock { $0 }).map {
        UnifiedDiff.text($0.path, from: $0.old, to: $0.new)
      }.joined()
      return (report, text)
    }
  }

  /// Looks at the plan and renders everything, for a folder that holds an earlier plan or nothing.
  private func render(
    over directory: OutputDirectory, _ meanwhile: (@Sendable (ReportInput) -> String)?,
    _ take: @escaping Taking
  ) throws -> (report: ReportInput, other: String?) {
    let files = self
    let (report, early) = concurrently(
      { Result { try files.look() } },
      {
        files.beforehand()
        return Result { try files.early(take) }
      })
    let made = try report.get()
    let latency: LatencySweep?
    do {
      latency = try early.get()
    } catch let failure as FileWriteFailure {
      throw failure
    } catch {
      TemplateFolders.report(error)
      throw ExitCode(78)
    }
    let former = try directory.texts(of: Self.former.files, inFolders: Self.former.folders)
    let notes: HumanNotes
    do {
      notes = try HumanNotes(in: former[RoadmapDocument.fileName] ?? "")
    } catch {
      Console.message(
        "\(directory.path)/\(RoadmapDocument.fileName):\(error.line): error: \(error.message)")
      throw ExitCode(73)
    }
    return (made, try Self.documents(made, latency, former, notes, meanwhile, take))
  }

  /// The documents that are rendered each by itself, the largest first, so that no core waits at the end.
  private enum Part {
    case plan, roadmap, decisions, other, levels
  }

  private static func documents(
    _ report: ReportInput, _ latency: LatencySweep?, _ former: [String: String],
    _ notes: HumanNotes, _ meanwhile: (@Sendable (ReportInput) -> String)?,
    _ take: @escaping Taking
  ) throws -> String? {
    let parts: [Part] = [.roadmap, .plan, .decisions, .other, .levels]
    return try parts.parallelTries { part -> String? in
      switch part {
      case .plan: try take([PlanDocument(report).file])
      case .levels: try take(ServiceLevelDocument(report).files + LoadTestScript(report).files)
      case .roadmap: try take(roadmap(report, notes, latency))
      case .decisions: try take(DecisionRecords(report, existing: former).files)
      case .other: return meanwhile?(report)
      }
      return nil
    }.compactMap { $0 }.first
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

extension OutputDirectory.File {
  fileprivate init(_ file: RenderedFile) {
    switch file.content {
    case .text(let text): self.init(path: file.path, text: text)
    case .parts(let parts): self.init(path: file.path, parts: parts.all)
    }
  }
}
