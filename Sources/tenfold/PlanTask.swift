import ArgumentParser
import Foundation
import Parallelism
import Reporting
import Storage

/// What one run of `tenfold plan` does, as plain values; see `PlanCommand` for what each of them is.
struct PlanTask {
  /// The documents that `--output` writes.
  enum Form: String, CaseIterable, Sendable {
    case text, json, markdown, html, comment, summary
  }

  let files: [String]
  var basis = PlanningBasis()
  var out: String?
  /// Whether the folder is compared instead of written.
  var checks = false
  var output: [OutputFile<Form>] = []
  var templates: String?
  var samples: Int?
  /// Whether it is searched for what would reverse each decision.
  var hasFlips = false
  var jobs: Int?
  var shard: Shard?
  var format = OutputFormat.text

  var isPortfolio: Bool {
    files.count > 1 || shard != nil || jobs != nil
      || files.contains(where: AnswerFileSearch.isCollective)
  }

  /// How deep a plan is looked at, which is as its documents need it.
  ///
  /// A summary of many needs no more than verdicts.
  private var depth: ReportDepth {
    out == nil && (isPortfolio || !output.contains { $0.form != .text })
      ? .verdict : .roadmap(samples: samples, hasReversals: hasFlips)
  }

  func run() throws {
    if isPortfolio { return try runPortfolio() }
    Heap.growInLargeSteps()
    let file = files[0]
    let (needsTemplates, templates, depth) = (out != nil, templates, depth)
    // What is wrong with templates is said after what is wrong with answers.
    let sink = MessageSink(limit: .max)
    let context = try basis.context(of: file)
    // Not earlier: the other thread has enough to do as long as the catalog is read, and nothing when the first
    // stage is planned.
    let (planned, library) = concurrently(
      { Result { try context.plan(lookingAtStages: depth.hasFailures) } },
      {
        MessageSink.$current.withValue(sink) {
          Result { needsTemplates ? try PlanFiles.library(own: templates) : nil }
        }
      })
    let plan = try planned.get()
    Console.passOn(sink.messages)
    var difference = ""
    var text: String?
    let made: ReportInput
    if let out, let library = try library.get() {
      // What reading the answers and the catalog ran is not run again. Giving it back takes a millisecond, in which
      // the other thread need not wait.
      let files = PlanFiles(
        context, plan, of: .file(file), depth, library, beforehand: { Heap.giveBackCode() })
      if checks {
        (made, difference) = try files.difference(to: out)
      } else {
        var meanwhile: (@Sendable (ReportInput) -> String)?
        if let printed { meanwhile = { Self.document(printed, $0) } }
        let written = try files.write(to: out, meanwhile: meanwhile)
        (made, text) = (written.report, written.other)
      }
    } else {
      made = try context.report(plan, of: .file(file), depth)
    }
    try output.map { (path: $0.path, text: Self.document($0.form, made)) }.write()
    Console.write(difference)
    let summary = PlanSummary(made)
    if difference.isEmpty, let printed { Console.write(text ?? Self.document(printed, made)) }
    let code = summary.exitCode != 0 ? summary.exitCode : difference.isEmpty ? 0 : 3
    // Ends here, because taking the plan and all that was found for it apart would take milliseconds.
    withExtendedLifetime((context, made, library)) { Foundation.exit(Int32(code)) }
  }

  /// What goes to standard output where there is no difference to show; nil where another document does.
  private var printed: Form? {
    output.contains { $0.path == "-" } ? nil : format == .json ? .json : .text
  }

  private static func document(_ form: Form, _ report: ReportInput) -> String {
    switch form {
    case .text: PlanSummary(report).text
    case .json: PlanDocument(report).text
    case .markdown: RoadmapDocument(report).text
    case .html: ReportPage(report).text
    case .comment: RoadmapDocument(report).comment
    case .summary: RoadmapDocument(report).stepSummary
    }
  }

  private func runPortfolio() throws {
    let names = try PortfolioFiles(files).inOrder
    let jobs = try (shard?.part(of: names) ?? names).map { try PortfolioJob(file: $0, out: out) }
    try PortfolioJob.checkFolders(names, out: out)
    let library = out == nil ? nil : try PlanFiles.library(own: templates)
    let run = PortfolioRun(
      basis: basis, depth: depth, library: library, checks: checks)
    let summary = PortfolioSummary(run.rows(of: jobs, atOnce: self.jobs), version: Version.text)
    func document(_ form: Form) -> String {
      switch form {
      case .json: summary.json
      case .markdown, .summary, .comment, .html: summary.markdown
      case .text: summary.text
      }
    }
    try output.map { (path: $0.path, text: document($0.form)) }.write()
    if !output.contains(where: { $0.path == "-" }) {
      Console.write(document(format == .json ? .json : .text))
    }
    if summary.exitCode != 0 { throw ExitCode(Int32(summary.exitCode)) }
  }
}
