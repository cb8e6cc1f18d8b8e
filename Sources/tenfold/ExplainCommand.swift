import ArgumentParser
import Reporting

/// `tenfold explain`: why the plan says what it says.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain decisions: constraints, scores, answers, sources.",
    discussion: """
      Without a topic all decisions of the stage are explained. A topic is a decision such as \
      compute, exposure, database or store:orders; or `failures`: what becomes of the stage when \
      a zone, a cache or a replica is lost, a crowd comes, or clients retry, in numbers.
      """)

  /// The forms of an explanation.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @OptionGroup var input: PlanningInput

  @Argument(help: ArgumentHelp("The decision to explain.", valueName: "topic"))
  var topic: String?

  @Option(help: ArgumentHelp("The stage, counted from 1; the present one if omitted."))
  var stage: Int?

  @Option(help: "The form of the result: text, markdown or json.")
  var format = Form.text

  func run() throws {
    let asksForFailures = topic == FailureDocument.topic
    let report = try input.report(input.context(), asksForFailures ? .failures : .plan)
    do {
      if asksForFailures { return try explainFailures(report) }
      let document = try ExplanationDocument(report, topic: topic, stage: stage.map { $0 - 1 })
      switch format {
      case .text: Console.write(document.text)
      case .markdown: Console.write(document.markdown)
      case .json: Console.write(document.json)
      }
    } catch {
      throw ValidationError(error.message)
    }
  }

  private func explainFailures(_ report: ReportInput) throws(ExplanationRefusal) {
    let document = try FailureDocument(report, stage: stage.map { $0 - 1 })
    switch format {
    case .text: Console.write(document.text)
    case .markdown: Console.write(document.markdown)
    case .json: Console.write(document.json)
    }
  }
}
