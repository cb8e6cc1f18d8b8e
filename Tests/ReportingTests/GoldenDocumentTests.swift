import CatalogModel
import Foundation
import Reporting
import TestSupport
import Testing

/// The documents of the examples, byte for byte, but for the hash of the catalog.
struct GoldenDocumentTests {
  private func expect(
    _ text: String, of input: ReportInput, named name: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    let stable = text.replacingOccurrences(of: input.catalog.digest, with: "CATALOG-DIGEST")
    expectSnapshot(stable, named: name, at: location)
  }

  @Test(arguments: ExamplePlan.allCases)
  func roadmap(_ example: ExamplePlan) throws {
    let input = try example.input()
    expect(RoadmapDocument(input).text, of: input, named: "\(example.rawValue)-roadmap.md")
  }

  @Test(arguments: ExamplePlan.allCases)
  func summary(_ example: ExamplePlan) throws {
    let input = try example.input()
    expect(PlanSummary(input).text, of: input, named: "\(example.rawValue)-summary.txt")
  }

  @Test(arguments: ExamplePlan.allCases)
  func check(_ example: ExamplePlan) throws {
    let input = try example.input()
    expect(CheckSummary(input).text, of: input, named: "\(example.rawValue)-check.txt")
  }

  @Test func planOfTheWebshop() throws {
    let input = try ExamplePlan.webshop.input()
    expect(PlanDocument(input).text, of: input, named: "webshop-plan.json")
  }

  @Test func computeOfTheWebshop() throws {
    let input = try ExamplePlan.webshop.input()
    let document = try ExplanationDocument(input, topic: "compute")
    expect(document.text, of: input, named: "webshop-explain-compute.txt")
    expect(document.markdown, of: input, named: "webshop-explain-compute.md")
  }
}
