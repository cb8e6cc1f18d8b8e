import CatalogModel
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage

/// How long the templates of all stages of each example take, in both languages: the least of several runs,
/// on one core and on all, with parsed templates and, as a plan does, with unparsed ones.
///
/// Nothing of an earlier run is kept but what the heading names.
struct RenderingTime {
  let texts: [String: String]

  private static let goal = 30.0

  func print() throws {
    Swift.print("goal: all stages of an example in \(DecimalText.fixed(Self.goal)) ms")
    for example in try examples() {
      guard let plan = try plan(of: example) else {
        Swift.print("\(example): cannot be read; run it from the checkout")
        continue
      }
      let library = try TemplateLibrary(texts: texts)
      let count = try files(of: plan, library, onAllCores: false)
      let alone = try least { _ = try files(of: plan, library, onAllCores: false) }
      let together = try least { _ = try files(of: plan, library, onAllCores: true) }
      let cold = try least {
        _ = try files(of: plan, TemplateLibrary(lazily: texts), onAllCores: true)
      }
      Swift.print(
        "\(example): \(count.stages) stages, \(count.files) files: "
          + "\(DecimalText.fixed(alone, 1)) ms on one core, "
          + "\(DecimalText.fixed(together, 1)) ms on all, "
          + "\(DecimalText.fixed(cold, 1)) ms with parsing: "
          + (cold < Self.goal ? "met" : "missed"))
    }
  }

  private func files(
    of plan: Plan, _ library: TemplateLibrary, onAllCores: Bool
  ) throws -> (stages: Int, files: Int) {
    let templates = PlanTemplates(plan: plan, planDigest: "0", library: library)
    let stages = templates.stages
    let results =
      onAllCores
      ? stages.parallelMap { stage in Result { try templates.files(ofStage: stage).count } }
      : stages.map { stage in Result { try templates.files(ofStage: stage).count } }
    return (stages.count, try results.reduce(0) { try $0 + $1.get() })
  }

  private func examples() throws -> [String] {
    let ending = ".answers.yaml"
    return FileTree(SharedDirectory(path: ".")).names("Examples").filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  /// Milliseconds.
  private func least(_ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<10 {
      let elapsed = try ContinuousClock().measure(body)
      best = min(
        best,
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
    return best * 1000
  }

  private func plan(of example: String) throws -> Plan? {
    let directory = SharedDirectory(path: "Catalog")
    guard let questionnaire = QuestionnaireReader.read(directory).questionnaire,
      let reading = try? AnswerFileReader.read("Examples/\(example).answers.yaml", questionnaire),
      let sheet = reading.sheet, case .choice(let region)? = sheet["system.region"],
      let catalog = CatalogReader.read(FileTree(directory), region: region).catalog,
      let requirements = RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements
    else { return nil }
    return try Planner(catalog: catalog).plan(requirements)
  }
}
