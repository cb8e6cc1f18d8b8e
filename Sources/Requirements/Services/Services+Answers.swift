import Quantities

extension SystemService {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      name: try row.text("name"), team: try row.text("team"),
      isDeployedAlone: try row.flag("deployedAlone"), runtime: try row.choice("runtime"),
      isStateful: try row.flag("stateful"), control: try row.choices("control"),
      protocols: try row.choices("protocols"),
      longestRequest: Seconds(try row.number("longestRequestSeconds")))
  }
}

extension ServiceEdge {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      name: try row.text("name"), source: try row.text("from"), target: try row.text("to"),
      request: try row.text("request"), calls: try row.number("calls"),
      waits: try row.flag("waits"), coupling: try CouplingAnswers(row))
  }
}

extension ServiceEdge {
  /// The name that the question assumes for the request of a callee that has one.
  static let onlyRequest = "the-only-one"

  /// The edge with the name of the request that was left out, where its target has one request.
  func calling(onlyRequestOf requests: [RequestClass]) -> ServiceEdge {
    let offered = requests.filter { $0.service == target }.map(\.name)
    guard request == Self.onlyRequest, offered.count == 1 else { return self }
    return ServiceEdge(
      name: name, source: source, target: target, request: offered[0], calls: calls, waits: waits,
      coupling: coupling)
  }
}

extension CouplingAnswers {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      technology: try row.choice("technology"), location: try row.choice("location"),
      topology: try row.choice("topology"), format: try row.choice("format"),
      semantics: try row.choice("semantics"), conversation: try row.choice("conversation"),
      order: try row.choice("order"))
  }
}

extension BusinessFunction {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      name: try row.text("name"), services: try row.choices("services"),
      team: try row.text("team"))
  }
}

extension DataOwnership {
  /// The domain that the question assumes: called like the service that owns the data.
  private static let ownDomain = "own"

  init(_ row: AnswerLookup) throws(MissingQuestion) {
    guard let service = try row.name("service") else {
      self = .undivided
      return
    }
    let domain = try row.text("domain")
    self.init(
      service: service, sharedWith: try row.choices("sharedWith"),
      domain: domain == Self.ownDomain ? service : domain)
  }
}
