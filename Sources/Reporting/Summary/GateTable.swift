import Quantities
import Roadmap

/// The gates for a terminal: a row each, and below a failed one what is to blame.
struct GateTable {
  let gates: [Gate]

  func lines(width: Int) -> [String] {
    let names = gates.map(\.id.count).max() ?? 0
    let required = gates.map(\.required.count).max() ?? 0
    return gates.flatMap { gate in
      let head =
        (gate.passes ? "pass  " : "FAIL  ") + Self.padded(gate.id, names) + "  "
        + Self.padded(gate.required, required) + "  "
        + GateMethod.method(of: gate).sign + " " + gate.observed
      let blame = gate.blame.map { blame in
        let text = blame.contains(gate.question) ? blame : "\(gate.question): \(blame)"
        return TextWrap.lines(MarkdownText.sentence(text), width: width, indent: "      ")
      }
      return [TextWrap.trimmed(head)] + (blame ?? [])
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
