import CatalogModel
import Reporting
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// The plans of the examples that are deployed in several units, made once.
enum SeveralServices: String, CaseIterable, CustomTestStringConvertible {
  case marketplace
  case tracking = "parcel-tracking"
  /// Functions that call each other: no example of the checkout has a unit that is called by its address.
  case bookings

  var testDescription: String { rawValue }

  private static let inputs = Dictionary(
    uniqueKeysWithValues: allCases.map { example in (example, Result { try example.read() }) })

  func input() throws -> ReportInput {
    try #require(Self.inputs[self]).get()
  }

  private func read() throws -> ReportInput {
    let folder = self == .bookings ? "Tests/TemplateCases/" : "Examples/"
    return try Self.input(of: folder, rawValue + ".answers.yaml")
  }

  /// The same of any answer file of the checkout.
  static func input(of folder: String, _ name: String) throws -> ReportInput {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    let questionnaire = try #require(QuestionnaireReader.read(directory).questionnaire)
    let reading = try AnswerFileReader.read(RepositoryFiles.path(folder + name), questionnaire)
    let sheet = try #require(reading.sheet)
    guard case .choice(let region)? = sheet["system.region"] else { throw Missing() }
    let catalog = try #require(CatalogReader.read(FileTree(directory), region: region).catalog)
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    #expect(derived.diagnostics == [])
    let plan = try Planner(catalog: catalog).plan(try #require(derived.requirements))
    var schedules: [Int: HorizonSchedule] = [:]
    for (index, unit) in (plan.composition?.units ?? []).enumerated() {
      schedules[index] = try HorizonPlanner(
        catalog: catalog, plan: unit.plan,
        end: plan.composition?.months(untilDivisionOf: unit))?.schedule()
    }
    return ReportInput(
      plan: plan, catalog: catalog, version: "0.0.0", answersDigest: "0123456789abcdef",
      answersFile: name
    ).with(unitSchedules: schedules)
  }

  private struct Missing: Error {}
}
