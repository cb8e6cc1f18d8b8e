import Quantities
import Requirements
import Roadmap

/// The gates for a terminal: a row each, and below a failed one what is to blame.
struct GateTable {
  let gates: [Gate]
  /// The ids of missed gates that a baseline knows.
  var known: Set<String> = []

  func lines(width: Int) -> [String] {
    let names = gates.map(\.id.count).max() ?? 0
    let required = gates.map(\.required.count).max() ?? 0
    return gates.flatMap { gate in
      let head =
        mark(gate) + Self.padded(gate.id, names) + "  "
        + Self.padded(gate.required, required) + "  "
      let observed = TextWrap.lines(
        GateMethod.method(of: gate).sign + " " + gate.observed, width: max(20, width - head.count))
      let rows = observed.enumerated().map { index, line in
        TextWrap.trimmed((index == 0 ? head : Self.padded("", head.count)) + line)
      }
      let blame = gate.blame.map { blame in
        let isPlain = gate.measure != nil || blame.contains(gate.question)
        let text = isPlain ? blame : "\(gate.question): \(blame)"
        return TextWrap.lines(MarkdownText.sentence(text), width: width, indent: "      ")
      }
      let waiver = gate.waiver.map {
        TextWrap.lines(WaiverText.sentence($0), width: width, indent: "      ")
      }
      return rows + (blame ?? []) + (waiver ?? [])
    }
  }

  /// Six columns: whether it passes, fails the plan, or is missed without failing it.
  private func mark(_ gate: Gate) -> String {
    guard gate.isJudged else { return "-     " }
    if gate.passes { return "pass  " }
    if gate.isWaived { return "waive " }
    if known.contains(gate.id) { return "known " }
    switch gate.level {
    case .error: return "FAIL  "
    case .warning: return "warn  "
    case .note: return "note  "
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
