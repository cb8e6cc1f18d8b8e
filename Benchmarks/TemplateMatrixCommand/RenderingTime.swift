import CatalogModel
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage

/// How long the templates of all stages of an example take, in both languages, with what changes
/// between stages: the least of several runs, on one core and on all.
struct RenderingTime {
  let library: TemplateLibrary

  func print() throws {
    for example in ["webshop", "b2b-ledger", "travel-platform"] {
      guard let plan = try plan(of: example) else {
        Swift.print("\(example): cannot be read; run it from the checkout")
        continue
      }
      let single = StageTemplates(plan: plan, planDigest: "0", library: library)
      let system = SystemTemplates(plan: plan, planDigest: "0", library: library)
      let isDivided = plan.composition?.isDivided ?? false
      let stages = isDivided ? system.stages : Array(0..<single.stageCount)
      var files = 0
      let alone = try least {
        files = 0
        for stage in stages {
          files += try (isDivided ? system.files(ofStage: stage) : single.files(ofStage: stage))
            .count
        }
      }
      let together = try least {
        let results = stages.parallelMap { stage in
          Result { try isDivided ? system.files(ofStage: stage) : single.files(ofStage: stage) }
        }
        for result in results { _ = try result.get() }
      }
      Swift.print(
        "\(example): \(stages.count) stages, \(files) files: "
          + "\(DecimalText.fixed(alone * 1000)) ms on one core, "
          + "\(DecimalText.fixed(together * 1000)) ms on all")
    }
  }

  private func least(_ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<10 {
      let elapsed = try ContinuousClock().measure(body)
      best = min(
        best,
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
    return best
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
