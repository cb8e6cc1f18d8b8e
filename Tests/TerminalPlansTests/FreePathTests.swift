import TerminalPlans
import Testing

@Suite struct FreePathTests {
  static let cases: [(Set<String>, String)] = [
    ([], "shop.roadmap.md"), (["shop.roadmap.md"], "shop.roadmap-2.md"),
    (["shop.roadmap.md", "shop.roadmap-2.md"], "shop.roadmap-3.md"),
    (["shop.roadmap-2.md"], "shop.roadmap.md"),
  ]

  @Test(arguments: cases)
  func nothingThatExistsIsTaken(_ files: Set<String>, _ path: String) {
    #expect(FreePath.first("shop.roadmap", ".md") { files.contains($0) } == path)
  }
}
