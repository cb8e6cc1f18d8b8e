import CapacityPlanning
import CatalogModel
import Quantities
import Testing

/// Items of bills against quantities reckoned by hand from the answers.
@Suite struct BillTests {
  /// Hours and seconds of a billing month.
  static let hours = 730.0
  static let seconds = 730.0 * 3600
  /// Requests of a month: 100 a second on average; as many reads, half as many writes.
  static let requests = 100 * seconds
  /// Responses of 10 kB, in GB.
  static let responses = requests * 10 / 1e6

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let architecture: Architecture
    let answers: BillFixture.Answers
    let users: Double
    let item: String
    /// Zero where nothing is billed.
    let quantity: Double
    let key: String

    init(
      _ name: String, _ architecture: Architecture, _ item: String, _ quantity: Double,
      at key: String, users: Double = 20_000,
      answers change: (inout BillFixture.Answers) -> Void = { _ in }
    ) {
      var answers = BillFixture.Answers()
      change(&answers)
      testDescription = "\(name): \(item) at \(key)"
      self.architecture = architecture
      self.answers = answers
      self.users = users
      self.item = item
      self.quantity = quantity
      self.key = key
    }
  }

  @Test(arguments: computeCases + functionCases + entryCases + edgeCases + dataCases + otherCases)
  func itemsAreThoseReckonedByHand(_ given: Case) throws {
    let items = try BillFixture.items(given.architecture, given.answers, users: given.users)
    let found = items.filter { $0.name == given.item && $0.priceID == given.key }
    guard given.quantity > 0 else {
      #expect(found.isEmpty)
      return
    }
    let item = try #require(found.first, "\(items.map { $0.name + " at " + $0.priceID })")
    #expect(found.count == 1)
    #expect(
      abs(item.quantity - given.quantity) <= 1e-9 * given.quantity,
      "\(item.quantity), not \(given.quantity)")
  }

  /// A quantity is split over the steps that it reaches; those beyond are not asked for, so that what the catalog
  /// lacks of them does not matter.
  @Test(arguments: [
    (40.0, 0.0, [40.0]), (100, 0, [100]), (100.5, 0, [100, 0.5]), (150, 50, [50, 100]),
    (60, 100, [60]), (0, 10, []),
  ])
  func stepsBeyondAQuantityAreNotAskedFor(
    _ quantity: Double, _ start: Double, _ parts: [Double]
  ) throws {
    let catalog = try #require(ShippedCatalog.catalog)
    var asked: [String] = []
    var bill = Bill(catalog: catalog)
    let keys = ["alb.hour", "nlb.hour", "no.such.price"]
    try bill.add(
      .entry, "item", quantity, "GB", after: start,
      steps: zip(keys, [100.0, 200, nil]).lazy.map { key, most in
        asked.append(key)
        return Bill.Step(key, upTo: most)
      })
    #expect(bill.items.map(\.quantity) == parts)
    #expect(!asked.contains("no.such.price"))
  }

  @Test func aStandbyCostsThePriceOfBoth() throws {
    let price: (Bool) throws -> Double = { isMultiZone in
      let items = try BillFixture.items(
        BillFixture.architecture(
          relational: BillFixture.relational(.rds, isMultiZone: isMultiZone)),
        .init(), users: 20_000)
      return try #require(items.first { $0.priceID == "db.m7g.large" }).unitPrice
    }
    #expect(try price(false) == 0.168)
    #expect(try price(true) == 0.337)
  }

  /// Areas without a price towards themselves take the nearest destination, which the item names.
  @Test(arguments: [
    ("us-east-1", "united-states-and-canada.to.united-states-and-canada", "the United States"),
    ("ca-central-1", "united-states-and-canada.to.united-states-and-canada", "the United States"),
    ("eu-north-1", "europe.to.europe", "Europe"),
    ("ap-northeast-1", "asia-pacific.to.asia-pacific", "Asia Pacific"),
    ("ap-southeast-1", "asia-pacific.to.asia-pacific", "Asia Pacific"),
    ("ap-southeast-2", "australia.to.asia-pacific", "Asia Pacific"),
    ("ap-south-1", "india.to.asia-pacific", "Asia Pacific"),
    ("sa-east-1", "south-america.to.united-states-and-canada", "the United States"),
  ])
  func theAcceleratorsPremiumIsOfItsArea(_ region: String, _ way: String, _ named: String) throws {
    let items = try BillFixture.items(
      BillFixture.architecture(balancing: .acceleratorToALB), .init(), users: 20_000,
      region: region)
    let item = try #require(
      items.first { $0.priceID == "globalaccelerator.dt-premium.\(way).gb" })
    #expect(item.name.contains(named))
    #expect(abs(item.quantity - Self.responses) < 1e-6)
  }
}
