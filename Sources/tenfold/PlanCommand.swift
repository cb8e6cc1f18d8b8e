import ArgumentParser
import Foundation
import Parallelism
import Reporting
import Storage

/// `tenfold plan`: answers in, a plan out; many files in, many plans and a summary out.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan an architecture, its growth and its templates.",
    discussion: """
      Prints the verdict and the stages. With --out it writes roadmap.md, report.html, plan.json, \
      decisions, objectives as OpenSLO, a load test for k6 and, for each distinct architecture, \
      Terraform and CloudFormation; files that people added to the folder stay, and so does what they write between the marks of roadmap.md. Exits with 2 if an \
      objective or the budget is missed.

      --output writes documents of the plan to files of their own, several in one run: text, json, \
      markdown, html, comment (at most 65,536 characters) and summary (at most 1 MiB). --check writes \
      nothing, prints what --out would change, and exits with 3 if there is anything.

      Several files, a pattern in quotes, or a folder (all *.answers.yaml below it) make a portfolio: \
      each is planned by itself, --out gives each a folder of its own, and a summary tells of all. A \
      file that is wrong is told and stops no other; the exit code is that of the worst. --shard 2/5 \
      plans the second of five parts, so that five machines share the work.
      """)

  /// The documents that `--output` writes.
  enum Form: String, CaseIterable, Sendable {
    case text, json, markdown, html, comment, summary
  }

  @Argument(
    help: ArgumentHelp(
      "The answer file; - for standard input; or several, patterns and folders.",
      valueName: "file"))
  var files: [String]

  @OptionGroup var settings: PlanningSettings

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the documents and templates to this folder.", valueName: "folder"))
  var out: String?

  @Flag(help: "Write nothing; print what --out would change and exit with 3 if there is anything.")
  var check = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Write a document of the plan to a file; may be repeated.", valueName: "kind=path"),
    completion: .file(), transform: OutputFile<Form>.init(argument:))
  var output: [OutputFile<Form>] = []

  @Option(
    help: ArgumentHelp(
      "A folder of your own templates, over those that ship.", valueName: "folder"))
  var templates: String?

  @Option(
    help: ArgumentHelp(
      """
      Draw the ranges so often, for every stage and with the regret of the choices; 0 for not at \
      all. Without it they are drawn a few times for the present load.
      """,
      valueName: "count"))
  var samples: Int?

  @Flag(help: "Search for what would reverse each decision, and write it with --out.")
  var flips = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Plan so many files at the same time; as many as there are cores if omitted.",
      valueName: "count"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Plan one of several parts of the files.", valueName: "part/parts"),
    transform: Shard.init(argument:))
  var shard: Shard?

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name an answer file.") }
    if files.count > 1 && files.contains("-") {
      throw ValidationError("Standard input is one plan; name files only for a portfolio.")
    }
    if check && out == nil {
      throw ValidationError("--check compares with the folder of --out: name it.")
    }
    if flips && out == nil {
      throw ValidationError(
        "--flips writes into the documents of --out; or use explain FILE flips.")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is \(jobs); it must be 1 to 1024.")
    }
    try output.checkPlaces()
    if isPortfolio, let wrong = output.first(where: { $0.form == .comment || $0.form == .html }) {
      throw ValidationError(
        "A portfolio has no \(wrong.form.rawValue): text, json, markdown and summary can be written."
      )
    }
    guard let samples else { return }
    guard samples == 0 || (16...1_000_000).contains(samples) else {
      throw ValidationError("--samples is \(samples); it must be 0, or 16 to 1,000,000.")
    }
  }

  private var isPortfolio: Bool {
    files.count > 1 || shard != nil || jobs != nil
      || files.contains(where: AnswerFileSearch.isCollective)
  }

  /// How deep a plan is looked at, which is as its documents need it.
  ///
  /// A summary of many needs no more than verdicts.
  private var depth: ReportDepth {
    out == nil && (isPortfolio || !output.contains { $0.form != .text })
      ? .verdict : .roadmap(samples: samples, hasReversals: flips)
  }

  func run() throws {
    if isPortfolio { return try runPortfolio() }
    Heap.growInLargeSteps()
    let file = files[0]
    let (settings, needsTemplates, templates, depth) = (settings, out != nil, templates, depth)
    // What is wrong with templates is said after what is wrong with answers.
    let sink = MessageSink(limit: .max)
    let (planned, library) = concurrently(
      {
        Result {
          let context = try settings.context(of: file)
          return (context, try context.plan(lookingAtStages: depth.hasFailures))
        }
      },
      {
        MessageSink.$current.withValue(sink) {
          Result { needsTemplates ? try PlanFiles.library(own: templates) : nil }
        }
      })
    let (context, plan) = try planned.get()
    Console.passOn(sink.messages)
    if out != nil { Heap.giveBackCode() }
    var difference = ""
    let made: ReportInput
    if let out, let library = try library.get() {
      let files = PlanFiles(context, plan, of: .file(file), depth, library)
      if check {
        (made, difference) = try files.difference(to: out)
      } else {
        made = try files.write(to: out)
      }
    } else {
      made = try context.report(plan, of: .file(file), depth)
    }
    try output.map { (path: $0.path, text: Self.document($0.form, made)) }.write()
    Console.write(difference)
    let summary = PlanSummary(made)
    if difference.isEmpty && !output.contains(where: { $0.path == "-" }) {
      Console.write(Self.document(format == .json ? .json : .text, made))
    }
    let code = summary.exitCode != 0 ? summary.exitCode : difference.isEmpty ? 0 : 3
    // Ends here, because taking the plan and all that was found for it apart would take milliseconds.
    withExtendedLifetime((context, made, library)) { Foundation.exit(Int32(code)) }
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
      settings: settings, depth: depth, library: library, checks: check)
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
