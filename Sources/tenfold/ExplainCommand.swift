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
      let edges = ExplanationDocument.edges(report, topic: topic, stage: stage.map { $0 - 1 })
      var documents = edges.map { [$0] } ?? []
      for part in edges == nil ? try report.parts(topic: topic, stage: stage.map { $0 - 1 }) : [] {
        documents.append(
          try ExplanationDocument(part.input, topic: part.topic, stage: stage.map { $0 - 1 }))
      }
      switch format {
      case .text: Console.write(documents.map(\.text).joined(separator: "\n"))
      case .markdown: Console.write(documents.map(\.markdown).joined(separator: "\n"))
      case .json where documents.count == 1: Console.write(documents[0].json)
      case .json: Console.write("[" + documents.map(\.json).joined(separator: ",") + "]\n")
      }
    } catch {
      throw ValidationError(error.message)
    }
  }

  private func explainFailures(_ report: ReportInput) throws(ExplanationRefusal) {
    var documents: [FailureDocument] = []
    for part in try report.parts(topic: nil, stage: stage.map { $0 - 1 }) {
      documents.append(try FailureDocument(part.input, stage: stage.map { $0 - 1 }))
    }
    switch format {
    case .text: Console.write(documents.map(\.text).joined(separator: "\n"))
    case .markdown: Console.write(documents.map(\.markdown).joined(separator: "\n"))
    case .json where documents.count == 1: Console.write(documents[0].json)
    case .json: Console.write("[" + documents.map(\.json).joined(separator: ",") + "]\n")
    }
  }
}
