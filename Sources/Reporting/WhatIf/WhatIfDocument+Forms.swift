import Quantities
import Requirements
import Roadmap

extension WhatIfDocument {
  /// For a terminal: the figures side by side where they fit, else below each other.
  package var text: String {
    var blocks = [["\(base.plan.requirements.name): what if"], sideBySide]
    for variant in variants {
      let difference = difference(variant)
      var lines = TextWrap.lines(
        "\(variant.name): \(variant.sets.joined(separator: "; "))", width: base.textWidth)
      let sections = difference.sections.filter { Self.topics.contains($0.topic) }
      for section in sections {
        lines.append("  " + section.topic.rawValue)
        lines += section.rows.flatMap { row in
          difference.line(row).map { "  " + $0 }
        }
      }
      if difference.changes.isEmpty { lines.append("  The plan stays the same.") }
      blocks.append(lines)
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var sideBySide: [String] {
    var table = PlainTable(["", "now planned"] + variants.map(\.name))
    for figure in figures {
      table.add(
        [figure.subject.rawValue, figure.base.text] + figure.variants.map(figure.text))
    }
    let lines = table.lines(width: base.textWidth)
    guard lines.contains(where: { $0.count > base.textWidth }) else { return lines }
    // Too wide for columns: each figure with its values below it.
    return figures.flatMap { figure in
      [figure.subject.rawValue, "  now planned: \(figure.base.text)"]
        + zip(variants, figure.variants).map { "  \($0.name): \(figure.text($1))" }
    }
  }

  /// In GitHub-flavored Markdown, short enough for a comment on a pull request.
  package var markdown: String {
    var table = MarkdownTable(
      columns: ["", "now planned"] + variants.map { MarkdownText.escaped($0.name) })
    for figure in figures {
      table.add(
        row: ([figure.subject.rawValue, figure.base.text] + figure.variants.map(figure.text))
          .map(MarkdownText.escaped))
    }
    let title = "# \(MarkdownText.escaped(base.plan.requirements.name)): what if"
    let parts = variants.map { variant in
      let difference = difference(variant)
      let sets = variant.sets.map { "- " + MarkdownText.code($0) }.joined(separator: "\n")
      return CommentDocument(
        head: ["## \(MarkdownText.escaped(variant.name))", sets],
        sections: difference.sections.filter { Self.topics.contains($0.topic) },
        tail: difference.changes.isEmpty ? ["The plan stays the same."] : [],
        level: 3, limit: CommentDocument.limit / (variants.count + 1)
      ).text
    }
    return ([title, table.text] + parts.map { String($0.dropLast()) }).joined(separator: "\n\n")
      + "\n"
  }

  /// For programs, its members sorted.
  package var json: String {
    JSONValue.object([
      "made": PlanDocument.provenance(base),
      "base": Self.figures(figures.map { ($0, $0.base) }),
      "variants": .array(
        variants.enumerated().map { index, variant in
          let difference = difference(variant)
          return .object([
            "name": .string(variant.name), "sets": .strings(variant.sets),
            "figures": Self.figures(figures.map { ($0, $0.variants[index]) }),
            "isChanged": .bool(difference.hasChanges),
            "plan": .array(difference.changes.map(PlanDifference.value)),
          ])
        }),
    ]).document
  }

  private static func figures(_ values: [(PlanFigure, PlanFigure.Value)]) -> JSONValue {
    .array(
      values.map { figure, value in
        .object([
          "figure": .string(figure.subject.rawValue), "text": .string(value.text),
          "value": .optional(value.number),
        ])
      })
  }
}
