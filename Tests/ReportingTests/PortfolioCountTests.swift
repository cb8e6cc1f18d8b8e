import Reporting
import Testing

/// The line of counts below the table of a portfolio.
@Suite struct PortfolioCountTests {
  @Test(arguments: [(1, "1 file: "), (2, "2 files: ")])
  func filesAreCountedAsPeopleDo(_ count: Int, _ start: String) {
    let rows = (0..<count).map { PortfolioRow(file: "\($0).answers.yaml", exitCode: 66) }
    let summary = PortfolioSummary(rows, version: "1")
    #expect(summary.text.contains("\n\(start)0 pass"), "\(summary.text)")
  }
}
