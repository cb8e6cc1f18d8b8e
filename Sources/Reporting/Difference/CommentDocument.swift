/// A difference as a comment on a pull request, which holds at most 65,536 characters.
///
/// What does not fit is left out by topic, the least important first, and said to be: never cut in
/// the middle of a table. Bytes are counted, of which there are no fewer than characters.
struct CommentDocument {
  /// The most that a comment of GitHub holds.
  static let limit = 65_536

  let head: [String]
  let sections: [DifferenceSection]
  let tail: [String]
  /// The level of the headings of topics.
  var level = 2
  /// The most that it may have, in bytes.
  var limit = CommentDocument.limit

  var text: String {
    var kept = sections
    var dropped: [DifferenceSection] = []
    for topic in DifferenceSection.Topic.expendable {
      let text = document(kept, dropped: dropped, rows: nil)
      if text.utf8.count <= limit || kept.count == 1 { break }
      dropped += kept.filter { $0.topic == topic }
      kept.removeAll { $0.topic == topic }
    }
    let whole = document(kept, dropped: dropped, rows: nil)
    guard whole.utf8.count > limit else { return whole }
    // Even the most important topic is too long: its first rows remain.
    var least = 0
    var greatest = kept.first?.rows.count ?? 0
    while least < greatest {
      let middle = (least + greatest + 1) / 2
      if document(kept, dropped: dropped, rows: middle).utf8.count <= limit {
        least = middle
      } else {
        greatest = middle - 1
      }
    }
    return document(kept, dropped: dropped, rows: least)
  }

  /// The document with these topics, of each at most a number of rows.
  private func document(
    _ kept: [DifferenceSection], dropped: [DifferenceSection], rows most: Int?
  ) -> String {
    var left = dropped.map { "\($0.topic.rawValue) (\($0.count))" }
    var blocks: [String] = []
    for section in kept {
      let shown = most.map { Array(section.rows.prefix($0)) } ?? section.rows
      if shown.count < section.rows.count {
        left.append(
          "\(section.rows.count - shown.count) of \(section.count) of \(section.topic.rawValue)")
      }
      blocks.append(block(section, shown))
    }
    let note =
      left.isEmpty
      ? []
      : [
        "> Left out, so that this fits a comment of 65,536 characters: "
          + "\(left.joined(separator: ", ")). The forms text and json of `tenfold diff` have all."
      ]
    return (head + note + blocks + tail).joined(separator: "\n\n") + "\n"
  }

  private func block(_ section: DifferenceSection, _ rows: [DifferenceSection.Row]) -> String {
    let marks = String(repeating: "#", count: level)
    var parts = ["\(marks) \(MarkdownText.escaped(section.topic.rawValue))"]
    if let remark = section.remark { parts.append(MarkdownText.escaped(remark)) }
    if !rows.isEmpty {
      let isPlaced = rows.contains { !$0.at.isEmpty }
      var table =
        isPlaced
        ? MarkdownTable("What", "Where", "Before", "After")
        : MarkdownTable("What", "Before", "After")
      for row in rows {
        let what = MarkdownText.escaped(row.what)
        let old = MarkdownText.escaped(row.old ?? "none")
        let new = MarkdownText.escaped(row.new ?? "none")
        if isPlaced {
          table.add(what, MarkdownText.escaped(row.at), old, new)
        } else {
          table.add(what, old, new)
        }
      }
      parts.append(table.text)
    }
    return parts.joined(separator: "\n\n")
  }
}
