/// The kinds and their keys as text, for the help of the command.
package enum KindGuide {
  /// All kinds with their summaries.
  package static var overview: String {
    let width = StudyKind.all.map(\.name.count).max() ?? 0
    return StudyKind.all.map { kind in
      "  " + kind.name + String(repeating: " ", count: width - kind.name.count + 2) + kind.summary
    }.joined(separator: "\n")
  }

  /// One kind with its keys; nil when there is none of that name.
  package static func keys(of name: String) -> String? {
    guard let kind = StudyKind.named(name) else { return nil }
    let width = kind.keys.map(\.name.count).max() ?? 0
    let lines = kind.keys.map { key in
      "  " + key.name + String(repeating: " ", count: width - key.name.count + 2) + key.meaning
    }
    return ([kind.name + ": " + kind.summary] + lines).joined(separator: "\n") + "\n"
  }

  /// The names of all kinds.
  package static var names: [String] { StudyKind.all.map(\.name) }
}
