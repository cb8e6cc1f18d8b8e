import CatalogModel
import Quantities
import Requirements
import Roadmap
import Uncertainty

/// What the ranges do to the plan, for programs.
enum RiskJSON {
  static func value(_ report: RiskReport, plan: Plan) -> JSONValue {
    .object([
      "samples": .object([
        "count": .number(Double(report.samples)), "seed": .string(String(report.seed)),
        "method": .string(Method.exact.label),
      ]),
      "inputs": .array(report.inputs.enumerated().map { input($1, $0, report) }),
      "present": report.present.map { load($0, report) } ?? .null,
      "stages": .array(
        report.stages.keys.sorted().compactMap { index in
          report.stages[index].map { risk in
            .object([
              "stage": .string(plan.stages[index].definition.id), "load": load(risk, report),
            ])
          }
        }),
      "measureNext": .strings(RiskStory(report: report).measureNext { $0 }),
      "regrets": .array(report.regrets.map { choice($0, report) }),
    ])
  }

  private static func input(_ input: UncertainInput, _ index: Int, _ report: RiskReport)
    -> JSONValue
  {
    let weight = report.present?.weights[index]
    return .object([
      "name": .string(input.name), "origin": .string(input.origin.rawValue),
      "range": .object([
        "low": .number(input.estimate.low), "likely": .number(input.estimate.likely),
        "high": .number(input.estimate.high),
        "unit": .string(input.unit.isEmpty ? "1" : input.unit),
        "method": .string(Method.derived.label),
      ]),
      "explains": weight.map {
        .object([
          "p99Share": .number($0.p99), "costShare": .number($0.cost),
          "usersCarriedShare": .number($0.users),
          "method": .string(
            Method.simulated("first-order index of ranks over \(report.samples) samples").label),
        ])
      } ?? .null,
    ])
  }

  private static func band(_ band: Band, _ unit: String) -> JSONValue {
    .object([
      "unit": .string(unit), "p5": .number(band.p5), "p50": .number(band.p50),
      "p95": .number(band.p95),
    ])
  }

  private static func load(_ risk: LoadRisk, _ report: RiskReport) -> JSONValue {
    .object([
      "bands": .object([
        "p95": band(risk.p95Milliseconds, "ms"), "p99": band(risk.p99Milliseconds, "ms"),
        "computeUtilization": band(risk.computeUtilization, "share"),
        "databaseUtilization": band(risk.databaseUtilization, "share"),
        "monthlyCost": band(risk.monthlyCost, "USD/month"), "carries": band(risk.users, "users"),
        "method": .string(report.bandMethod.label),
      ]),
      "probabilities": .object([
        "objectivesMetShare": .number(risk.objectiveMet), "carriedShare": .number(risk.carried),
        "withinBudgetShare": .optional(risk.withinBudget),
        "method": .string(report.shareMethod.label),
      ]),
    ])
  }

  private static func choice(_ choice: ChoiceRegret, _ report: RiskReport) -> JSONValue {
    .object([
      "decision": .string(choice.decision), "title": .string(choice.title),
      "method": .string(report.bandMethod.label),
      "options": .array(choice.options.map(option)),
    ])
  }

  private static func option(_ option: OptionRegret) -> JSONValue {
    .object([
      "option": .string(option.option), "title": .string(option.title),
      "isChosen": .bool(option.isChosen), "meanCostUSD": .number(option.meanCost),
      "regretUSD": .number(option.regret), "regretP95USD": .number(option.regretP95),
      "cheapestShare": .number(option.isBestShare),
      "parts": .array(
        option.parts.map {
          .object(["name": .string($0.name), "differenceUSD": .number($0.difference)])
        }),
    ])
  }
}
