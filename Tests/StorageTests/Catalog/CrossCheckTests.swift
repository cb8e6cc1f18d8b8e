import CatalogModel
import Quantities
import Storage
import TestSupport
import Testing

/// Prices of the catalog against those that other sources give.
@Suite struct CrossCheckTests {
  struct Check: Sendable, CustomTestStringConvertible {
    let kind: String
    let region: String
    let key: String
    let dollars: Double
    let divisor: Double

    var testDescription: String { "\(key) in \(region)" }
  }

  /// The checks of the fixture; an unreadable row is a failure of its own below.
  private static let checks: [Check] = {
    let tree = FileTree(SharedDirectory(path: RepositoryFiles.path("Tests/StorageTests/Fixtures")))
    let text = String(decoding: tree.bytes("cross-check.tsv") ?? [], as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().compactMap { row in
      let cells = row.split(separator: "\t").map(String.init)
      guard cells.count == 6, let dollars = Double(cells[3]), let divisor = Double(cells[4]) else {
        return nil
      }
      return Check(
        kind: cells[0], region: cells[1], key: cells[2], dollars: dollars, divisor: divisor)
    }
  }()

  private static let catalogs: [String: Catalog] = {
    var catalogs: [String: Catalog] = [:]
    for region in Set(checks.map(\.region)) {
      catalogs[region] = CatalogReader.read(FixtureCatalog.real, region: region).catalog
    }
    return catalogs
  }()

  @Test func readsEveryRow() {
    #expect(Self.checks.count == 111)
    #expect(Self.catalogs.count == 13)
  }

  /// Within 3 %: other sources round to a cent of a bill, or to two digits.
  @Test(arguments: checks)
  func agrees(_ check: Check) throws {
    let catalog = try #require(Self.catalogs[check.region])
    let own = try #require(price(check, in: catalog))
    let other = check.dollars / check.divisor
    #expect(own > 0)
    #expect(abs(own - other) <= 0.03 * other)
  }

  private func price(_ check: Check, in catalog: Catalog) -> Double? {
    func database(_ engine: DatabaseInstance.Engine) -> DatabaseInstance? {
      catalog.databaseInstances.first { $0.name == check.key && $0.engine == engine }
    }
    switch check.kind {
    case "price": return catalog.prices[check.key]?.dollars
    case "aurora": return database(.auroraMySQL)?.hourly.value
    case "rds-single": return database(.mysql)?.hourly.value
    case "rds-multi": return database(.mysql)?.multiZoneHourly?.value
    default:
      return catalog.cacheNodes.first { $0.name == check.key && $0.engine == .redis }?.hourly.value
    }
  }
}
