import ArgumentParser
import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// `tenfold plan`: answers in, a plan out.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plan an architecture, its growth and its templates.")

  @OptionGroup var input: PlanningInput

  func run() throws {
    let context = try input.context()
    let plan = try context.plan()
    for stage in plan.stages {
      switch stage.outcome {
      case .infeasible(let d):
        print(
          stage.definition.label, "INFEASIBLE", d.last?.id ?? "",
          d.last?.rejections.map { "\($0.option): \($0.text) \($0.required) \($0.observed)" } ?? "")
      case .planned(let p):
        print(
          "== \(stage.definition.label) rate \(DecimalText.significant(stage.workload.requestRate.value)) unchanged=\(p.isUnchanged) cost \(DecimalText.fixed(p.costs.total.value)) breaks \(p.breaking.users?.value ?? -1) \(p.breaking.cause.text) p99 \(p.assessment.latency?.all.p99.milliseconds ?? -1) p95 \(p.assessment.latency?.all.p95.milliseconds ?? -1)"
        )
        if !p.isUnchanged {
          print(
            "  entry", p.entry?.users?.value ?? 0, p.entry?.cause.text ?? "",
            p.entry?.overturned ?? "")
          for c in p.components { print("   ", c.slot, "|", c.title, "|", c.size, "|", c.trigger) }
          for d in p.decisions {
            print(
              "      ", d.id,
              d.ranking.prefix(3).map { "\($0.option)=\(DecimalText.fixed($0.score,1))" },
              d.rejections.map(\.option))
          }
        }
      }
    }
    for g in plan.gates { print(g) }
    print(plan.currentIndex ?? -1, plan.crossovers, plan.notes, plan.idleQuestions)
  }
}
