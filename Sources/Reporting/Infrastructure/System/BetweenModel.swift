import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// What lies between the deployment units of a stage: queues, topics, buses, streams and state machines,
/// with the addresses of services that are called.
struct BetweenModel {
  let plan: Plan
  let planDigest: String
  let stage: CompositeStage
  /// What others call each unit by, by its name; units without an address are not in it.
  let addresses: [String: DeploymentShape.Origin]

  private var edges: [EdgePlan] { stage.edges.filter { $0.glue != nil } }

  var isEmpty: Bool { edges.isEmpty }

  /// The edges whose caller waits, with the unit that answers.
  var calls: [TemplateItem] { edges.filter(\.edge.waits).map(values) }

  /// The units at the ends of edges, each once, in the order of the edges.
  var ends: [TemplateItem] {
    edges.flatMap { [$0.from, $0.to] }.eachOnce.map {
      [
        "id": .text(SystemRoot.identifier($0)), "logical": .text(SystemRoot.logical($0)),
        "name": .text(SystemRoot.folder($0)),
      ]
    }
  }

  /// The decision behind each edge, by how the names of its resources begin in both languages.
  var sources: [(names: [String], source: DecisionSource)] {
    edges.flatMap { edge -> [(names: [String], source: DecisionSource)] in
      let source = DecisionSource(
        decision: edge.decision.id, questions: edge.decision.questions)
      var names = [SystemRoot.identifier(edge.edge.name), SystemRoot.logical(edge.edge.name)]
      if edge.glue == "sns" {
        names += [SystemRoot.identifier(edge.edge.source), SystemRoot.logical(edge.edge.source)]
      }
      return [(names, source)]
    }
  }

  /// The values that the templates between units ask for.
  var values: TemplateItem {
    let queued = edges.filter { Self.queued.contains($0.glue ?? "") }
    let sources = edges.filter { $0.glue == "sns" }.map(\.edge.source)
      .eachOnce
    return [
      "systemName": .text(Slug.make(plan.requirements.name)),
      "region": .text(plan.requirements.region),
      "stageID": .text(stage.definition.id), "planDigest": .text(planDigest), "calls": .list(calls),
      "queues": .list(queued.map(values)),
      "streams": .list(edges.filter { $0.glue == "kinesis" }.map(values)),
      "topics": .list(
        sources.map { source -> TemplateItem in
          [
            "id": .text(SystemRoot.identifier(source)),
            "logical": .text(SystemRoot.logical(source)), "slug": .text(source),
            "source": .text(source),
          ]
        }),
      "hasBus": .flag(edges.contains { $0.glue == "eventbridge" }),
      "ends": .list(ends), "units": .list(ends), "hasEnds": .flag(!ends.isEmpty),
      "isModule": .flag(true),
      "hasDistribution": .flag(false),
    ]
  }

  /// The glue that ends in a queue of the receiver.
  private static let queued: Set<String> = ["sqs", "sns", "eventbridge", "stepfunctions"]

  private func values(_ edge: EdgePlan) -> TemplateItem {
    let glue = edge.glue ?? ""
    let isOrdered = glue == "sqs" && edge.edge.coupling.order != "none"
    let longest =
      plan.requirements.services.first { $0.name == edge.edge.target }?.longestRequest.value ?? 30
    // How a caller proves who it is where the callee's address asks for a signature of IAM's.
    let address = edge.edge.waits ? addresses[edge.to] : nil
    return [
      "id": .text(SystemRoot.identifier(edge.edge.name)), "slug": .text(edge.edge.name),
      "source": .text(edge.edge.source), "target": .text(edge.edge.target),
      "to": .text(edge.to), "toID": .text(SystemRoot.identifier(edge.to)),
      "fromID": .text(SystemRoot.identifier(edge.from)),
      "toLogical": .text(SystemRoot.logical(edge.to)),
      "fromLogical": .text(SystemRoot.logical(edge.from)),
      "request": .text(edge.edge.request), "glue": .text(edge.decision.title(glue)),
      "isOrdered": .flag(isOrdered), "suffix": .text(isOrdered ? ".fifo" : ""),
      // Six times as long as one message may take, so that none is taken twice.
      "visibility": .text(
        DecimalText.fixed(min(43_200, max(30, 6 * longest)).rounded(.up), grouped: false)),
      "isPlain": .flag(glue == "sqs"), "isTopic": .flag(glue == "sns"),
      "isBus": .flag(glue == "eventbridge"), "isMachine": .flag(glue == "stepfunctions"),
      "topic": .text(SystemRoot.identifier(edge.edge.source)),
      "logical": .text(SystemRoot.logical(edge.edge.name)),
      "topicLogical": .text(SystemRoot.logical(edge.edge.source)),
      "isSigned": .flag(address?.isSigned ?? false),
      "isSignedFunction": .flag(address == .function),
      "isSignedAPI": .flag(address == .v2API || address == .restAPI),
      "isSignedGraph": .flag(address == .graph),
    ]
  }
}

extension BetweenModel {
  /// The names that the templates between units ask for.
  static let ownNames: Set<String> = [
    "systemName", "region", "stageID", "planDigest", "calls", "queues", "streams", "topics",
    "hasBus", "ends", "units", "hasEnds", "id", "logical", "name", "slug", "source", "target", "to",
    "toID", "fromID", "toLogical", "fromLogical", "request", "glue", "isOrdered", "suffix",
    "visibility", "isPlain", "isTopic", "isBus", "isMachine", "topic", "topicLogical",
    "isSigned", "isSignedFunction", "isSignedAPI", "isSignedGraph",
  ]
}
