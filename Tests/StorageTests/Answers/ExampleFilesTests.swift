import Storage
import TestSupport
import Testing

@Suite struct ExampleFilesTests {
  private static let examples = ExampleFiles(besideCatalog: ShippedCatalog.directory)

  @Test func theExamplesAreFoundByName() {
    #expect(
      Self.examples.names == [
        "b2b-ledger", "craft-market", "marketplace", "model-training", "news-site",
        "parcel-tracking", "puzzle-game", "saas-idea", "smart-meters", "team-chat",
        "ticket-alerts", "travel-platform", "webshop",
      ])
    #expect(Self.examples.text("webshop")?.contains("schemaVersion: 1") == true)
  }

  @Test(arguments: ["", "../Catalog/sources", "Webshop"]) func otherNamesAreNone(_ name: String) {
    #expect(Self.examples.text(name) == nil)
  }
}
