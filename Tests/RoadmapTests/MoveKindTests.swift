import CapacityPlanning
import CatalogModel
import Testing

@testable import Roadmap

/// Which kind of move each change of an architecture is, each with a case that needs it and one that does
/// not.
@Suite struct MoveKindTests {
  /// A slot, its option and its size.
  private typealias Part = (slot: String, option: String, size: String)

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// `slot option size`, by commas.
    let before: String
    let after: String
    /// The kinds of the steps in their order.
    let kinds: [String]
  }

  static let cases = [
    Case(
      testDescription: "nothing changes", before: "compute fargate 2, database rds large",
      after: "compute fargate 2, database rds large", kinds: []),
    Case(
      testDescription: "a cache that goes holds nothing that is missed",
      before: "database rds large, cache redis small", after: "database rds large",
      kinds: ["remove"]),
    Case(
      testDescription: "a cache that stays is not removed",
      before: "database rds large, cache redis small",
      after: "database rds large, cache redis small",
      kinds: []),
    Case(
      testDescription: "a database that tables take the place of holds data",
      before: "database rds large", after: "table:orders dynamodb demand",
      kinds: ["table", "remove-data"]),
    Case(
      testDescription: "a database that stays beside a table is not removed",
      before: "database rds large", after: "database rds large, table:orders dynamodb demand",
      kinds: ["table"]),
    Case(
      testDescription: "another engine is a migration, and nothing is removed besides",
      before: "database rds large", after: "database aurora large", kinds: ["engine"]),
    Case(
      testDescription: "a standby, replicas and a proxy hold no data of their own",
      before: "database rds large, standby multi-az -, replicas rds two, proxy rds-proxy -",
      after: "database rds large", kinds: ["remove", "remove", "remove"]),
    Case(
      testDescription: "a table and files that go hold data",
      before: "table:carts dynamodb demand, files efs -", after: "compute fargate 2",
      kinds: ["platform", "remove-data", "remove-data"]),
    Case(
      testDescription: "more tasks are a change of size", before: "compute fargate 2",
      after: "compute fargate 4", kinds: ["resize"]),
    Case(
      testDescription: "another platform is no change of size", before: "compute fargate 2",
      after: "compute eks 4", kinds: ["platform"]),
    Case(
      testDescription: "functions grow by themselves", before: "compute lambda small",
      after: "compute lambda big", kinds: []),
    Case(
      testDescription: "a larger class interrupts the database", before: "database rds large",
      after: "database rds xlarge", kinds: ["resize-data"]),
    Case(
      testDescription: "more replicas are a change of the data tier", before: "replicas rds one",
      after: "replicas rds two", kinds: ["resize-data"]),
    Case(
      testDescription: "more nodes of a cache interrupt no database", before: "cache redis small",
      after: "cache redis big", kinds: ["resize"]),
  ]

  private static let tiers: [String: (tier: Tier, kind: String)] = [
    "compute": (.compute, "platform"), "database": (.database, "engine"),
    "standby": (.database, "standby"), "replicas": (.database, "replicas"),
    "proxy": (.database, "proxy"), "cache": (.cache, "cache"), "files": (.files, "files"),
  ]

  private static func parts(_ text: String) throws -> [Component] {
    try text.split(separator: ", ").map { part in
      let words = part.split(separator: " ").map(String.init)
      try #require(words.count == 3, "\(part)")
      let (tier, kind) = tiers[words[0]] ?? (.tables, "table")
      return Component(
        slot: words[0], tier: tier, option: words[1], title: words[1],
        size: words[2] == "-" ? "" : words[2], decision: words[0], trigger: "because",
        effortKind: kind, reason: .physical, rule: nil)
    }
  }

  private static func steps(_ row: Case) throws -> [Step] {
    try StepList(catalog: try #require(Bench.catalog), strain: .none, isMeasuredToday: true)
      .steps(from: parts(row.before), to: parts(row.after))
  }

  @Test(arguments: cases) func eachChangeIsOfItsKind(_ row: Case) throws {
    #expect(try Self.steps(row).map(\.effortKind) == row.kinds)
  }

  /// What is taken away is taken away when the new stands: it holds nothing up, and begins one after the
  /// other.
  @Test(arguments: cases) func whatGoesHoldsNothingUp(_ row: Case) throws {
    let catalog = try #require(Bench.catalog)
    let scheduled = MoveOrder(catalog: catalog).scheduled(try Self.steps(row))
    #expect(scheduled.count == row.kinds.count)
    let building = scheduled.filter { $0.step.kind != .remove }
    #expect(Array(scheduled.prefix(building.count)) == building)
    #expect(scheduled.first?.leadDays ?? 0 == building.reduce(0) { $0 + $1.move.leadDays })
    var since = 0.0
    for step in scheduled.dropFirst(building.count) {
      #expect(step.leadDays == -since)
      since += step.move.leadDays
    }
  }
}
