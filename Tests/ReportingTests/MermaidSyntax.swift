/// A checker of the part of Mermaid's flowchart language that the diagrams use.
///
/// It refuses what Mermaid or GitHub would: undefined or repeated nodes, unquoted or unescaped
/// labels, open frames, and words of the language as names.
enum MermaidSyntax {
  private static let reserved: Set<String> = [
    "end", "graph", "flowchart", "subgraph", "style", "class", "click", "default", "direction",
  ]

  /// What is wrong with a chart; empty when nothing is.
  static func problems(of chart: String) -> [String] {
    var problems: [String] = []
    var nodes: Set<String> = []
    var used: [String] = []
    var depth = 0
    let lines = chart.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.first != "flowchart LR" { problems.append("does not begin with flowchart LR") }
    if chart.count >= 2000 { problems.append("has \(chart.count) characters") }
    for line in lines.dropFirst() {
      let text = String(line.drop { $0 == " " })
      if text == "end" {
        depth -= 1
        if depth < 0 { problems.append("end without subgraph") }
      } else if let match = text.wholeMatch(of: /subgraph ([a-z]+)\["([^"]*)"\]/) {
        depth += 1
        problems += label(String(match.2), line)
        if !nodes.insert(String(match.1)).inserted { problems.append("repeated: \(line)") }
      } else if let match = text.wholeMatch(
        of: /([a-z][a-z0-9]*)(?:\["(.*)"\]|\(\["(.*)"\]\)|\[\("(.*)"\)\])/)
      {
        problems += label(String(match.2 ?? match.3 ?? match.4 ?? ""), line)
        if !nodes.insert(String(match.1)).inserted { problems.append("repeated: \(line)") }
        if reserved.contains(String(match.1)) { problems.append("reserved: \(line)") }
      } else if let match = text.wholeMatch(
        of: /([a-z][a-z0-9]*) (?:-->|-\.->)(?:\|"([^"]*)"\|)? ([a-z][a-z0-9]*)/)
      {
        used += [String(match.1), String(match.3)]
        if let text = match.2 { problems += label(String(text), line) }
      } else {
        problems.append("not understood: \(line)")
      }
    }
    if depth != 0 { problems.append("\(depth) frames stay open") }
    problems += used.filter { !nodes.contains($0) }.map { "undefined: \($0)" }
    return problems
  }

  private static func label(_ text: String, _ line: String) -> [String] {
    let bare = text.replacing("<br/>", with: " ")
    let forbidden = bare.filter { "\"<>`&".contains($0) }
    let hashes = bare.matches(of: /#(?!(?:quot|lt|gt|amp|35);)/).count
    return (bare.isEmpty ? ["empty label: \(line)"] : [])
      + (forbidden.isEmpty ? [] : ["\(forbidden) in \(line)"])
      + (hashes == 0 ? [] : ["a bare # in \(line)"])
  }
}
