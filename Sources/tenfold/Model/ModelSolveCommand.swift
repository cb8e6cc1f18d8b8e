import ArgumentParser
import CatalogModel
import ModelStudies
import Storage

/// `tenfold model solve`: the answers of models described in a file.
struct ModelSolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a station, network, cache or transient described in YAML or JSON.",
    discussion: """
      A file holds one model, or a list of them under `models`. Each has a `kind` and the keys of \
      that kind; `name` and `notes` are free. Times are in seconds, rates per second. Example:

        kind: mmc
        arrival_rate_per_s: 100
        service_time_mean_s: 0.05
        servers: 8
        percentiles: [0.5, 0.99]

      Every number is printed with its unit and with how it was obtained: exact, approximate with its \
      error class, bound, or derived. --keys KIND lists the keys of a kind. Exits with 2 when a model \
      is refused, such as one that is saturated, and with 65 when the file has mistakes.

      Kinds:
      \(KindGuide.overview)
      """)

  @Argument(help: ArgumentHelp("The model file; - for standard input.", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("List the keys of a kind and stop.", valueName: "kind"))
  var keys: String?

  @Option(help: "The form of the result: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if file == nil && keys == nil { throw ValidationError("Name a model file, or --keys KIND.") }
  }

  func run() throws {
    if let keys {
      guard let guide = KindGuide.keys(of: keys) else {
        let guess = Spelling.nearest(to: keys, among: KindGuide.names)
        throw ValidationError(
          "'\(keys)' is no kind" + (guess.map { "; did you mean '\($0)'?" } ?? "."))
      }
      Console.write(guide)
      return
    }
    let result = ModelSolver.solve(try ModelFiles.read(file ?? "-"))
    Console.report(result.diagnostics)
    if result.diagnostics.hasErrors { throw ExitCode(65) }
    let report = SolutionReport(result.solutions)
    Console.write(format == .json ? try Console.json(report) : report.text)
    if report.hasRefusals { throw ExitCode(2) }
  }
}

/// Files with models or reference vectors.
enum ModelFiles {
  /// Reads a file; ends with 66 where there is none, and with 65 where it is no YAML or JSON.
  static func read(_ path: String) throws -> StudyNode {
    let reading: Result<StudyNode, DiagnosticList>
    do {
      reading = try ModelFileReader.read(path)
    } catch {
      Console.message(error.message)
      throw ExitCode(66)
    }
    switch reading {
    case .success(let node): return node
    case .failure(let list):
      Console.report(list.diagnostics)
      throw ExitCode(65)
    }
  }
}
