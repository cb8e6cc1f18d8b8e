import CapacityPlanning
import CatalogModel
import Foundation
import OptionScoring
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// The plan of every example as a page that a reviewer can read: verdict, stages and gates as
/// `tenfold plan` prints them, then choices, changes, what is left out, and what there is to know.
struct ExampleOutlineTests {
  static let names: [String] = {
    let folder = RepositoryFiles.path("Examples")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".answers.yaml") }
      .map { String($0.dropLast(".answers.yaml".count)) }.sorted()
  }()

  @Test func thereAreTenExamples() { #expect(Self.names.count >= 10) }

  @Test(arguments: names) func outline(_ name: String) throws {
    let input = try Self.input(name)
    let text = PlanSummary(input).text + "\n" + Outline(plan: input.plan).text
    expectSnapshot(text, named: "\(name)-outline.txt")
  }

  /// The roadmap as a team reads it; the three examples of `GoldenDocumentTests` have theirs there.
  @Test(arguments: names.filter { ExamplePlan(rawValue: $0) == nil })
  func roadmap(_ name: String) throws {
    let input = try Self.input(name)
    let text = RoadmapDocument(input).text
      .replacingOccurrences(of: input.catalog.digest, with: "CATALOG-DIGEST")
    expectSnapshot(text, named: "\(name)-roadmap.md")
  }

  /// The plan alone, without what ranges do to it.
  static func input(_ name: String) throws -> ReportInput {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    let questionnaire = try #require(QuestionnaireReader.read(directory).questionnaire)
    let file = "\(name).answers.yaml"
    let reading = try AnswerFileReader.read(
      RepositoryFiles.path("Examples/\(file)"), questionnaire)
    #expect(reading.diagnostics.map(\.message) == [])
    let sheet = try #require(reading.sheet)
    guard case .choice(let region)? = sheet["system.region"] else { throw NoRegion() }
    let catalog = try #require(CatalogReader.read(directory, region: region).catalog)
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    let requirements = try #require(derived.requirements, "\(derived.diagnostics)")
    return ReportInput(
      plan: try Planner(catalog: catalog).plan(requirements), catalog: catalog, version: "0.0.0",
      answersDigest: "0123456789abcdef", answersFile: file)
  }

  struct NoRegion: Error {}
}

/// What a reviewer looks at besides the summary.
private struct Outline {
  let plan: Plan

  var text: String {
    var lines: [String] = []
    for (definition, stage) in plan.distinctStages {
      lines.append("== \(definition.definition.label) users")
      if let entry = stage.entry {
        let at = entry.users.map { "at \(DecimalText.significant($0.value, 2)) users, " } ?? ""
        lines.append("entered \(at)because \(entry.overturned ?? entry.cause.text)")
      }
      for decision in stage.decisions { lines.append("  " + Self.line(decision)) }
      for step in stage.steps {
        let reasons = step.reasons.map(\.rawValue).joined(separator: ", ")
        lines.append("  \(step.kind.rawValue): \(step.title) [\(reasons)] \(step.because)")
      }
      let needed = DecimalText.significant(stage.duties.days)
      let available = DecimalText.significant(stage.duties.availableDays)
      lines.append("  toil: \(needed) of \(available) person-days a month")
      lines.append("")
    }
    if let stage = plan.current, !stage.deferred.isEmpty {
      lines.append("== left out of the present stage")
      lines += stage.deferred.map { "  \($0.title): \($0.trigger)" }
      lines.append("")
    }
    lines.append("== good to know")
    lines += plan.notes.map { "  \($0.rule): \($0.text)" }
    lines.append("")
    lines.append("influenced nothing: \(plan.idleQuestions.joined(separator: ", "))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The ranking, and what is out by which row.
  private static func line(_ decision: Decision) -> String {
    let ranks = decision.ranking.map { "\($0.option) \(DecimalText.fixed($0.score.value))" }
      .joined(separator: " > ")
    let out = decision.rejections.reduce(into: [String]()) { list, rejection in
      let text = "\(rejection.option) (\(rejection.rule ?? rejection.constraint))"
      if !list.contains(text) { list.append(text) }
    }
    return "\(decision.id): \(ranks)" + (out.isEmpty ? "" : "; out: \(out.joined(separator: ", "))")
  }
}
