import CatalogModel
import Reporting
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// The plans of the examples, read from the checkout and made once.
enum ExamplePlan: String, CaseIterable, CustomTestStringConvertible {
  case webshop
  case ledger = "b2b-ledger"
  case alerts = "ticket-alerts"

  var testDescription: String { rawValue }

  private static let inputs: [ExamplePlan: Result<ReportInput, ReadingFailure>] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.attempt()) })

  private func attempt() -> Result<ReportInput, ReadingFailure> {
    do { return .success(try read()) } catch { return .failure(error) }
  }

  /// What the documents of the example are rendered from; its digests are fixed.
  func input() throws -> ReportInput {
    let result = try #require(Self.inputs[self])
    return try result.get()
  }

  private func read() throws(ReadingFailure) -> ReportInput {
    let questions = QuestionnaireReader.read(directory)
    guard let questionnaire = questions.questionnaire else { throw .questions }
    let name = rawValue + ".answers.yaml"
    guard
      let reading = try? AnswerFileReader.read(
        RepositoryFiles.path("Examples/" + name), questionnaire),
      let sheet = reading.sheet, case .choice(let region)? = sheet["system.region"]
    else { throw .answers }
    guard let catalog = CatalogReader.read(FileTree(directory), region: region).catalog
    else { throw .catalog }
    guard
      let requirements = RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements
    else { throw .requirements }
    guard let plan = try? Planner(catalog: catalog).plan(requirements) else { throw .plan }
    let settings = RiskAnalysis.Settings(
      samples: 64, stages: plan.stages.indices.filter(plan.isDistinct))
    guard let risk = try? RiskAnalysis(catalog: catalog, plan: plan).report(settings) else {
      throw .plan
    }
    guard let failures = try? StageFailures.all(of: plan, catalog: catalog) else { throw .plan }
    guard let certificates = try? StageCertificate.all(of: plan, catalog: catalog) else {
      throw .plan
    }
    return ReportInput(
      plan: plan, catalog: catalog, version: "0.0.0", answersDigest: "0123456789abcdef",
      answersFile: name, risk: risk, failures: failures
    ).with(certificates: certificates).with(
      schedule: try? HorizonPlanner(catalog: catalog, plan: plan)?.schedule())
  }

  private var directory: SharedDirectory { SharedDirectory(path: RepositoryFiles.path("Catalog")) }

  /// What could not be read.
  enum ReadingFailure: Error {
    case questions, answers, catalog, requirements, plan
  }
}
