import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Decides for each edge between two units how the services are glued together (M7).
struct EdgeGlue {
  let catalog: Catalog
  let requirements: SystemRequirements
  let units: [DeploymentUnit]
  var detail = DecisionDetail.reasons
  /// What was decided already; nil where reasons are wanted in words.
  var recall: DecisionRecall?

  /// The id of the decision of an edge.
  static let decision = "integration"

  /// The edges that cross units at a number of users, in the order of the answers.
  func edges(at users: Users) throws(Catalog.Gap) -> [EdgePlan] {
    try crossing(at: users).map { crossing throws(Catalog.Gap) in
      let edge = crossing.edge
      return EdgePlan(
        edge: edge, from: crossing.from.name, to: crossing.to.name, rate: crossing.rate,
        coupling: try Coupling(of: edge, isQueued: !edge.waits, catalog),
        couplingQueued: try Coupling(of: edge, isQueued: true, catalog),
        decision: try decision(on: edge, rate: crossing.rate))
    }
  }

  /// What is decided on those edges, in their order.
  func decisions(at users: Users) throws(Catalog.Gap) -> [Decision] {
    try crossing(at: users).map { crossing throws(Catalog.Gap) in
      try decision(on: crossing.edge, rate: crossing.rate)
    }
  }

  /// The edges that cross units, with the units at their ends and the calls over them at the peak.
  private func crossing(
    at users: Users
  ) -> [(edge: ServiceEdge, from: DeploymentUnit, to: DeploymentUnit, rate: RequestsPerSecond)] {
    let graph = CallGraph(requirements)
    let workload = requirements.workload(users: users)
    let calls = workload.actionRate * requirements.frontEnd.callsPerAction
    return requirements.edges.compactMap { edge in
      guard let from = units.first(where: { $0.holds(edge.source) }),
        let to = units.first(where: { $0.holds(edge.target) }), from != to
      else { return nil }
      return (edge, from, to, calls * graph.rate(of: edge))
    }
  }

  private func decision(
    on edge: ServiceEdge, rate: RequestsPerSecond
  ) throws(Catalog.Gap) -> Decision {
    let log = DecisionLog(
      catalog: catalog, signals: try signals(of: edge, rate: rate), detail: detail,
      recall: recall)
    return try log.outcome(of: Self.decision, scope: edge.name, ChoiceBasis(incumbent: nil)) {
      $0.definition.plain(incumbent: nil)
    }
  }

  private func signals(
    of edge: ServiceEdge, rate: RequestsPerSecond
  ) throws(Catalog.Gap) -> Signals {
    let protocols = requirements.services.first { $0.name == edge.target }?.protocols ?? []
    let speaksHTTP = !Set(protocols).isDisjoint(with: ["http", "graphql", "websocket"])
    let receivers = Set(
      requirements.edges.filter { $0.source == edge.source && !$0.waits }.map(\.target)
    ).count
    let fifo = try catalog.number("sqs.fifoTps")
    let rapid = try catalog.number("planning.rapidIngestPerSecond")
    let isStream =
      !edge.waits && (rate.value > rapid || (edge.coupling.order != "none" && rate.value > fifo))
    let rates = RequirementSignals.rateQuestions + ["edges.calls", "requests.share"]
    return [
      .edgeWaits: Signal(.flag(edge.waits), from: ["edges.waits"]),
      .calleeSpeaksHTTP: Signal(
        .flag(speaksHTTP), from: ["services.protocols", "api.protocols"]),
      .calleeSpeaksGRPC: Signal(
        .flag(protocols.contains("grpc")), from: ["services.protocols", "api.protocols"]),
      .edgeOrder: Signal(.text(edge.coupling.order), from: ["edges.order"]),
      .edgeConversation: Signal(.text(edge.coupling.conversation), from: ["edges.conversation"]),
      .edgeTopology: Signal(.text(edge.coupling.topology), from: ["edges.topology"]),
      .edgeReceivers: Signal(
        .number(Double(receivers)), unit: "services", from: ["edges.waits", "edges.to"],
        formula: "services that the caller sends to without waiting"),
      .edgeRate: Signal(
        .number(rate.value), unit: "calls/s", from: rates,
        formula: "requests of the caller · calls for each"),
      .edgeNeedsStream: Signal(
        .flag(isStream), from: rates + ["edges.order", "edges.waits"],
        formula: detail == .reasons
          ? "more than \(DecimalText.significant(rapid)) records/s, or in order more than "
            + "\(DecimalText.significant(fifo))" : nil),
    ]
  }
}
