import CapacityPlanning
import Quantities

/// What-ifs for programs.
enum FailureJSON {
  static func write(_ whatIf: WhatIf, to json: inout JSONWriter) {
    json.object { json in
      json.member("figures", each: whatIf.figures, figure)
      json.member("kind", whatIf.kind.rawValue)
      json.member("outcome", whatIf.outcome.rawValue)
      json.member("premise", whatIf.premise)
      json.member("remedy", orNull: whatIf.remedy)
    }
  }

  private static func figure(_ figure: WhatIf.Figure, to json: inout JSONWriter) {
    json.object { json in
      json.member("method", figure.method.label)
      json.member("name", figure.name)
      json.member("unit", figure.unit)
      json.member("value", figure.value)
    }
  }
}
