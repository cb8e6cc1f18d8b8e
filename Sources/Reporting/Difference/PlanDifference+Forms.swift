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
    JSONWriter.document { json in
      json.object { json in
        json.member("answers", each: answers) { change, json in
          json.object { json in
            json.member("new", orNull: change.new)
            json.member("old", orNull: change.old)
            json.member("path", change.path)
          }
        }
        json.member("catalog") { json in
          json.object { json in
            json.member("read", each: read, Self.catalogChange)
            json.member("unread", each: listsAll ? unread : [], Self.catalogChange)
            json.member("unreadCount", unread.count)
          }
        }
        json.member("isChanged", hasChanges)
        json.member("new") { PlanDocument.provenance(new, to: &$0) }
        json.member("old") { PlanDocument.provenance(old, to: &$0) }
        json.member("plan", each: changes, Self.change)
      }
    }.text
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
  static func change(_ change: PlanChange, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", change.id)
      json.member("new", orNull: change.new)
      json.member("old", orNull: change.old)
      json.member("stage", orNull: change.stage)
      json.member("subject", change.subject.rawValue)
    }
  }

  private static func catalogChange(_ change: CatalogChange, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", change.id)
      json.member("new", orNull: change.new)
      json.member("old", orNull: change.old)
      json.member("subject", change.subject.rawValue)
    }
  }
}
