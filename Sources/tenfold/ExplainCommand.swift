import ArgumentParser
import Reporting

/// `tenfold explain`: why the plan says what it says.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain decisions: constraints, scores, answers, sources.",
    discussion: """
      Without a topic all decisions of the stage are explained. A topic is a decision such as \
      compute, exposure, database or store:orders; `failures`: what becomes of the stage when a \
      zone, a cache or a replica is lost, a crowd comes, or clients retry, in numbers; `flips`: \
      the smallest change of an answer that reverses each decision, and answers that conflict; \
      or `topics`: all that can be asked.
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

  @Option(
    help: ArgumentHelp(
      "A line of a template that plan --out wrote: what decided its resource.",
      valueName: "path:line"))
  var template: String?

  @Option(help: "The form of the result: text, markdown or json.")
  var format = Form.text

  func validate() throws {
    if template != nil && (topic != nil || stage != nil) {
      throw ValidationError("--template says topic and stage itself: leave both out.")
    }
  }

  func run() throws {
    if let template { return try explain(template) }
    let index = stage.map { $0 - 1 }
    let report = try input.report(input.context(), depth(index))
    do {
      switch topic {
      case FailureDocument.topic:
        write(
          try report.parts(topic: nil, stage: index).map { part throws(ExplanationRefusal) in
            let document = try FailureDocument(part.input, stage: index)
            return (document.text, document.markdown, document.json)
          })
      case FlipDocument.topic:
        let document = try FlipDocument(report, stage: index)
        write([(document.text, document.markdown, document.json)])
      case ScheduleDocument.topic:
        let document = ScheduleDocument(report)
        write([(document.text, document.markdown, document.json)])
      case ExplanationTopics.topic:
        write(
          try report.parts(topic: nil, stage: index).map { part throws(ExplanationRefusal) in
            let document = try ExplanationTopics(part.input, stage: index)
            return (document.text, document.markdown, document.json)
          })
      default:
        if let edges = ExplanationDocument.edges(report, topic: topic, stage: index) {
          return write([(edges.text, edges.markdown, edges.json)])
        }
        write(
          try report.parts(topic: topic, stage: index).map { part throws(ExplanationRefusal) in
            let document = try ExplanationDocument(part.input, topic: part.topic, stage: index)
            return (document.text, document.markdown, document.json)
          })
      }
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// The decision behind a line of a template.
  private func explain(_ template: String) throws {
    guard let colon = template.lastIndex(of: ":"),
      let line = Int(template[template.index(after: colon)...]), line > 0
    else {
      throw ValidationError(
        "--template takes a path and a line, as in templates/STAGE/terraform/compute.tf:12.")
    }
    let library = try PlanFiles.library(own: nil)
    let plain = try input.report(input.context(), .plan)
    do {
      let origin = try TemplateOrigin(
        plain, library: library, path: String(template[..<colon]), line: line)
      guard let decision = origin.topic else {
        return Console.write(
          "\(origin.resource): no decision put it there; every plan has it.\n")
      }
      let report = try input.report(
        input.context(), .explanation(stage: origin.stage, topic: decision))
      if format != .json {
        Console.write("\(origin.resource), stage \(origin.stageName), rests on \(decision).\n\n")
      }
      if let edges = ExplanationDocument.edges(report, topic: decision, stage: origin.stage) {
        return write([(edges.text, edges.markdown, edges.json)])
      }
      write(
        try report.parts(topic: decision, stage: origin.stage).map {
          part throws(ExplanationRefusal) in
          let document = try ExplanationDocument(
            part.input, topic: part.topic, stage: origin.stage)
          return (document.text, document.markdown, document.json)
        })
    } catch let refusal as ExplanationRefusal {
      throw ValidationError(refusal.message)
    } catch let refusal as TemplateOrigin.Refusal {
      throw ValidationError(refusal.message)
    }
  }

  private func depth(_ stage: Int?) -> ReportDepth {
    switch topic {
    case FailureDocument.topic: .failures
    case ScheduleDocument.topic: .schedule
    case ExplanationTopics.topic: .plan
    case FlipDocument.topic: .reversals(stage: stage)
    default: .explanation(stage: stage, topic: topic)
    }
  }

  /// Writes one document, or those of several units one after the other.
  private func write(_ documents: [(text: String, markdown: String, json: String)]) {
    switch format {
    case .text: Console.write(documents.map(\.text).joined(separator: "\n"))
    case .markdown: Console.write(documents.map(\.markdown).joined(separator: "\n"))
    case .json: Console.writeJSON(documents.map(\.json))
    }
  }
}
