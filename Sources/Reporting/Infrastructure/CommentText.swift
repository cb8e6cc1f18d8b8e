/// A reason as one line that is safe in a comment of HCL and YAML.
///
/// Controls, quotes and template signs are replaced, since a comment needs none of them, and so is the
/// word that scanners read as a directive.
///
/// - Parameter text: Any text; what follows the 160th character is left out.
func commentText(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "`": result += "'"
    case "\\": result += "/"
    case "{": result += "("
    case "}": result += ")"
    default: result += isRisky(scalar) ? " " : String(scalar)
    }
  }
  let words = result.split(separator: " ").map { $0.contains("skip=") ? "(left out)" : String($0) }
  let line = words.joined(separator: " ")
  return line.count > 160 ? line.prefix(157) + "..." : line
}
