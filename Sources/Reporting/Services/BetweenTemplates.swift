import CatalogModel
import OptionScoring
import Quantities
import Requirements
package import Roadmap

/// What lies between deployment units, for each stage that has edges across them: queues, topics,
/// buses, streams and state machines, with the addresses of services that are called.
package struct BetweenTemplates: Sendable {
  package let plan: Plan
  package let planDigest: String
  package let library: TemplateLibrary

  package init(plan: Plan, planDigest: String, library: TemplateLibrary) {
    self.plan = plan
    self.planDigest = planDigest
    self.library = library
  }

  /// The folder below that of a stage.
  static let folder = "between"

  /// The files of all stages in which an edge crosses units, below `templates/<stage>/between/`.
  ///
  /// A stage whose units and glue are those of the stage before has no files of its own.
  ///
  /// - Throws: `TemplateError` for what cannot be rendered.
  package func files() throws -> [RenderedFile] {
    guard let composition = plan.composition, composition.isDivided else { return [] }
    var before: [String] = []
    var files: [RenderedFile] = []
    for stage in composition.stages where !stage.edges.isEmpty {
      let signature = stage.edges.map { "\($0.edge.name) \($0.from) \($0.to) \($0.glue ?? "")" }
      if signature == before { continue }
      before = signature
      let values = values(stage)
      for name in library.betweenNames {
        let path = String(name.dropFirst(Self.folder.count + 1).dropLast(".mustache".count))
        let rendered = try library.render(name, values)
        let text =
          path.hasSuffix(".tf") ? laidOutHCL(rendered) : withSingleBlankLines(rendered)
        guard !text.isEmpty else { continue }
        files.append(
          RenderedFile(
            path: "templates/\(stage.definition.id)/\(Self.folder)/\(path)", contents: text))
      }
    }
    return files
  }

  private func values(_ stage: CompositeStage) -> [String: Any] {
    let edges = stage.edges.filter { $0.glue != nil }
    let queued = edges.filter { Self.queued.contains($0.glue ?? "") }
    let sources = edges.filter { $0.glue == "sns" }.map(\.edge.source)
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return [
      "systemName": Slug.make(plan.requirements.name), "region": plan.requirements.region,
      "stageID": stage.definition.id, "planDigest": planDigest,
      "calls": edges.filter(\.edge.waits).map(values),
      "queues": queued.map(values),
      "streams": edges.filter { $0.glue == "kinesis" }.map(values),
      "topics": sources.map {
        ["id": Self.identifier($0), "logical": Self.logical($0), "slug": $0, "source": $0]
      },
      "hasBus": edges.contains { $0.glue == "eventbridge" },
    ]
  }

  /// The glue that ends in a queue of the receiver.
  private static let queued: Set<String> = ["sqs", "sns", "eventbridge", "stepfunctions"]

  private func values(_ edge: EdgePlan) -> [String: Any] {
    let glue = edge.glue ?? ""
    let isOrdered = glue == "sqs" && edge.edge.coupling.order != "none"
    let longest =
      plan.requirements.services.first { $0.name == edge.edge.target }?.longestRequest.value ?? 30
    return [
      "id": Self.identifier(edge.edge.name), "slug": edge.edge.name, "source": edge.edge.source,
      "target": edge.edge.target, "to": edge.to, "request": edge.edge.request,
      "glue": edge.decision.title(glue), "isOrdered": isOrdered,
      "suffix": isOrdered ? ".fifo" : "",
      // Six times as long as one message may take, so that none is taken twice.
      "visibility": DecimalText.fixed(
        min(43_200, max(30, 6 * longest)).rounded(.up), grouped: false),
      "isPlain": glue == "sqs", "isTopic": glue == "sns", "isBus": glue == "eventbridge",
      "isMachine": glue == "stepfunctions", "topic": Self.identifier(edge.edge.source),
      "logical": Self.logical(edge.edge.name), "topicLogical": Self.logical(edge.edge.source),
    ]
  }

  /// A logical id of CloudFormation: `OrdersMail`.
  private static func logical(_ slug: String) -> String {
    slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func identifier(_ slug: String) -> String {
    slug.split(separator: "-").joined(separator: "_")
  }
}
