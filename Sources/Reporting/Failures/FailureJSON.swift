import CapacityPlanning
import Quantities

/// What-ifs for programs.
enum FailureJSON {
  static func value(_ whatIfs: [WhatIf]) -> JSONValue {
    .array(
      whatIfs.map { whatIf in
        .object([
          "kind": .string(whatIf.kind.rawValue), "premise": .string(whatIf.premise),
          "outcome": .string(whatIf.outcome.rawValue), "remedy": .optional(whatIf.remedy),
          "figures": .array(whatIf.figures.map(figure)),
        ])
      })
  }

  private static func figure(_ figure: WhatIf.Figure) -> JSONValue {
    .object([
      "name": .string(figure.name), "value": .number(figure.value), "unit": .string(figure.unit),
      "method": .string(figure.method.label),
    ])
  }
}
