import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

/// Answers about services, edges, functions and owners: what is assumed and what is refused.
@Suite struct ServiceAnswersTests {
  static let services = "services: [{name: shop}, {name: pay, team: sales}]"
  static let owned = """
    requests: [{name: browse, share: 1, service: shop}, {name: charge, share: 0, service: pay}]
    data: [{name: goods, service: shop, accessShare: 0.5}, {name: ledger, service: pay, accessShare: 0.5}]
    """

  @Test func nothingIsAskedOfASystemOfOneService() throws {
    let derived = try ShippedCatalog.derive("")
    let requirements = try #require(derived.requirements)
    #expect(requirements.services == [])
    let asked = requirements.assumptions.map(\.question)
    #expect(!asked.contains { $0.contains("service") || $0 == "edges" || $0 == "functions" })
    // Several teams are asked which parts there are.
    let several = try ShippedCatalog.derive("team: {teams: 3, people: 9}").requirements
    #expect(several?.assumptions.map(\.question).contains("services") == true)
  }

  @Test func aServiceTakesTheAnswersOfTheSystem() throws {
    let derived = try ShippedCatalog.derive(
      Self.services + "\n" + Self.owned
        + "\napi: {protocols: [grpc], longestRequestSeconds: 9}\nsystem: {runtime: swift}")
    let requirements = try #require(derived.requirements, "\(derived.diagnostics)")
    let pay = try #require(requirements.services.last)
    #expect(pay.protocols == ["grpc"] && pay.longestRequest == Seconds(9))
    #expect(pay.runtime == "swift" && pay.team == "sales" && !pay.isDeployedAlone)
    #expect(requirements.dataSets.first?.ownership.domain == "shop")
    #expect(requirements.unitsToday.map(\.name) == ["application"])
  }

  @Test func theOnlyRequestOfACalleeNeedNotBeNamed() throws {
    let derived = try ShippedCatalog.derive(
      Self.services + "\n" + Self.owned + "\nedges: [{from: shop, to: pay, calls: 0.5}]")
    let edge = try #require(derived.requirements?.edges.first, "\(derived.diagnostics)")
    #expect(edge.request == "charge" && edge.name == "shop-pay" && edge.waits)
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    let says: String
    let helps: String
    let text: String
    var testDescription: String { says }
  }

  static let mistakes = [
    Mistake(
      says: "requests[browse] belongs to no service", helps: "`shop` or `pay`",
      text: "requests: [{name: browse}]\ndata: [{name: goods, service: shop}]"),
    Mistake(
      says: "data[goods] belongs to no service", helps: "add `service:`",
      text: "requests: [{name: browse, service: shop}]\ndata: [{name: goods}]"),
    Mistake(
      says: "requests[browse].service: there is no service `shp`", helps: "did you mean `shop`?",
      text: "requests: [{name: browse, service: shp}]\ndata: [{name: goods, service: shop}]"),
    Mistake(
      says: "data[goods].sharedWith names `shop`, which owns the data set",
      helps: "the other services",
      text: """
        requests: [{name: browse, service: shop}]
        data: [{name: goods, service: shop, sharedWith: [shop]}]
        """),
    Mistake(
      says: "edges[shop-shop] leads from `shop` to itself", helps: "remove it",
      text: owned + "\nedges: [{from: shop, to: shop}]"),
    Mistake(
      says: "edges[shop-pay].request: `browse` is a request of `shop`, not of `pay`",
      helps: "`charge`", text: owned + "\nedges: [{from: shop, to: pay, request: browse}]"),
    Mistake(
      says: "edges[shop-pay] leads to `pay`, which answers no request", helps: "share: 0",
      text: """
        requests: [{name: browse, service: shop}]
        data: [{name: goods, service: shop}]
        edges: [{from: shop, to: pay}]
        """),
    Mistake(
      says: "edges[nothing-pay] has no `from`", helps: "add `from:`",
      text: owned + "\nedges: [{to: pay, name: nothing-pay}]"),
    Mistake(
      says: "edges: each call around the loop shop -> pay, pay -> shop causes 1 more",
      helps: "below 1",
      text: owned
        + "\nedges: [{from: shop, to: pay, calls: 0.5}, {from: pay, to: shop, calls: 2}]"),
    Mistake(
      says: "functions[sell].services: there is no service `sales`", helps: "`shop` or `pay`",
      text: owned + "\nfunctions: [{name: sell, services: [shop, sales]}]"),
  ]

  @Test(arguments: mistakes) func aMistakeIsToldWithPlaceAndRemedy(_ mistake: Mistake) throws {
    let derived = try ShippedCatalog.derive(Self.services + "\n" + mistake.text)
    #expect(derived.requirements == nil)
    let found = try #require(
      derived.diagnostics.first { $0.message.hasPrefix(mistake.says) },
      "\(derived.diagnostics.map(\.message))")
    #expect(found.severity == .error && found.place.line > 0)
    #expect(found.remedy?.contains(mistake.helps) == true, "\(found.remedy ?? "no remedy")")
  }

  @Test func allMistakesAreToldAtOnce() throws {
    let derived = try ShippedCatalog.derive(
      Self.services + """

        requests: [{name: browse, service: shp}]
        data: [{name: goods}]
        edges: [{from: shop, to: mail}]
        """)
    #expect(derived.diagnostics.count { $0.severity == .error } >= 3)
  }

  @Test func aLoopThatEndsIsAllowed() throws {
    let derived = try ShippedCatalog.derive(
      Self.services + "\n" + Self.owned
        + "\nedges: [{from: shop, to: pay, calls: 0.5}, {from: pay, to: shop, calls: 0.5}]")
    #expect(derived.diagnostics.filter { $0.severity == .error } == [])
  }

  @Test func whatNobodyCallsIsWarnedAbout() throws {
    let derived = try ShippedCatalog.derive(Self.services + "\n" + Self.owned)
    #expect(derived.diagnostics.contains { $0.message.contains("services[pay]: nobody calls it") })
  }
}
