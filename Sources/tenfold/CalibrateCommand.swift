import ArgumentParser
import Calibration
import CatalogModel
import Foundation
import Reporting
import Requirements
import Storage

/// `tenfold calibrate`: measured load-test data into answers.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fit service demands and scalability to measurements.",
    discussion: """
      Reads what k6, wrk, wrk2, pgbench and CloudWatch write, and plain tables; estimates the CPU \
      time of requests and how throughput grows with concurrency, each with an interval; writes \
      what it found into the answer file as measured, with a note, and keeps the rest of the file. \
      The form of a file is told from its content.

      A plain table has a heading such as clients, rate, throughput, throughput:NAME (of a kind of \
      request), latency_ms, p50_ms to p999_ms, think_time_ms, utilization, cpu_%, busy_cores, \
      generator_cpu_%, errors or duration_s over each column.

      Exits with 65 for measurements or answers that cannot be used, 66 for a missing file, and 73 \
      if the answers cannot be written.
      """)

  /// The forms of the result.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  /// A number of servers, or that it is to be fitted.
  enum Servers: ExpressibleByArgument {
    case fit
    case count(Double)

    init?(argument: String) {
      if argument == "fit" {
        self = .fit
      } else if let count = Double(argument), count > 0, count <= 100_000 {
        self = .count(count)
      } else {
        return nil
      }
    }
  }

  @OptionGroup var input: PlanningInput

  @Option(
    name: .customLong("from"), parsing: .upToNextOption,
    help: ArgumentHelp("The measurements; - for standard input.", valueName: "measurements"))
  var measurements: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The form of the measurements, where it cannot be told.", valueName: "form"))
  var form: MeasurementKind?

  @Option(help: "The tier that was measured: compute or database.")
  var tier: MeasuredTier?

  @Option(
    name: [.customLong("vcpus"), .customLong("servers")],
    help: ArgumentHelp(
      "The vCPUs of that tier, all machines together, or fit to estimate them.", valueName: "n"))
  var servers: Servers?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "The kind of request that was sent, or all to keep their proportions; of a database reads or "
        + "writes.", valueName: "name"))
  var requestClass: String?

  @Option(help: "Whether clients wait for answers, where the file does not say: open or closed.")
  var loop: LoadControl?

  @Option(
    help: ArgumentHelp(
      "What a series of CloudWatch is, such as m1=latency-p99.", valueName: "label=role"))
  var series: [String] = []

  @Option(
    help: ArgumentHelp("Predict throughput and response for this many clients.", valueName: "n"))
  var predict: [Double] = []

  @Flag(help: "Predict beyond twice the measured range, too.")
  var extrapolate = false

  @Option(help: ArgumentHelp("The seed of the bootstrap.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(name: [.customLong("dry-run"), .customLong("check")], help: "Write nothing.")
  var isDryRun = false

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(help: "The form of the result: text, markdown or json.")
  var format = Form.text

  func validate() throws {
    if loop == .unknown { throw ValidationError("--loop is open or closed.") }
    for level in predict where !(level > 0 && level.isFinite) {
      throw ValidationError("--predict takes a number of clients above zero.")
    }
    if input.file == "-", measurements.contains("-") {
      throw ValidationError("Only one of the answers and the measurements can be standard input.")
    }
    for item in series where role(of: item) == nil {
      let names = MetricRole.names.joined(separator: ", ")
      throw ValidationError("--series takes LABEL=ROLE; '\(item)' is none. Roles: \(names).")
    }
  }

  private func role(of item: String) -> (label: String, role: MetricRole)? {
    guard let mark = item.lastIndex(of: "="), mark > item.startIndex,
      let role = MetricRole(String(item[item.index(after: mark)...]))
    else { return nil }
    return (String(item[..<mark]), role)
  }

  func run() throws {
    // Both are read before either stops the command, so that everything wrong is said at once.
    let reading = Result { try readMeasurements() }
    let context = Result { try input.context() }
    let choice: RequestChoice? = requestClass.map { $0 == "all" ? .all : .row($0) }
    let files = try reading.get()
    let options = self.options
    let calibration = Calibrator.calibrate(files, options)
    Console.report(calibration.diagnostics)
    guard let result = calibration.result else {
      if let answers = try? context.get() {
        var update = self.update(of: answers)
        update.requireChoice(choice, for: files, tier: Calibrator.tier(of: files, options))
        Console.report(update.diagnostics)
      }
      throw ExitCode(65)
    }
    let answers = try context.get()
    var update = self.update(of: answers)
    update.apply(result, choice: choice)
    guard !update.diagnostics.hasErrors else {
      Console.report(update.diagnostics.sortedByPlace())
      throw ExitCode(65)
    }
    let after =
      update.changes.isEmpty
      ? answers.answersText
      : rewritten(answers.answersText, to: update.sheet, answers.questionnaire)
    let writes = !isDryRun && input.file != "-" && !update.changes.isEmpty
    if writes { try Console.write(after, to: input.file, replacing: true) }
    let document = CalibrationDocument(
      result, changes: update.changes, before: answers.answersText, after: after,
      answersFile: input.file == "-" ? "standard input" : Self.name(input.file),
      isWritten: writes, signs: signs)
    switch format {
    case .text: Console.write(document.text)
    case .markdown: Console.write(document.markdown)
    case .json: Console.write(document.json)
    }
  }

  private func update(of answers: PlanningContext) -> AnswerUpdate {
    AnswerUpdate(
      answers.sheet, answers.questionnaire, classes: answers.requirements.requests,
      file: input.file)
  }

  private func rewritten(
    _ text: String, to sheet: AnswerSheet, _ questionnaire: Questionnaire
  ) -> String {
    let rewriting = AnswerFileRewriter.rewrite(text, to: sheet, questionnaire)
    if !rewriting.keepsLayout {
      Console.message(
        "\(input.file): warning: the layout of the file cannot be kept; it is written anew")
    }
    return rewriting.text
  }

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path).lastPathComponent
  }

  /// Reads all files, or says which are missing.
  private func readMeasurements() throws -> [Measurements] {
    let roles = series.compactMap(role).map { ($0.label, $0.role) }
    let reading = ReadingOptions(
      kind: form, control: loop, roles: Dictionary(roles, uniquingKeysWith: { $1 }))
    var files: [Measurements] = []
    var isMissing = false
    for path in measurements {
      do {
        let bytes = try FileBytes.read(path, limit: MeasurementReader.largestFile)
        let name = path == "-" ? "standard input" : path
        files.append(MeasurementReader.read(bytes, file: name, reading))
      } catch {
        Console.message(error.message)
        isMissing = true
      }
    }
    if isMissing { throw ExitCode(66) }
    return files
  }

  private var options: CalibrationOptions {
    var options = CalibrationOptions(
      tier: tier, predictions: predict, allowsExtrapolation: extrapolate, seed: seed)
    switch servers {
    case .fit: options.fitsServers = true
    case .count(let count): options.servers = count
    case nil: break
    }
    return options
  }

  /// Braille where the locale says UTF-8 and nothing asks for less.
  private var signs: LoadPlot.Signs {
    let environment = ProcessInfo.processInfo.environment
    let locale =
      [environment["LC_ALL"], environment["LC_CTYPE"], environment["LANG"]]
      .compactMap { $0 }.first { !$0.isEmpty } ?? ""
    let isUnicode = locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return ascii || isPlain || !isUnicode ? .ascii : .braille
  }
}

extension MeasurementKind: ExpressibleByArgument {}
extension MeasuredTier: ExpressibleByArgument {}
extension LoadControl: ExpressibleByArgument {}
