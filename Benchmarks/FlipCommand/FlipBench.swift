import CatalogModel
import Quantities
import Requirements
import Roadmap
import Storage

/// Prints how long the flips of an example's decisions take, beside its plan, on all cores.
@main
enum FlipBench {
  static func main() throws {
    let named = CommandLine.arguments.dropFirst()
    for example in named.isEmpty ? ["webshop", "ticket-alerts", "b2b-ledger"] : Array(named) {
      guard let planning = read(example),
        let requirements = planning.requirements(of: planning.sheet)
      else {
        print("\(example): cannot be read; run it from the checkout")
        continue
      }
      let plan = try seconds { _ = try Planner(catalog: planning.catalog).plan(requirements) }
      var report: FlipReport?
      let flips = try seconds { report = try FlipSearch(planning).report() }
      var refusals: [Refusal] = []
      let refusing = try seconds { refusals = try RefusalSearch(planning).refusals() }
      print(
        "\(example): plan \(milliseconds(plan)) ms; \(report?.flips.count ?? 0) flips, "
          + "\(report?.firm.count ?? 0) firm of \(planning.levers.count) answers in "
          + "\(milliseconds(flips)) ms with \(report?.trials ?? 0) plans; "
          + "\(refusals.count) refusals in \(milliseconds(refusing)) ms with "
          + "\(refusals.last?.trials ?? 0) plans")
      for flip in report?.flips ?? [] {
        let changes = flip.changes.map { "\($0.lever.path.text) \($0.lever.text) -> \($0.text)" }
        print(
          "  \(flip.decision.text): \(flip.from) -> \(flip.to ?? "nothing") when "
            + changes.joined(separator: " and ")
            + " (distance \(DecimalText.significant(flip.distance)))")
      }
      for decision in report?.firm ?? [] { print("  \(decision.text): firm") }
      for refusal in refusals {
        print("  refused: \(refusal.gates)")
        for conflict in refusal.conflicts {
          for member in conflict.members {
            print(
              "    \(member.lever.path.text) = \(member.lever.text); remedy \(member.remedy?.text ?? "none")"
            )
          }
        }
      }
    }
  }

  private static func milliseconds(_ seconds: Double) -> String {
    DecimalText.fixed(seconds * 1000)
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let elapsed = try ContinuousClock().measure(body)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
  }

  private static func read(_ example: String) -> PlanningCase? {
    let directory = SharedDirectory(path: "Catalog")
    guard let questionnaire = QuestionnaireReader.read(directory).questionnaire,
      let reading = try? AnswerFileReader.read(
        "Examples/\(example).answers.yaml", questionnaire),
      let sheet = reading.sheet, case .choice(let region)? = sheet["system.region"],
      let catalog = CatalogReader.read(FileTree(directory), region: region).catalog
    else { return nil }
    return PlanningCase(questionnaire: questionnaire, sheet: sheet, catalog: catalog)
  }
}
