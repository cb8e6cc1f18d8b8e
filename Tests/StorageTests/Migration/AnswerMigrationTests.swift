import CatalogModel
import Requirements
import Storage
import TestSupport
import Testing

/// Files of older versions of the format.
@Suite struct AnswerMigrationTests {
  /// A file of version 0, and the same file of version 1.
  private static let old = """
    # Our shop, from before the keys had units.
    schemaVersion: 0   # the prototype

    users:
      count: 2500      # counted in November
      growth: {low: 6%, likely: 12%, high: 18%}
      # burst: nobody knows
      burst: 3
    objectives: {p95: 300 ms, "rpo": 15}
    requests:
      - name: browse
        cpu: 6 ms      # measured
        share: 70%
      - {name: buy, responseKB: 20}
    data: {value: [{name: main, size: 5}], note: "size: the dump"}
    budget:
      monthly: 900 USD
    """ + "\n"

  private static let new = """
    # Our shop, from before the keys had units.
    schemaVersion: 1   # the prototype

    users:
      now: 2500      # counted in November
      monthlyGrowth: {low: 6%, likely: 12%, high: 18%}
      # burst: nobody knows
      flashCrowd: 3
    objectives: {p95Milliseconds: 300 ms, "dataLossMinutes": 15}
    requests:
      - name: browse
        cpuMilliseconds: 6 ms      # measured
        share: 70%
      - {name: buy, responseKilobytes: 20}
    data: {value: [{name: main, sizeGiB: 5}], note: "size: the dump"}
    budget:
      monthlyUSD: 900 USD
    """ + "\n"

  @Test func onlyKeysAndTheVersionChange() throws {
    let migration = try #require(AnswerMigration(Self.old))
    #expect(migration.from == 0)
    #expect(migration.text == Self.new)
    #expect(AnswerMigration(Self.new) == nil)
  }

  @Test func anOldFileIsReadAsTheNewOneAndSaidToBeOld() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let old = AnswerFileReader.parse(Array(Self.old.utf8), file: "a.yaml", questionnaire)
    let new = AnswerFileReader.parse(Array(Self.new.utf8), file: "a.yaml", questionnaire)
    #expect(new.diagnostics == [])
    #expect(old.sheet?.withoutPlaces == new.sheet?.withoutPlaces)
    #expect(
      old.diagnostics.map { "\($0)" } == [
        """
        a.yaml: note: the file is of version 0 of the format and is read as version 1
          help: tenfold migrate rewrites it and keeps its comments
        """
      ])
    // What is saved is of the present version.
    #expect(old.text == Self.new)
  }

  @Test func mistakesOfAnOldFileKeepTheirLines() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let text = Self.old.replacing("monthly: 900 USD", with: "monthly: much")
    let reading = AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", questionnaire)
    #expect(reading.sheet == nil)
    #expect(reading.diagnostics.contains { $0.severity == .error && $0.place.line == 17 })
  }

  @Test(arguments: ["99", "-1", "x"]) func versionsThatThereAreNotAreRefused(_ version: String)
    throws
  {
    let questionnaire = try ShippedCatalog.questionnaire()
    let text = "schemaVersion: \(version)\n"
    #expect(AnswerMigration(text) == nil)
    let reading = AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", questionnaire)
    #expect(reading.sheet == nil)
  }
}
