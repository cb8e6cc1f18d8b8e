import CatalogModel
import Requirements
import Roadmap

extension PlanDifference {
  /// The difference for a terminal.
  package var text: String {
    var blocks = [[title] + inputs.map { "  " + $0 }]
    for section in sections {
      let heading = section.topic.rawValue + (section.remark.map { ": \($0)" } ?? "")
      blocks.append([heading] + section.rows.flatMap(line))
    }
    if changes.isEmpty { blocks.append(["The plans are the same."]) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The difference in GitHub-flavored Markdown, short enough for a comment on a pull request.
  package var markdown: String {
    let head = [
      "# \(MarkdownText.escaped(title))",
      inputs.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n"),
    ]
    let tail = changes.isEmpty ? ["The plans are the same."] : []
    return CommentDocument(head: head, sections: sections, tail: tail).text
  }

  /// The difference for programs, its members sorted.
  package var json: String {
    JSONValue.object([
      "old": PlanDocument.provenance(old), "new": PlanDocument.provenance(new),
      "isChanged": .bool(hasChanges),
      "answers": .array(
        answers.map { change in
          .object([
            "path": .string(change.path), "old": .optional(change.old),
            "new": .optional(change.new),
          ])
        }),
      "catalog": .object([
        "read": .array(read.map(Self.value)),
        "unread": .array((listsAll ? unread : []).map(Self.value)),
        "unreadCount": .number(Double(unread.count)),
      ]),
      "plan": .array(changes.map(Self.value)),
    ]).document
  }

  /// A row with its mark: new, gone or changed.
  func line(_ row: DifferenceSection.Row) -> [String] {
    let name = row.at.isEmpty ? row.what : "\(row.what) (\(row.at))"
    let text =
      switch (row.old, row.new) {
      case (nil, let new?): "+ \(name): \(new)"
      case (let old?, nil): "- \(name): \(old)"
      case (let old?, let new?): "~ \(name): \(old) -> \(new)"
      case (nil, nil): name
      }
    return TextWrap.lines(text, width: self.new.textWidth - 6).enumerated().map {
      ($0 == 0 ? "  " : "      ") + $1
    }
  }

  /// A change of a plan for programs.
  static func value(_ change: PlanChange) -> JSONValue {
    .object([
      "subject": .string(change.subject.rawValue), "stage": .optional(change.stage),
      "id": .string(change.id), "old": .optional(change.old), "new": .optional(change.new),
    ])
  }

  private static func value(_ change: CatalogChange) -> JSONValue {
    .object([
      "subject": .string(change.subject.rawValue), "id": .string(change.id),
      "old": .optional(change.old), "new": .optional(change.new),
    ])
  }
}
