import ArgumentParser
import CatalogModel
import NcursesTerminal
import Requirements
import Storage
import TerminalUI

/// `tenfold interview`: the questions in a terminal, with the plan beside them.
struct InterviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interview",
    abstract: "Answer the questions in the terminal and see the plan change.",
    discussion: """
      Answers are read from and saved to the file. In a terminal that cannot move its cursor, or \
      with --plain, the same questions are asked line by line.

      In the session ? lists the keys, / finds a question, : a command, F5 shows the plan. What is \
      typed is kept in .FILE.session until the session ends, and offered again after a crash.

      NO_COLOR turns colors off; TENFOLD_THEME is own (the terminal's palette), light, dark, or safe, \
      which shows good and bad as blue and orange; TENFOLD_GLYPHS is full, basic (lines and shades \
      alone) or ascii. ^X opens the file in $VISUAL or $EDITOR.
      """)

  @Argument(help: ArgumentHelp("The answer file to write.", valueName: "file"))
  var file = "tenfold.answers.yaml"

  @Flag(help: "Ask line by line, for screen readers and simple terminals.")
  var plain = false

  @OptionGroup var options: CatalogOptions

  @OptionGroup var project: ProjectOverlay

  func run() throws {
    let tree = try options.tree(project: project.directory(besides: file))
    let questionnaire = try CatalogOptions.questionnaire(tree)
    let start = try sheet(questionnaire)
    let catalog = try overlaid(tree, start.sheet, questionnaire)
    let planner = InterviewPlanner(
      questionnaire: questionnaire, tree: tree, answersFile: file, catalog: catalog)
    let file = file
    let saver = AnswerFileSaver(path: file, questionnaire: questionnaire, from: start.sheet)
    let setup = InterviewSetup(
      questionnaire: questionnaire,
      facts: catalog?.planning
        ?? CatalogReader.planningFacts(questionnaire.questions.flatMap(\.facts), in: tree),
      sheet: start.sheet,
      isSaved: start.exists, startsShort: !start.exists,
      journal: InterviewJournal.open(file, questionnaire, from: start.sheet, saver),
      preview: { planner.preview($0) }, compute: { planner.compute($0) },
      export: {
        SessionExport(answersFile: file, questionnaire: questionnaire, planner: planner)
          .write($0, $1)
      }, save: { saver.save($0, prefer: $1) },
      edit: { AnswerFileEditor(path: file, questionnaire: questionnaire, saver: saver).edit() })
    try finish(start: setup)
  }

  /// The catalog, where overlays lie over it: what they change is told before the session begins.
  ///
  /// A catalog without overlays is read in the background, because the first question need not wait
  /// for its prices; nil then.
  private func overlaid(
    _ tree: FileTree, _ sheet: AnswerSheet, _ questionnaire: Questionnaire
  ) throws -> Catalog? {
    guard !tree.overlays.isEmpty else { return nil }
    let catalog = try CatalogOptions.open(tree, region: sheet.region(questionnaire))
    OverlayReport(tree: tree, catalog: catalog, project: project.directory(besides: file)).write()
    return catalog
  }

  /// The answers of the file, or none where it does not exist yet.
  private func sheet(_ questionnaire: Questionnaire) throws -> (sheet: AnswerSheet, exists: Bool) {
    guard AnswerFileReader.exists(file) else { return (AnswerSheet(), false) }
    do {
      let reading = try AnswerFileReader.read(file, questionnaire)
      Console.report(reading.diagnostics)
      guard let sheet = reading.sheet else { throw ExitCode(65) }
      return (sheet, true)
    } catch let failure as AnswerFileFailure {
      Console.message(failure.message)
      throw ExitCode(66)
    }
  }

  private func finish(start setup: InterviewSetup) throws {
    var outcome = InterviewOutcome.unavailable("")
    if !plain && Console.isTerminal {
      outcome = MainActor.assumeIsolated { NcursesInterview.run(setup) }
    }
    if case .unavailable(let reason) = outcome {
      if !reason.isEmpty { Console.message("tenfold: \(reason); asking line by line") }
      outcome = LineInterview.run(
        setup, read: { readLine(strippingNewline: true) }, write: { Console.write($0) })
    }
    guard case .ended(let reason, _, let saved) = outcome else { return }
    if let saved {
      Console.message("saved \(saved); tenfold plan \(saved) --out plan writes it all")
    }
    if case .terminated(let signal) = reason { throw ExitCode(128 + signal) }
  }
}
