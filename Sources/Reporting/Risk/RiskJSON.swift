import CatalogModel
import Quantities
import Requirements
import Roadmap
import Uncertainty

/// What the ranges do to the plan, for programs.
enum RiskJSON {
  static func write(_ report: RiskReport, plan: Plan, to json: inout JSONWriter) {
    json.object { json in
      json.member("inputs", each: Array(report.inputs.indices)) { input($0, report, to: &$1) }
      json.member("measureNext", RiskStory(report: report).measureNext { $0 })
      json.member("present", orNull: report.present) { load($0, report, to: &$1) }
      json.member("regrets", each: report.regrets) { choice($0, report, to: &$1) }
      json.member("samples") { json in
        json.object { json in
          json.member("count", report.samples)
          json.member("method", Method.exact.label)
          json.member("seed", String(report.seed))
        }
      }
      json.member("stages", each: report.stages.sorted { $0.key < $1.key }) { stage, json in
        json.object { json in
          json.member("load") { load(stage.value, report, to: &$0) }
          json.member("stage", plan.stages[stage.key].definition.id)
        }
      }
    }
  }

  private static func input(_ index: Int, _ report: RiskReport, to json: inout JSONWriter) {
    let input = report.inputs[index]
    json.object { json in
      json.member("explains", orNull: report.present?.weights[index]) { weight, json in
        json.object { json in
          json.member("costShare", weight.cost)
          json.member(
            "method",
            Method.simulated("first-order index of ranks over \(report.samples) samples").label)
          json.member("p99Share", weight.p99)
          json.member("usersCarriedShare", weight.users)
        }
      }
      json.member("name", input.name)
      json.member("origin", input.origin.rawValue)
      json.member("range") { json in
        json.object { json in
          json.member("high", input.estimate.high)
          json.member("likely", input.estimate.likely)
          json.member("low", input.estimate.low)
          json.member("method", Method.derived.label)
          json.member("unit", input.unit.isEmpty ? "1" : input.unit)
        }
      }
    }
  }

  private static func band(_ band: Band, _ unit: String, to json: inout JSONWriter) {
    json.object { json in
      json.member("p5", band.p5)
      json.member("p50", band.p50)
      json.member("p95", band.p95)
      json.member("unit", unit)
    }
  }

  private static func load(_ risk: LoadRisk, _ report: RiskReport, to json: inout JSONWriter) {
    json.object { json in
      json.member("bands") { json in
        json.object { json in
          json.member("carries") { band(risk.users, "users", to: &$0) }
          json.member("computeUtilization") { band(risk.computeUtilization, "share", to: &$0) }
          json.member("databaseUtilization") { band(risk.databaseUtilization, "share", to: &$0) }
          json.member("method", report.bandMethod.label)
          json.member("monthlyCost") { band(risk.monthlyCost, "USD/month", to: &$0) }
          json.member("p95") { band(risk.p95Milliseconds, "ms", to: &$0) }
          json.member("p99") { band(risk.p99Milliseconds, "ms", to: &$0) }
        }
      }
      json.member("probabilities") { json in
        json.object { json in
          json.member("carriedShare", risk.carried)
          json.member("method", report.shareMethod.label)
          json.member("objectivesMetShare", risk.objectiveMet)
          json.member("withinBudgetShare", orNull: risk.withinBudget)
        }
      }
    }
  }

  private static func choice(
    _ choice: ChoiceRegret, _ report: RiskReport, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("decision", choice.decision)
      json.member("method", report.bandMethod.label)
      json.member("options", each: choice.options, option)
      json.member("title", choice.title)
    }
  }

  private static func option(_ option: OptionRegret, to json: inout JSONWriter) {
    json.object { json in
      json.member("cheapestShare", option.isBestShare)
      json.member("isChosen", option.isChosen)
      json.member("meanCostUSD", option.meanCost)
      json.member("option", option.option)
      json.member("parts", each: option.parts) { part, json in
        json.object { json in
          json.member("differenceUSD", part.difference)
          json.member("name", part.name)
        }
      }
      json.member("regretP95USD", option.regretP95)
      json.member("regretUSD", option.regret)
      json.member("title", option.title)
    }
  }
}
