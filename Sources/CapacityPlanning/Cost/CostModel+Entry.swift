import CatalogModel
import Quantities
import Requirements

extension CostModel {
  /// Static files in S3, read by the CDN where it does not have them.
  func addFrontEnd(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    guard architecture.frontEnd == .staticHosting || architecture.frontEnd == .serverRendered
    else { return }
    let hitRatio = try catalog.number("planning.staticHitRatio")
    let pages = try catalog.number("planning.staticFiles#pages")
    let least = try catalog.number("planning.staticFiles#leastGB")
    try bill.add(
      .frontEnd, "static files stored",
      max(least, requirements.frontEnd.pageSize.value * pages / 1e6), "GB-months",
      at: "s3.standard.gb-month.tier1")
    try bill.add(
      .frontEnd, "static files read by the CDN", volumes.staticRequests * (1 - hitRatio),
      "requests", at: "s3.get.request")
  }

  /// Bytes to users: over the CDN where there is one, else straight from the region.
  ///
  /// What is free each month for an account is all taken to be this system's, and of several units each has an equal
  /// part of it.
  func addTransfer(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let isThroughEdge = architecture.edge != .none
    let total = volumes.responseGB + volumes.staticGB
    if requirements.isInternal {
      // Answers to other services stay in the region, and cross zones as often as chance has it.
      let crossing = 1 - 1 / Double(architecture.zones)
      try bill.add(
        .network, "answers to services in other zones", total * crossing * 2, "GB",
        at: "transfer.inter-az.gb-each-direction")
      return
    }
    guard isThroughEdge else {
      let free = try allowance("data-transfer.freeInternetGB")
      try bill.add(
        .edge, "data transfer to users", max(0, total - free), "GB",
        steps: [
          .init("transfer.internet-out.gb.tier1", upTo: 10_240),
          .init("transfer.internet-out.gb.tier2", upTo: 51_200),
          .init("transfer.internet-out.gb.tier3", upTo: 153_600),
          .init("transfer.internet-out.gb.tier4"),
        ])
      return
    }
    let free = try allowance("cloudfront.freeTierTB") * 1024
    let area = Self.edgeGeography(of: catalog.region)
    try bill.add(
      .edge, "CDN transfer to users", max(0, total - free), "GB",
      steps: Self.edgeSteps.enumerated().lazy.map { place, most in
        Bill.Step("cloudfront.\(area).out.gb.tier\(place + 1)", upTo: most)
      })
    let requests = volumes.staticRequests + (try requestsOfAPI(architecture, volumes))
    try bill.add(
      .edge, "CDN requests", max(0, requests - (try allowance("cloudfront.freeRequests"))),
      "requests",
      at: "cloudfront.\(area).request.https")
  }

  /// What is free each month for an account, as far as it is this unit's.
  private func allowance(_ fact: String) throws(Catalog.Gap) -> Double {
    try catalog.number(fact) / Double(max(1, requirements.deployments))
  }

  /// What the CDN counts as requests of the API.
  ///
  /// A WebSocket API is reached by its own name, past the CDN. Of other messages over WebSocket their connections
  /// count alone, which are taken to carry as many as one of HTTP carries requests: more than it comes to. A system
  /// that speaks HTTP as well is taken to do all by requests, which is more than it comes to as well.
  private func requestsOfAPI(
    _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) -> Double {
    if architecture.exposure == .webSocketAPI { return 0 }
    let protocols = requirements.interface.protocols
    guard protocols.contains("websocket"),
      !["http", "grpc", "graphql"].contains(where: protocols.contains)
    else { return volumes.requestsAtEdge }
    return volumes.requestsAtEdge / (try catalog.number("planning.requestsPerConnection"))
  }

  /// Up to which GB a month each price of CloudFront's transfer holds; nil for the last.
  private static let edgeSteps: [Double?] = [
    10_240, 51_200, 153_600, 512_000, 1_048_576, 5_242_880, nil,
  ]

  /// The price class of CloudFront for the users around a region.
  static func edgeGeography(of region: String) -> String {
    switch region {
    case "ca-central-1": "ca"
    case "ap-northeast-1": "jp"
    case "ap-southeast-2": "au"
    case "ap-south-1": "in"
    case let name where name.hasPrefix("ap-"): "ap"
    case let name where name.hasPrefix("eu-"): "eu"
    case let name where name.hasPrefix("sa-"): "sa"
    default: "us"
    }
  }

  /// Gateways by the request, load balancers by the hour and their capacity units.
  func addEntry(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    switch architecture.exposure {
    case .direct, .alb, .nlb: break
    case .httpAPI:
      try bill.add(
        .entry, "HTTP API requests", volumes.requests, "requests",
        steps: [
          .init("apigateway.http.request.tier1", upTo: 3e8),
          .init("apigateway.http.request.tier2"),
        ])
    case .restAPI:
      try bill.add(
        .entry, "REST API requests", volumes.requests, "requests",
        steps: [
          .init("apigateway.rest.request.tier1", upTo: 3.33e8),
          .init("apigateway.rest.request.tier2", upTo: 1e9),
          .init("apigateway.rest.request.tier3", upTo: 2e10),
          .init("apigateway.rest.request.tier4"),
        ])
    case .webSocketAPI:
      try bill.add(
        .entry, "WebSocket messages", volumes.requests, "messages",
        steps: [
          .init("apigateway.websocket.message.tier1", upTo: 1e9),
          .init("apigateway.websocket.message.tier2"),
        ])
      try bill.add(
        .entry, "WebSocket connection minutes", volumes.connectedUsers * Bill.hours * 60,
        "minutes", at: "apigateway.websocket.connection-minute")
    case .appSync:
      try bill.add(
        .entry, "GraphQL operations", volumes.requests, "operations",
        at: "appsync.graphql.operation")
    }
    try addBalancers(&bill, architecture, volumes)
  }
}
