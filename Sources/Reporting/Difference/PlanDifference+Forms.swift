import CatalogModel
import Requirements
import Roadmap

extension PlanDifference {
  /// The difference for a terminal.
  package var text: String {
    var blocks = [[title] + inputs]
    if !read.isEmpty {
      blocks.append(["Catalog, read by these plans"] + read.flatMap { line($0.id, $0.old, $0.new) })
    }
    if !unread.isEmpty {
      let heading = "Catalog, not read by these plans: \(counts)"
      blocks.append([heading] + (listsAll ? unread.flatMap { line($0.id, $0.old, $0.new) } : []))
    }
    for group in groups {
      blocks.append([group.heading] + group.changes.flatMap { line(Self.name($0), $0.old, $0.new) })
    }
    if changes.isEmpty { blocks.append(["The plans are the same."]) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The difference in GitHub-flavored Markdown.
  package var markdown: String {
    var blocks = [
      "# \(MarkdownText.escaped(title))",
      inputs.map { "- " + MarkdownText.escaped($0.trimmingPrefix("  ").description) }
        .joined(separator: "\n"),
    ]
    if !read.isEmpty {
      blocks.append("## Catalog, read by these plans\n\n" + Self.table(read).text)
    }
    if !unread.isEmpty {
      blocks.append(
        "## Catalog, not read by these plans\n\n\(MarkdownText.escaped(counts))"
          + (listsAll ? "\n\n" + Self.table(unread).text : ""))
    }
    for group in groups {
      var table = MarkdownTable("What", "Before", "After")
      for change in group.changes {
        table.add(
          MarkdownText.escaped(Self.name(change)), MarkdownText.escaped(change.old ?? "none"),
          MarkdownText.escaped(change.new ?? "none"))
      }
      blocks.append("## \(MarkdownText.escaped(group.heading))\n\n" + table.text)
    }
    if changes.isEmpty { blocks.append("The plans are the same.") }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The difference for programs, its members sorted.
  package var json: String {
    JSONValue.object([
      "old": PlanDocument.provenance(old), "new": PlanDocument.provenance(new),
      "isChanged": .bool(hasChanges),
      "catalog": .object([
        "read": .array(read.map(Self.value)),
        "unread": .array((listsAll ? unread : []).map(Self.value)),
        "unreadCount": .number(Double(unread.count)),
      ]),
      "plan": .array(
        changes.map { change in
          .object([
            "subject": .string(change.subject.rawValue), "stage": .optional(change.stage),
            "id": .string(change.id), "old": .optional(change.old), "new": .optional(change.new),
          ])
        }),
    ]).document
  }

  private var title: String {
    let name = new.plan.requirements.name
    return hasChanges
      ? "\(name): \(changes.count) difference\(changes.count == 1 ? "" : "s") in the plan"
      : "\(name): no difference in the plan"
  }

  private var inputs: [String] {
    let answers =
      hasOtherAnswers
      ? "answers \(old.answersFile) \(old.answersDigest) -> \(new.answersFile) \(new.answersDigest)"
      : "answers \(new.answersFile) \(new.answersDigest), the same"
    let catalog =
      old.catalog.digest == new.catalog.digest
      ? "catalog \(new.catalog.digest), the same"
      : "catalog \(old.catalog.digest) -> \(new.catalog.digest)"
    let region =
      old.catalog.region == new.catalog.region
      ? "region \(new.catalog.region)" : "region \(old.catalog.region) -> \(new.catalog.region)"
    return ["  " + answers, "  " + catalog, "  " + region]
  }

  /// `3 prices, 1 source`.
  private var counts: String {
    CatalogChange.Subject.allCases.compactMap { subject in
      let count = unread.count { $0.subject == subject }
      return count == 0 ? nil : "\(count) \(subject.rawValue)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  private struct Group {
    let heading: String
    var changes: [PlanChange]
  }

  /// Changes of the whole plan, then of each stage.
  private var groups: [Group] {
    var groups: [Group] = []
    for change in changes {
      let label =
        change.stage.flatMap { id in
          (new.plan.stages + old.plan.stages).first { $0.definition.id == id }
        }.map { "Stage of \($0.definition.label) users" } ?? "The plan"
      if groups.last?.heading == label {
        groups[groups.count - 1].changes.append(change)
      } else {
        groups.append(Group(heading: label, changes: [change]))
      }
    }
    return groups
  }

  private static func name(_ change: PlanChange) -> String {
    change.id.isEmpty ? change.subject.rawValue : "\(change.subject.rawValue) \(change.id)"
  }

  private func line(_ name: String, _ old: String?, _ new: String?) -> [String] {
    let text =
      switch (old, new) {
      case (nil, let new?): "+ \(name): \(new)"
      case (let old?, nil): "- \(name): \(old)"
      case (let old?, let new?): "~ \(name): \(old) -> \(new)"
      case (nil, nil): name
      }
    return TextWrap.lines(text, width: self.new.textWidth - 6).enumerated().map {
      ($0 == 0 ? "  " : "      ") + $1
    }
  }

  private static func table(_ changes: [CatalogChange]) -> MarkdownTable {
    var table = MarkdownTable("Kind", "What", "Before", "After")
    for change in changes {
      table.add(
        change.subject.rawValue, MarkdownText.code(change.id),
        MarkdownText.escaped(change.old ?? "none"), MarkdownText.escaped(change.new ?? "none"))
    }
    return table
  }

  private static func value(_ change: CatalogChange) -> JSONValue {
    .object([
      "subject": .string(change.subject.rawValue), "id": .string(change.id),
      "old": .optional(change.old), "new": .optional(change.new),
    ])
  }
}
