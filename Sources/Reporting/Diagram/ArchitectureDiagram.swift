import CapacityPlanning
import Quantities
import Roadmap

/// The flowchart of an architecture: users, edge, way in, compute, data, with sizes in the labels.
struct ArchitectureDiagram {
  let stage: PlannedStage
  /// What the users are labeled with.
  let load: String

  private var architecture: Architecture { stage.architecture }
  private static let namesShown = 4

  /// The chart, under 2,000 characters.
  var text: String {
    var chart = MermaidChart()
    chart.node("users", ["Users", load], .round)
    let entry = addEntry(&chart)
    let hasFrame = architecture.zones > 1 && architecture.compute.platform != .lambda
    if hasFrame {
      chart.frame("zones", "\(architecture.zones) availability zones") { addMachines(&$0) }
    } else {
      addMachines(&chart)
    }
    addServices(&chart)
    chart.edge(entry, "app")
    addFlows(&chart)
    return chart.text
  }

  private func component(_ slot: String) -> Component? {
    stage.components.first { $0.slot == slot }
  }

  /// Edge and way in; gives the node that calls the compute tier.
  private func addEntry(_ chart: inout MermaidChart) -> String {
    var last = "users"
    func link(_ id: String, _ label: [String]) {
      chart.node(id, label)
      chart.edge(last, id)
      last = id
    }
    if architecture.edge != .none {
      let keeps = architecture.edge == .cloudFrontWithResponses ? "keeps responses" : ""
      link("cdn", ["CloudFront", keeps])
    }
    if architecture.frontEnd == .staticHosting {
      chart.node("assets", ["S3", "web interface"], .cylinder)
      chart.edge(last, "assets", "static files")
    }
    if architecture.hasInspection {
      link("inspect", ["Gateway Load Balancer", "appliances"])
    }
    if let exposure = component("exposure") { link("api", [exposure.title]) }
    switch architecture.balancing {
    case .none: break
    case .alb: link("alb", ["Application Load Balancer"])
    case .nlb: link("nlb", ["Network Load Balancer"])
    case .clb: link("clb", ["Classic Load Balancer"])
    case .gwlb: link("gwlb", ["Gateway Load Balancer"])
    case .nlbToALB:
      link("nlb", ["Network Load Balancer", "fixed addresses"])
      link("alb", ["Application Load Balancer"])
    case .acceleratorToALB:
      link("accelerator", ["Global Accelerator", "fixed addresses"])
      link("alb", ["Application Load Balancer"])
    }
    return last
  }

  /// What lives in zones: compute, database and cache nodes.
  private func addMachines(_ chart: inout MermaidChart) {
    if let compute = component("compute") { chart.node("app", [compute.title, compute.size]) }
    if let workers = component("workers"), architecture.workers?.platform != .lambda {
      chart.node("workers", ["Workers", workers.title, workers.size])
    }
    if component("proxy") != nil { chart.node("proxy", ["RDS Proxy"]) }
    if let database = component("database") {
      chart.node("db", [database.title, database.size], .cylinder)
    }
    if component("standby") != nil { chart.node("standby", ["Standby", "other zone"], .cylinder) }
    if let replicas = component("replicas") {
      chart.node("replicas", ["Read replicas", replicas.size], .cylinder)
    }
    if architecture.edge != .cloudFrontWithResponses || architecture.cache != nil,
      let cache = component("cache")
    {
      chart.node("cache", [cache.title, cache.size])
    }
  }

  /// Services of the region that have no zone of their own.
  private func addServices(_ chart: inout MermaidChart) {
    let tables = architecture.tables.map(\.name)
    if !tables.isEmpty {
      let shown = tables.prefix(Self.namesShown).joined(separator: ", ")
      let rest =
        tables.count > Self.namesShown ? " and \(tables.count - Self.namesShown) more" : ""
      chart.node("tables", ["DynamoDB", shown + rest], .cylinder)
    }
    if component("files") != nil { chart.node("files", ["S3", "files"], .cylinder) }
    for part in architecture.messaging {
      chart.node(Self.id(part), [part == .queue ? "SQS" : "Kinesis Data Streams"])
    }
    if architecture.workers?.platform == .lambda {
      chart.node("workers", ["Workers", component("workers")?.title ?? "AWS Lambda"])
    }
  }

  private func addFlows(_ chart: inout MermaidChart) {
    let hasAccelerator = architecture.tables.contains(where: \.hasAccelerator)
    if component("database") != nil {
      if component("proxy") != nil {
        chart.edge("app", "proxy")
        chart.edge("proxy", "db")
      } else {
        chart.edge("app", "db")
      }
      if component("standby") != nil { chart.edge("db", "standby", "copies", isDotted: true) }
      if component("replicas") != nil {
        chart.edge("db", "replicas", "copies", isDotted: true)
        chart.edge("app", "replicas", "reads")
      }
    }
    if architecture.cache != nil { chart.edge("app", "cache", "cached reads") }
    if hasAccelerator {
      chart.edge("app", "cache", "reads")
      chart.edge("cache", "tables")
    } else if !architecture.tables.isEmpty {
      chart.edge("app", "tables")
    }
    if component("files") != nil { chart.edge("app", "files") }
    for part in architecture.messaging {
      chart.edge("app", Self.id(part))
      if architecture.workers != nil { chart.edge(Self.id(part), "workers") }
    }
    if architecture.messaging.isEmpty, architecture.workers != nil {
      chart.edge("app", "workers", "jobs")
    }
  }

  private static func id(_ part: MessagingPart) -> String { part == .queue ? "queue" : "stream" }
}
