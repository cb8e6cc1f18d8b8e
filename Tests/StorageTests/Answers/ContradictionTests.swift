import CatalogModel
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct ContradictionTests {
  /// By id of the contradiction: answers that disagree, and nearly the same that agree.
  private static let cases: [(id: String, disagrees: String, agrees: String)] = [
    (
      "browser-without-a-protocol", "api: {protocols: [udp]}",
      "frontEnd: {kind: none}\napi: {protocols: [udp]}"
    ),
    (
      "app-without-a-protocol", "frontEnd: {kind: native}\napi: {protocols: []}",
      "frontEnd: {kind: none}\napi: {protocols: []}"
    ),
    (
      "browser-grpc", "api: {protocols: [grpc]}",
      "frontEnd: {kind: native}\napi: {protocols: [grpc]}"
    ),
    (
      "graphql-over-tcp", "api: {protocols: [graphql, tcp]}",
      "api: {protocols: [graphql, tcp, http]}"
    ),
    ("graphql-over-udp", "api: {protocols: [graphql, udp]}", "api: {protocols: [graphql]}"),
    (
      "edge-management-of-raw-traffic",
      "frontEnd: {kind: native}\napi: {protocols: [tcp], edgeManagement: true}",
      "frontEnd: {kind: native}\napi: {protocols: [tcp], edgeManagement: false}"
    ),
    (
      "classic-load-balancer-udp",
      "system: {today: [classic-load-balancer]}\napi: {protocols: [http, udp]}",
      "system: {today: [classic-load-balancer]}\napi: {protocols: [http, tcp]}"
    ),
    (
      "nothing-and-something", "system: {today: [nothing, containers]}",
      "system: {today: [containers]}"
    ),
    (
      "stateful-functions", "system: {today: [functions]}\ncompute: {stateful: true}",
      "system: {today: [functions, containers]}\ncompute: {stateful: true}"
    ),
    (
      "machine-control-in-functions", "system: {today: [functions]}\ncompute: {control: [gpu]}",
      "system: {today: [functions]}\ncompute: {control: []}"
    ),
    (
      "kubernetes-unknown-to-the-team", "team: {kubernetesNeed: ecosystem}",
      "team: {kubernetesNeed: ecosystem, skills: [kubernetes]}"
    ),
    (
      "regulated-without-operations", "objectives: {compliance: [hipaa]}\nteam: {operations: 0}",
      "objectives: {compliance: [hipaa]}\nteam: {operations: 0.1}"
    ),
    (
      "leaderboard-of-files", "data: [{name: a, content: files, use: leaderboard}]",
      "data: [{name: a, content: files}, {name: b, use: leaderboard}]"
    ),
    (
      "schema-of-files", "data: [{name: a, content: files, schemaNeed: need}]",
      "data: [{name: a, content: documents, schemaNeed: need}]"
    ),
    ("sudden-growth", "users: {monthlyGrowth: 60%}", "users: {monthlyGrowth: 50%}"),
    ("everybody-at-once", "users: {activeShareAtPeak: 60%}", "users: {activeShareAtPeak: 50%}"),
    (
      "impatient-availability", "objectives: {availability: 99.995%}",
      "objectives: {availability: 99.995%}\nteam: {people: 5, operations: 1}"
    ),
  ]

  @Test(arguments: cases.map(\.id)) func itFiresAndItRests(_ id: String) throws {
    let contradiction = try #require(
      try ShippedCatalog.questionnaire().contradictions.first { $0.id == id })
    let sample = try #require(Self.cases.first { $0.id == id })
    let found = try ShippedCatalog.derive(sample.disagrees)
    #expect(found.diagnostics.count == 1)
    let diagnostic = try #require(found.diagnostics.first)
    #expect(diagnostic.message.hasSuffix(": " + contradiction.text))
    #expect(diagnostic.severity == contradiction.severity)
    #expect(diagnostic.remedy == contradiction.remedy)
    #expect(diagnostic.place.line >= 2)
    #expect((found.requirements == nil) == (contradiction.severity == .error))
    #expect(try ShippedCatalog.derive(sample.agrees).diagnostics == [])
  }

  @Test func everyContradictionHasACase() throws {
    let ids = try ShippedCatalog.questionnaire().contradictions.map(\.id)
    #expect(ids == Self.cases.map(\.id))
  }

  @Test func theMessageNamesWhatIsAssumedAndTheRow() throws {
    let browser = try ShippedCatalog.derive("api: {protocols: [udp]}").diagnostics
    #expect(
      browser.map { "\($0)" } == [
        """
        a.yaml:2:18: error: api.protocols, frontEnd.kind (assumed): a browser speaks neither raw TCP \
        nor UDP
          help: add http to api.protocols, or set frontEnd.kind to native or none
        """
      ])
    let files = try ShippedCatalog.derive(
      "data:\n  - {name: a}\n  - {name: b, content: files, use: hot-table}"
    ).diagnostics
    #expect(
      files.map { "\($0)".prefix { $0 != "\n" } } == [
        "a.yaml:4:36: error: data[b].use, data[b].content: files are neither a leaderboard nor a hot"
          + " table"
      ])
  }
}
