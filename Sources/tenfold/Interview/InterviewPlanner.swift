import CatalogModel
import Quantities
import Requirements
import Roadmap
import Storage
import Synchronization
import TerminalUI

/// Plans for the answers of an interview and puts the result into the words of its preview.
///
/// The catalog of each region is read once.
final class InterviewPlanner: Sendable {
  private let questionnaire: Questionnaire
  private let tree: FileTree
  private let answersFile: String
  private let catalogs = Mutex<[String: Catalog]>([:])

  init(questionnaire: Questionnaire, tree: FileTree, answersFile: String) {
    self.questionnaire = questionnaire
    self.tree = tree
    self.answersFile = answersFile
  }

  /// The region of the answers, or the one that is assumed.
  func region(of sheet: AnswerSheet) -> String {
    sheet.region(questionnaire)
  }

  /// The preview of a sheet: a plan, or what is wrong with the answers.
  func preview(_ sheet: AnswerSheet) -> Preview {
    guard let catalog = catalog(region(of: sheet)) else {
      return Self.failed([.init(isError: true, text: "the catalog of this region is not readable")])
    }
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    let findings = derived.diagnostics.map {
      Preview.Finding(isError: $0.severity == .error, text: $0.message)
    }
    guard let requirements = derived.requirements else { return Self.failed(findings) }
    do {
      let plan = try Planner(catalog: catalog).plan(requirements)
      return PlanPreview(plan: plan, catalog: catalog, answersFile: answersFile, findings: findings)
        .preview
    } catch {
      return Self.failed(findings + [.init(isError: true, text: error.message)])
    }
  }

  private func catalog(_ region: String) -> Catalog? {
    catalogs.withLock { known in
      if let catalog = known[region] { return catalog }
      let read = CatalogReader.read(tree, region: region).catalog
      known[region] = read
      return read
    }
  }

  private static func failed(_ findings: [Preview.Finding]) -> Preview {
    Preview(
      verdict: .none, verdictText: "no plan from these answers", stage: "", decisions: [],
      monthlyCost: "", p99: "", nextBottleneck: "", findings: findings, pages: [])
  }
}

extension AnswerSheet {
  /// The region that was answered, or the one that is assumed without an answer.
  func region(_ questionnaire: Questionnaire) -> String {
    if case .choice(let region)? = self["system.region"] { return region }
    if case .value(.choice(let region))? = questionnaire.question("system.region")?.fallback {
      return region
    }
    return "us-east-1"
  }
}
