/// The kinds and their keys as text, for the help of the command.
package enum KindGuide {
  /// All kinds with their summaries.
  package static var overview: String {
    let width = names.map(\.count).max() ?? 0
    return StudyKind.all.map { kind in
      let gap = String(repeating: " ", count: width - kind.modelName.count + 2)
      return "  " + kind.modelName + gap + kind.summary
    }.joined(separator: "\n")
  }

  /// One kind with its keys; nil when there is none of that name.
  package static func keys(of name: String) -> String? {
    guard let kind = StudyKind.named(name) else { return nil }
    let width = kind.keys.map(\.name.count).max() ?? 0
    let lines = kind.keys.map { key in
      "  " + key.name + String(repeating: " ", count: width - key.name.count + 2) + key.meaning
    }
    return ([kind.modelName + ": " + kind.summary] + lines).joined(separator: "\n") + "\n"
  }

  /// The names of all kinds.
  package static var names: [String] { StudyKind.all.map(\.modelName) }
}
