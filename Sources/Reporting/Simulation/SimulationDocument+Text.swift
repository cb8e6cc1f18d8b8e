import Quantities
import SecondOpinion
import Simulation

extension SimulationDocument {
  /// For a terminal of at least 80 columns.
  package var text: String {
    var lines: [String] = []
    for opinion in opinions {
      lines.append("\(system), \(opinion.title): \(NumberText.users(opinion.users))")
      switch opinion.outcome {
      case .refused(let reason): lines.append("Not simulated: \(reason).")
      case .compared(let stage):
        var table = PlainTable(
          ["", "model", "simulated ± 99 %", "error", ""], rightAligned: [1, 2, 3])
        for one in stage.comparisons {
          let cells = Self.cells(one)
          table.add([
            Self.name(one.quantity), cells.model, cells.simulated, Self.error(one),
            one.verdict.rawValue,
          ])
        }
        lines += [""] + table.lines(width: 100) + [""]
        lines += TextWrap.lines(Self.verdict(opinion), width: 96)
        lines += TextWrap.lines("Simulated: " + Self.run(stage) + ".", width: 96)
        lines += TextWrap.lines("Model: " + stage.method.label + ".", width: 96)
      }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  /// GitHub-flavored Markdown.
  package var markdown: String {
    var parts = ["# Model and simulation: \(MarkdownText.escaped(system))"]
    for opinion in opinions {
      parts.append(
        "## \(MarkdownText.sentence(opinion.title).dropLast()): \(NumberText.users(opinion.users))")
      switch opinion.outcome {
      case .refused(let reason):
        parts.append(MarkdownText.escaped(MarkdownText.sentence("not simulated: \(reason)")))
      case .compared(let stage):
        var table = MarkdownTable("", ">model", ">simulated ± 99 %", ">error", "verdict")
        for one in stage.comparisons {
          let cells = Self.cells(one)
          table.add(
            MarkdownText.escaped(Self.name(one.quantity)), cells.model, cells.simulated,
            Self.error(one), one.verdict.rawValue)
        }
        parts.append(table.text)
        parts.append(MarkdownText.escaped(Self.verdict(opinion)))
        parts.append("Simulated: \(Self.run(stage)). Model: \(stage.method.label).")
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Every number in its base unit, with interval and verdict.
  package var json: String {
    let stages = opinions.map { opinion -> JSONValue in
      var members: JSONMembers = [
        "stage": .string(opinion.title), "users": .number(opinion.users.value),
      ]
      switch opinion.outcome {
      case .refused(let reason): members["refused"] = .string(reason)
      case .compared(let stage):
        members["comparisons"] = .array(stage.comparisons.map(Self.json))
        members["method"] = .string(stage.method.label)
        members["replications"] = .number(Double(stage.replications))
        members["requests"] = .number(Double(stage.requests))
        members["events"] = .number(Double(stage.events))
        members["simulatedPart"] = .number(stage.part)
        members["widestInterval"] = .number(stage.precision)
      }
      return .object(members)
    }
    return JSONValue.object([
      "system": .string(system), "confidence": .number(0.99),
      "agrees": .bool(!hasDisagreements), "stages": .array(stages),
    ]).document
  }

  private static func json(_ one: NumberComparison) -> JSONValue {
    var members: JSONMembers = [
      "model": .number(one.model), "simulated": .number(one.simulated.value),
      "halfWidth": .number(one.simulated.halfWidth), "errorClass": .number(one.errorClass),
      "verdict": .string(one.verdict.rawValue),
    ]
    switch one.quantity {
    case .throughput: members["quantity"] = .string("throughputPerSecond")
    case .utilization(let station):
      members["quantity"] = .string("utilization")
      members["station"] = .string(station)
    case .coldStarts: members["quantity"] = .string("coldStartShare")
    case .fullestMinute(let station):
      members["quantity"] = .string("inSystemInFullestMinute")
      members["station"] = .string(station)
    case .mostMachines: members["quantity"] = .string("machinesAtMost")
    case .mean(let name):
      members["quantity"] = .string("meanSeconds")
      members["class"] = .string(name)
    case .percentile(let p, let name):
      members["quantity"] = .string("percentileSeconds")
      members["percentile"] = .number(p)
      members["class"] = .string(name)
    }
    return .object(members)
  }
}
