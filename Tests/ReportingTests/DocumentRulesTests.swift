import CapacityPlanning
import Foundation
import OptionScoring
import Quantities
import Roadmap
import TestSupport
import Testing

@testable import Reporting

/// What must hold of the documents whatever the plan says.
struct DocumentRulesTests {
  /// All documents of an example that are text for people.
  private func prose(_ input: ReportInput) throws -> [String] {
    [
      RoadmapDocument(input).text, PlanSummary(input).text, CheckSummary(input).text,
      try ExplanationDocument(input).text, try ExplanationDocument(input).markdown,
    ]
  }

  private func jsons(_ input: ReportInput) throws -> [String] {
    [PlanDocument(input).text, CheckSummary(input).json, try ExplanationDocument(input).json]
  }

  @Test(arguments: ExamplePlan.allCases)
  func equalInputsGiveEqualBytes(_ example: ExamplePlan) throws {
    let input = try example.input()
    let first = try prose(input) + jsons(input)
    let second = try prose(input) + jsons(input)
    #expect(first.map { Array($0.utf8) } == second.map { Array($0.utf8) })
  }

  @Test(arguments: ExamplePlan.allCases)
  func markdownIsWellFormed(_ example: ExamplePlan) throws {
    let input = try example.input()
    for text in [RoadmapDocument(input).text, try ExplanationDocument(input).markdown] {
      #expect(MarkdownSyntax.problems(of: text) == [])
    }
  }

  @Test(arguments: ExamplePlan.allCases)
  func everyDistinctArchitectureHasItsDiagram(_ example: ExamplePlan) throws {
    let input = try example.input()
    let charts = RoadmapDocument(input).text.matches(of: /(?s)```mermaid\n(.*?)\n```/)
      .map { String($0.1) }
    // Cost and use of the stages; Mermaid itself parses them in `PlanFormatTests`.
    #expect(charts.filter { $0.hasPrefix("xychart-beta\n") }.count == 2)
    let flows = charts.filter { $0.hasPrefix("flowchart ") }
    #expect(flows.count == input.plan.distinctStages.count)
    #expect(flows.count + 2 == charts.count)
    for chart in flows { #expect(MermaidSyntax.problems(of: chart) == [], "\(chart)") }
  }

  @Test(arguments: ExamplePlan.allCases)
  func noNumberIsUndefined(_ example: ExamplePlan) throws {
    let input = try example.input()
    let suspicious = /\b(nan|inf|infinity|Optional)\b|>9e18/.ignoresCase()
    for text in try prose(input) + jsons(input) {
      #expect(text.firstMatch(of: suspicious) == nil)
    }
  }

  @Test(arguments: ExamplePlan.allCases)
  func linesForTerminalsFit(_ example: ExamplePlan) throws {
    let input = try example.input()
    let explanation = try ExplanationDocument(input).text
    for text in [PlanSummary(input).text, CheckSummary(input).text, explanation] {
      for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
  }

  @Test(arguments: ExamplePlan.allCases)
  func jsonParsesAndItsKeysAreSorted(_ example: ExamplePlan) throws {
    for text in try jsons(try example.input()) {
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let again = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
      #expect(keys(of: text) == keys(of: String(decoding: again, as: UTF8.self)))
    }
  }

  /// The names of all members in the order in which they stand.
  private func keys(of json: String) -> [String] {
    json.matches(of: /"((?:[^"\\]|\\.)*)"\s*:(?=[\s\d"\[{tfn-])/).map { String($0.1) }
  }

  @Test(arguments: ExamplePlan.allCases)
  func billsAddUp(_ example: ExamplePlan) throws {
    let input = try example.input()
    let tables = MarkdownSyntax.tables(of: RoadmapDocument(input).text)
    let tiers = tables.filter { $0[0] == ["Part", "USD/month ∑", "Share ∑"] }
    // One for each stage from the present one on, and one for the present load.
    let current = try #require(input.plan.presentOrigin)
    let ahead = input.plan.stages[current...].filter { $0.planned != nil }
    #expect(tiers.count == ahead.count + 1)
    for table in tiers {
      let parts = table.dropFirst().dropLast().map { number($0[1]) }
      let last = try #require(table.last)
      #expect(abs(parts.reduce(0, +) - number(last[1])) <= 0.005 * Double(parts.count + 1))
    }
    // The bills of the present stage and of the next one.
    let bills = tables.filter { $0[0].first == "Item" }
    let billed = input.plan.stages.indices.filter { $0 >= current && input.plan.isDistinct($0) }
      .prefix(2)
    #expect(bills.count == billed.count)
    for (bill, index) in zip(bills, billed) {
      let items = bill.dropFirst().map { number($0[4]) }
      let total = try #require(input.plan.stages[index].planned).costs.total.value
      #expect(abs(items.reduce(0, +) - total) <= 0.005 * Double(items.count))
    }
  }

  /// What holds for all stages is said once, and what lies behind is short.
  @Test(arguments: ExamplePlan.allCases)
  func aRoadmapDoesNotRepeatItself(_ example: ExamplePlan) throws {
    let input = try example.input()
    let text = RoadmapDocument(input).text
    let methods = Set(
      input.plan.stages.compactMap(\.planned?.assessment.latency?.method.label))
    for method in methods {
      let parts = text.components(separatedBy: MarkdownText.escaped(method))
      #expect(parts.count == 2, "\(method)")
    }
    let duties = MarkdownSyntax.tables(of: text).filter { $0[0].first == "Duty" }
    #expect(duties.count <= 1)
    for section in text.components(separatedBy: "\n### Stage ").dropFirst()
    where section.contains("lies behind the present stage") {
      #expect(section.split(separator: "\n", omittingEmptySubsequences: false).count < 70)
      #expect(!section.contains("**Limits**"))
    }
  }

  @Test(arguments: ExamplePlan.allCases)
  func contributionsAddUp(_ example: ExamplePlan) throws {
    let input = try example.input()
    for decision in try ExplanationDocument(input).decisions {
      let document = try ExplanationDocument(input, topic: decision.id)
      let tables = MarkdownSyntax.tables(of: document.markdown + "\n")
      let points = try #require(tables.first { $0[0].contains { $0.hasPrefix("Possible points") } })
      var sum = 0.0
      var rows = 0.0
      for row in points.dropFirst() {
        if row[1] == "**in all**" {
          #expect(abs(sum - number(row[4])) <= 0.05 * (rows + 1), "\(decision.id)")
          (sum, rows) = (0, 0)
        } else {
          sum += number(row[4])
          rows += 1
        }
      }
      #expect(rows == 0)
    }
  }

  private func number(_ cell: String) -> Double {
    Double(cell.filter { $0.isNumber || $0 == "." || $0 == "-" }) ?? .nan
  }
}
