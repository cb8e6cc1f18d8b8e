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
    JSONWriter.document { json in
      json.object { json in
        json.member("base", each: figures.map { ($0, $0.base) }, Self.figure)
        json.member("made") { PlanDocument.provenance(base, to: &$0) }
        json.member("variants", each: Array(variants.indices), variant)
      }
    }.text
  }

  private func variant(_ index: Int, to json: inout JSONWriter) {
    let difference = difference(variants[index])
    json.object { json in
      json.member("figures", each: figures.map { ($0, $0.variants[index]) }, Self.figure)
      json.member("isChanged", difference.hasChanges)
      json.member("name", variants[index].name)
      json.member("plan", each: difference.changes, PlanDifference.change)
      json.member("sets", variants[index].sets)
    }
  }

  private static func figure(
    _ figure: (of: PlanFigure, value: PlanFigure.Value), to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("figure", figure.of.subject.rawValue)
      json.member("text", figure.value.text)
      json.member("value", orNull: figure.value.number)
    }
  }
}
