import OptionScoring
import Quantities
import Requirements
import Roadmap

/// Flips and refusals for programs.
enum WhyJSON {
  static func flips(_ report: FlipReport) -> JSONValue {
    .object([
      "flips": .array(report.flips.map(flip)),
      "firm": .strings(report.firm.map(\.text)),
      "plansTried": .number(Double(report.trials)),
      "method": .string(method),
    ])
  }

  /// How flips and remedies are obtained.
  static let method = Method.approximate(
    "search over plans, to two significant digits, each verified by planning"
  ).label

  static func flip(_ flip: Flip) -> JSONValue {
    .object([
      "decision": .string(flip.decision.text), "from": .string(flip.from),
      "to": .optional(flip.to), "distance": .number(flip.distance),
      "changes": .array(flip.changes.map(change)),
      "stays": .optional(
        flip.holding.flatMap { holding in
          flip.changes.first.map { AnswerFormatter.text(holding, for: $0.lever.question) }
        }),
    ])
  }

  static func refusal(_ refusal: Refusal) -> JSONValue {
    .object([
      "gates": .strings(refusal.gates),
      "conflicts": .array(
        refusal.conflicts.map { conflict in
          .array(
            conflict.members.map { member in
              .object([
                "answer": .string(member.lever.path.text),
                "value": .string(member.lever.text),
                "remedy": member.remedy.map(change) ?? .null,
              ])
            })
        }),
      "together": .array(refusal.together.map(change)),
      "rivals": .array(
        refusal.rivals.map { rival in
          .object([
            "decision": .string(rival.decision), "chosen": .string(rival.chosen),
            "rival": .string(rival.rival), "pointsBehind": .number(rival.behind.value),
          ])
        }),
      "plansTried": .number(Double(refusal.trials)), "method": .string(method),
    ])
  }

  private static func change(_ change: ChangedAnswer) -> JSONValue {
    .object([
      "answer": .string(change.lever.path.text), "from": .string(change.lever.text),
      "to": .string(change.text), "distance": .number(change.distance),
      "isAnswered": .bool(change.lever.isAnswered),
    ])
  }
}
