import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import Uncertainty

/// Prints how long 10,000 samples of an example's plan take, with the regret of its choices, on all
/// cores and on one, beside a naive analysis in the same run: each sample assessed as the plan is,
/// one after another.
@main
enum RiskBench {
  private static let samples = 10_000

  static func main() throws {
    for example in ["webshop", "ticket-alerts", "b2b-ledger"] {
      guard let (plan, catalog) = try read(example) else {
        print("\(example): cannot be read; run it from the checkout")
        continue
      }
      let analysis = RiskAnalysis(catalog: catalog, plan: plan)
      let all = try seconds { _ = try analysis.report(.init(samples: samples)) }
      let one = try seconds { _ = try analysis.report(.init(samples: samples, cores: 1)) }
      let ten = 10
      let naive = try seconds { try self.naive(plan, catalog, samples: ten) } / Double(ten)
      let ratio = naive * Double(samples) / one
      print(
        "\(example): \(DecimalText.fixed(Double(samples))) samples with regret in "
          + "\(DecimalText.fixed(all, 2)) s on all cores, \(DecimalText.fixed(one, 2)) s on one; "
          + "naive \(DecimalText.fixed(naive * Double(samples), 1)) s, "
          + "\(DecimalText.significant(ratio, 2)) times as long")
    }
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let elapsed = try ContinuousClock().measure(body)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
  }

  private static func read(_ example: String) throws -> (Plan, Catalog)? {
    let directory = SharedDirectory(path: "Catalog")
    guard let questionnaire = QuestionnaireReader.read(directory).questionnaire,
      let reading = try? AnswerFileReader.read(
        "Examples/\(example).answers.yaml", questionnaire),
      let sheet = reading.sheet, case .choice(let region)? = sheet["system.region"],
      let catalog = CatalogReader.read(FileTree(directory), region: region).catalog,
      let requirements = RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements
    else { return nil }
    return (try Planner(catalog: catalog).plan(requirements), catalog)
  }

  /// Every sample as `Planner` looks at a stage: all classes to ten digits, the breaking load by
  /// bisection, the whole bill; and for each platform the cheapest draft and its bill.
  private static func naive(_ plan: Plan, _ catalog: Catalog, samples: Int) throws {
    guard let stage = plan.current, let index = plan.currentIndex else { return }
    let cube = LatinHypercube(count: max(2, samples), seed: 1)
    let columns = plan.requirements.ranges.map { cube.column($0.path) }
    for sample in 0..<samples {
      let requirements = plan.requirements.taking(
        zip(plan.requirements.ranges, columns).map {
          RangeLaw.value(of: $0.estimate, at: $1.share(sample))
        })
      let parameters = try PlanningParameters(catalog, runtime: requirements.runtime)
      let model = CapacityModel(
        catalog: catalog, parameters: parameters, requirements: requirements)
      let costs = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
      let workload = requirements.workload(users: requirements.users.now)
      _ = try model.assess(stage.architecture, under: workload)
      _ = try model.breakingLoad(of: stage.architecture, from: workload.users)
      _ = try costs.items(stage.architecture, under: workload)
      let sizing = ArchitectureSizing(
        catalog: catalog, parameters: parameters, requirements: requirements)
      let load = requirements.workload(users: plan.stages[index].workload.users)
      for decision in stage.decisions where decision.ranking.count > 1 {
        for _ in decision.ranking {
          guard let draft = try sizing.size(stage.design, for: load) else { continue }
          _ = try costs.items(draft, under: load)
        }
      }
    }
  }
}
