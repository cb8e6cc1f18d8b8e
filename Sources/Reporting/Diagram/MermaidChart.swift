/// A Mermaid flowchart from left to right; labels are quoted and escaped.
struct MermaidChart {
  enum Shape {
    case box, round, cylinder
  }

  private var lines: [String] = ["flowchart LR"]
  private var indent = "  "

  var text: String { lines.joined(separator: "\n") }

  /// Adds a node; `id` is a word of ASCII letters and digits, and no word of the language.
  mutating func node(_ id: String, _ label: [String], _ shape: Shape = .box) {
    let text =
      "\"" + label.filter { !$0.isEmpty }.map(Self.escaped).joined(separator: "<br/>") + "\""
    switch shape {
    case .box: lines.append("\(indent)\(id)[\(text)]")
    case .round: lines.append("\(indent)\(id)([\(text)])")
    case .cylinder: lines.append("\(indent)\(id)[(\(text))]")
    }
  }

  /// Adds an arrow; a dotted one is for what is copied or stands by.
  mutating func edge(_ from: String, _ to: String, _ label: String = "", isDotted: Bool = false) {
    let arrow = isDotted ? "-.->" : "-->"
    let text = label.isEmpty ? "" : "|\"\(Self.escaped(label))\"|"
    lines.append("\(indent)\(from) \(arrow)\(text) \(to)")
  }

  /// Adds a frame around the nodes that `body` adds.
  mutating func frame(_ id: String, _ label: String, _ body: (inout MermaidChart) -> Void) {
    lines.append("\(indent)subgraph \(id)[\"\(Self.escaped(label))\"]")
    indent += "  "
    body(&self)
    indent.removeLast(2)
    lines.append("\(indent)end")
  }

  /// The text with everything that could end a label or start markup as an entity of Mermaid's own.
  static func escaped(_ text: String) -> String {
    guard MarkdownLine.isPlain(text) else { return escapedByCharacters(text) }
    return text.replacingBytes { byte in
      switch byte {
      case UInt8(ascii: "\""): "#quot;"
      case UInt8(ascii: "#"): "#35;"
      case UInt8(ascii: "<"): "#lt;"
      case UInt8(ascii: ">"): "#gt;"
      case UInt8(ascii: "&"): "#amp;"
      case UInt8(ascii: "`"): "'"
      default: nil
      }
    }
  }

  /// The same for any text.
  static func escapedByCharacters(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\"": result += "#quot;"
      case "#": result += "#35;"
      case "<": result += "#lt;"
      case ">": result += "#gt;"
      case "&": result += "#amp;"
      case "`": result += "'"
      default: result.append(character.isNewline ? " " : character)
      }
    }
    return result
  }
}
