import ArgumentParser
import CatalogModel
import NcursesTerminal
import OrderedCollections
import Parallelism
import Requirements
import Storage
import TerminalUI

/// An interview on an answer file, with everything that the command line says about it.
struct Interview {
  /// The answer file where none is named.
  static let standardFile = "tenfold.answers.yaml"

  let file: String
  /// Whether it is to go line by line.
  let isPlain: Bool
  let tree: FileTree
  /// The overlay of the project, which lies over the tree.
  let project: SharedDirectory?

  func run() throws {
    let questionnaire = try CatalogOptions.questionnaire(tree)
    let (answers, facts) = concurrently(
      { readAnswers(questionnaire) }, { planningFacts(questionnaire) })
    let start = try started(answers)
    let catalog = try overlaid(start.sheet, questionnaire)
    let planner = InterviewPlanner(
      questionnaire: questionnaire, tree: tree, answersFile: file, catalog: catalog)
    let file = file
    let saver = AnswerFileSaver(path: file, questionnaire: questionnaire, from: start.sheet)
    let setup = InterviewSetup(
      questionnaire: questionnaire, facts: catalog?.planning ?? facts, sheet: start.sheet,
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

  /// The facts that fallbacks name, without what overlays say about them.
  private func planningFacts(_ questionnaire: Questionnaire) -> OrderedDictionary<String, Fact> {
    tree.overlays.isEmpty
      ? CatalogReader.planningFacts(questionnaire.questions.flatMap(\.facts), in: tree) : [:]
  }

  /// The catalog, where overlays lie over it: what they change is told before the session begins.
  ///
  /// A catalog without overlays is read in the background, because the first question need not wait
  /// for its prices; nil then.
  private func overlaid(_ sheet: AnswerSheet, _ questionnaire: Questionnaire) throws -> Catalog? {
    guard !tree.overlays.isEmpty else { return nil }
    let catalog = try CatalogOptions.open(tree, region: sheet.region(questionnaire))
    OverlayReport(tree: tree, catalog: catalog, project: project).write()
    return catalog
  }

  /// What is in the answer file; nil where it does not exist yet.
  private func readAnswers(
    _ questionnaire: Questionnaire
  ) -> Result<AnswerFileReading, AnswerFileFailure>? {
    guard AnswerFileReader.exists(file) else { return nil }
    do throws(AnswerFileFailure) {
      return .success(try AnswerFileReader.read(file, questionnaire))
    } catch {
      return .failure(error)
    }
  }

  /// The answers to start from, after telling what is wrong with the file.
  ///
  /// - Throws: Exit code 66 where it cannot be read, 65 where its answers have errors.
  private func started(
    _ answers: Result<AnswerFileReading, AnswerFileFailure>?
  ) throws -> (sheet: AnswerSheet, exists: Bool) {
    switch answers {
    case nil: return (AnswerSheet(), false)
    case .success(let reading)?:
      Console.report(reading.diagnostics)
      guard let sheet = reading.sheet else { throw ExitCode(65) }
      return (sheet, true)
    case .failure(let failure)?:
      Console.message(failure.message)
      throw ExitCode(66)
    }
  }

  private func finish(start setup: InterviewSetup) throws {
    var outcome = InterviewOutcome.unavailable("")
    if !isPlain && Console.isTerminal {
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
