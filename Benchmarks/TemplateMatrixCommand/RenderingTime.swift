import CatalogModel
import Foundation
import Parallelism
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage

/// How long the templates of all stages of each example take, in both languages, with their READMEs: the
/// least of several runs, stage by stage and all at once, with templates that were cut and, as a plan does, with
/// uncut ones; and with what changes from each stage to the next, which the goal does not count.
///
/// Nothing of an earlier run is kept but what the heading names. The processor's time tells on a busy machine
/// what the clock does not.
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
      let compared = try least {
        _ = try files(
          of: plan, TemplateLibrary(lazily: texts), onAllCores: true, withChanges: true)
      }
      Swift.print(
        "\(example): \(count.stages) stages, \(count.files) files: "
          + "\(DecimalText.fixed(alone.clock, 1)) ms stage by stage, "
          + "\(DecimalText.fixed(together.clock, 1)) ms at once, "
          + "\(DecimalText.fixed(cold.clock, 1)) ms with parsing "
          + "(\(DecimalText.fixed(cold.processor, 1)) of the processor): "
          + (cold.clock < Self.goal ? "met" : "missed")
          + "; \(DecimalText.fixed(compared.clock, 1)) ms with the changes between stages")
    }
  }

  private func files(
    of plan: Plan, _ library: TemplateLibrary, onAllCores: Bool, withChanges: Bool = false
  ) throws -> (stages: Int, files: Int) {
    let templates = PlanTemplates(plan: plan, planDigest: "0", library: library)
    let stages = templates.stages
    @Sendable func count(_ stage: Int) throws -> Int {
      try templates.files(ofStage: stage).count
        + (withChanges ? templates.changes(toStage: stage).count : 0)
    }
    let results =
      onAllCores
      ? stages.parallelMap { stage in Result { try count(stage) } }
      : stages.map { stage in Result { try count(stage) } }
    return (stages.count, try results.reduce(0) { try $0 + $1.get() })
  }

  private func examples() throws -> [String] {
    let ending = ".answers.yaml"
    return FileTree(SharedDirectory(path: ".")).names("Examples").filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  /// The least milliseconds by the clock, and the least of the processor.
  private func least(_ body: () throws -> Void) rethrows -> (clock: Double, processor: Double) {
    var best = (clock: Double.infinity, processor: Double.infinity)
    for _ in 0..<10 {
      let begun = clock()
      let elapsed = try ContinuousClock().measure(body)
      let processor = Double(clock() - begun) / Double(CLOCKS_PER_SEC)
      let seconds =
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
      best = (min(best.clock, seconds * 1000), min(best.processor, processor * 1000))
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
