import CatalogModel
import Reporting
import Requirements
import Roadmap
import Storage
import Synchronization
import TerminalPlans
import TerminalUI

/// Plans for the answers of an interview.
///
/// The catalog of each region is read once, and the last plans are kept, because the explorer asks
/// about the plan that was just shown; the plan of the present answers stays while others are tried.
final class InterviewPlanner: Sendable {
  private let questionnaire: Questionnaire
  private let tree: FileTree
  private let answersFile: String
  private let catalogs: Mutex<[String: Result<Catalog, Refusal>]>
  private let plans = PlanMemory<AnswerSheet, Result<ShownPlan, Refusal>>(capacity: 3)
  /// How often the answers changed.
  private let generation = Mutex(0)

  /// - Parameter catalog: One that was read already.
  init(questionnaire: Questionnaire, tree: FileTree, answersFile: String, catalog: Catalog?) {
    self.questionnaire = questionnaire
    self.tree = tree
    self.answersFile = answersFile
    catalogs = Mutex(catalog.map { [$0.region: .success($0)] } ?? [:])
  }

  /// The preview of the present answers: a plan, or what is wrong with them.
  func preview(_ sheet: AnswerSheet) -> Preview {
    generation.withLock { $0 += 1 }
    plans.pin(sheet)
    return summary(sheet)
  }

  private func summary(_ sheet: AnswerSheet) -> Preview {
    switch plan(sheet) {
    case .success(let plan): plan.preview
    case .failure(let refusal): Self.failed(refusal.findings)
    }
  }

  /// What the explorer asks for.
  func compute(_ request: Request) -> Reply {
    switch request {
    case .pages(let sheet, let unit):
      let pages = shown(sheet).map { whole -> [PlanPage] in
        let view = whole.viewing(unit)
        return view.pages(templates: templates(whole))
      }
      return .pages(pages ?? [], unit: unit)
    case .loads(let sheet, let steps, let unit):
      return .loads(shown(sheet)?.viewing(unit).loads(steps) ?? [], unit: unit)
    case .curve(let sheet, let unit):
      return .curve(shown(sheet)?.viewing(unit).curve(), unit: unit)
    case .variant(let sheet): return .variant(summary(sheet))
    case .influence(let sheet): return .influence(shown(sheet)?.influence() ?? [])
    case .flips(let sheet):
      // Nobody waits for what reverses the decisions of former answers.
      let start = generation.withLock { $0 }
      let flips = shown(sheet)?.flips { [self] in generation.withLock { $0 != start } }
      return .flips(flips ?? FlipReasons(blocks: [], parts: [:]))
    }
  }

  /// The plan of a sheet with what it is rendered from; nil where there is none.
  func report(_ sheet: AnswerSheet) -> ReportInput? {
    shown(sheet).map {
      ReportInput(
        plan: $0.plan, catalog: $0.catalog, version: Version.text, answersDigest: "session",
        answersFile: answersFile)
    }
  }

  private func shown(_ sheet: AnswerSheet) -> ShownPlan? {
    if case .success(let plan) = plan(sheet) { return plan }
    return nil
  }

  /// Why there is no plan.
  private struct Refusal: Error, Sendable {
    let findings: [Preview.Finding]
  }

  private func plan(_ sheet: AnswerSheet) -> Result<ShownPlan, Refusal> {
    plans.value(of: sheet) { planned(sheet) }
  }

  private func planned(_ sheet: AnswerSheet) -> Result<ShownPlan, Refusal> {
    let catalog: Catalog
    switch self.catalog(sheet.region(questionnaire)) {
    case .success(let read): catalog = read
    case .failure(let refusal): return .failure(refusal)
    }
    let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog)
    let findings = derived.diagnostics.map {
      Preview.Finding(isError: $0.severity == .error, text: $0.message)
    }
    guard let requirements = derived.requirements else {
      return .failure(Refusal(findings: findings))
    }
    do {
      return .success(
        ShownPlan(
          plan: try Planner(catalog: catalog).plan(requirements), catalog: catalog,
          questionnaire: questionnaire, sheet: sheet, findings: findings))
    } catch {
      return .failure(Refusal(findings: findings + [.init(isError: true, text: error.message)]))
    }
  }

  /// The infrastructure of the present stage, or of the last one before it that has its own.
  private func templates(_ shown: ShownPlan) -> [RenderedFile] {
    guard let index = shown.plan.currentIndex,
      case .success(let directory) = SharedDirectory.locate("Templates", explicit: nil)
    else { return [] }
    let library = TemplateLibrary(lazily: FileTree(directory).texts(endingIn: ".mustache"))
    let templates = PlanTemplates(plan: shown.plan, planDigest: "session", library: library)
    guard let stage = templates.stages.last(where: { $0 <= index }) else { return [] }
    return (try? templates.files(ofStage: stage)) ?? []
  }

  /// The catalog of a region, or what is wrong with it.
  private func catalog(_ region: String) -> Result<Catalog, Refusal> {
    catalogs.withLock { known in
      if let catalog = known[region] { return catalog }
      let reading = CatalogReader.read(tree, region: region)
      let errors = reading.diagnostics.filter { $0.severity == .error }
      let read: Result<Catalog, Refusal> =
        reading.catalog.map { .success($0) }
        ?? .failure(
          Refusal(
            findings: errors.map {
              Preview.Finding(isError: true, text: VisibleText.of($0.description))
            }))
      known[region] = read
      return read
    }
  }

  private static func failed(_ findings: [Preview.Finding]) -> Preview {
    Preview(
      verdict: .none, verdictText: "no plan from these answers", stage: "", decisions: [],
      monthlyCost: "", p99: "", nextBottleneck: "", findings: findings)
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
