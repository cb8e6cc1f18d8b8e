import OrderedCollections
import Requirements

/// The edits that change answers in the text of one file.
struct AnswerFileEdit {
  var edits: TextEdits
  private let entries: [YAMLEntry]
  private let isFlow: Bool
  /// Lines to add at the end, by section; the sections that the file does not have yet.
  private var appended: OrderedDictionary<String, [String]> = [:]

  init?(_ text: String, _ root: YAMLNode) {
    guard case .mapping(let entries) = root.content else { return nil }
    edits = TextEdits(text)
    self.entries = entries
    isFlow = NodeSpan(root, in: edits)?.isFlow ?? false
  }

  /// The text after all changes.
  var text: String {
    var text = edits.edited
    for (_, lines) in appended {
      if !text.hasSuffix("\n") { text += "\n" }
      text += lines.joined(separator: "\n") + "\n"
    }
    return text
  }

  /// Changes one answer; nil stands for no answer.
  mutating func change(_ question: Question, from old: Answer?, to new: Answer?) {
    guard old != new else { return }
    let parts = question.idParts
    let section = entries.first { $0.key == parts.section }
    guard let key = parts.key else {
      changeTable(question, section, from: old, to: new)
      return
    }
    let line = new.map { AnswerText.line($0, for: question) } ?? "unknown"
    guard let section else {
      guard new != nil else { return }
      appended[parts.section, default: ["", "\(parts.section):"]].append("  \(key): \(line)")
      return
    }
    guard case .mapping(let children) = section.value.content else {
      insert("\(key): \(line)", key: key, in: section, after: nil, indent: 2)
      return
    }
    if let child = children.first(where: { $0.key == key }) {
      replaceValue(child, with: line, inFlow: isFlow(section.value))
    } else if new != nil {
      if isFlow(section.value) {
        insertInFlow("\(key): \(line)", section.value, isEmpty: children.isEmpty)
      } else {
        insert(
          "\(key): \(line)", key: key, in: section, after: section.value,
          indent: (children.first?.keyPosition.column ?? 3) - 1)
      }
    }
  }

  /// Replaces the value of an entry by a text of one line.
  mutating func replaceValue(_ entry: YAMLEntry, with text: String, inFlow: Bool) {
    guard let span = NodeSpan(entry.value, in: edits, inFlow: inFlow) else { return }
    var range = span.range
    // A block collection begins on a later line than its key.
    if entry.value.position.line != entry.keyPosition.line, let colon = colon(entry) {
      range = (colon + 1)..<range.upperBound
      keepComments(of: range, above: entry)
      edits.replace(range, with: " " + text)
    } else {
      keepComments(of: range, above: entry)
      edits.replace(range, with: text)
    }
  }

  /// Puts the comments inside a value that is written anew above its key, in their order.
  private mutating func keepComments(of range: Range<Int>, above entry: YAMLEntry) {
    let comments = CommentScan.comments(in: range, of: edits.scalars)
    guard !comments.isEmpty else { return }
    let line = edits.line(entry.keyPosition.line)
    let indent = String(repeating: " ", count: entry.keyPosition.column - 1)
    edits.insert(comments.map { indent + $0 + "\n" }.joined(), at: line.lowerBound)
  }

  /// Adds an entry before the closing brace or bracket of a flow collection.
  mutating func insertInFlow(_ text: String, _ node: YAMLNode, isEmpty: Bool) {
    guard let span = NodeSpan(node, in: edits) else { return }
    var end = span.range.upperBound - 1
    while end > span.range.lowerBound + 1, [" ", "\n", "\r"].contains(edits.scalars[end - 1]) {
      end -= 1
    }
    edits.insert((isEmpty ? "" : ", ") + text, at: end)
  }

  func isFlow(_ node: YAMLNode) -> Bool { NodeSpan(node, in: edits)?.isFlow ?? false }

  private func colon(_ entry: YAMLEntry) -> Int? {
    guard let start = edits.offset(entry.keyPosition) else { return nil }
    let end = edits.lineEnd(start)
    return (start..<end).first { offset in
      edits.scalars[offset] == ":" && (offset + 1 == end || edits.scalars[offset + 1] == " ")
    }
  }

  /// Adds a line to a section: for its commented default, or after the section's last answer.
  private mutating func insert(
    _ text: String, key: String, in section: YAMLEntry, after node: YAMLNode?, indent: Int
  ) {
    for number
      in (section.keyPosition.line + 1)..<max(edits.lineCount, section.keyPosition.line + 1)
    {
      let range = edits.line(number)
      let line = edits.text(range)
      if let first = line.first, first != " ", first != "#" { break }
      let uncommented = line.drop { $0 == " " }
      guard line.hasPrefix(" "), uncommented.hasPrefix("# \(key): ") else { continue }
      let own = node == nil ? line.count - uncommented.count : indent
      edits.replace(range, with: String(repeating: " ", count: own) + text)
      return
    }
    let anchor = node.flatMap { NodeSpan($0, in: edits)?.range.upperBound }
    guard let offset = anchor ?? edits.offset(section.keyPosition) else { return }
    edits.insert(
      "\n" + String(repeating: " ", count: indent) + text, at: edits.lineEnd(offset))
  }

  private mutating func changeTable(
    _ question: Question, _ entry: YAMLEntry?, from old: Answer?, to new: Answer?
  ) {
    guard let entry else {
      if let new { addTable(question, new) }
      return
    }
    guard let new else {
      replaceValue(entry, with: "unknown", inFlow: isFlow)
      return
    }
    if changeRows(question, entry, from: old, to: new) { return }
    let lines = AnswerText.block(question.id, new, for: question)
    guard lines.count > 1, !isFlow, let colon = colon(entry),
      let span = NodeSpan(entry.value, in: edits)
    else {
      replaceValue(entry, with: AnswerText.line(new, for: question), inFlow: isFlow)
      return
    }
    keepComments(of: (colon + 1)..<span.range.upperBound, above: entry)
    edits.replace(
      (colon + 1)..<span.range.upperBound, with: "\n" + lines.dropFirst().joined(separator: "\n"))
  }

  private mutating func addTable(_ question: Question, _ new: Answer) {
    let lines = AnswerText.block(question.id, new, for: question)
    for number in 1...edits.lineCount where edits.text(edits.line(number)) == "# \(question.id):" {
      var last = number
      while last < edits.lineCount, edits.text(edits.line(last + 1)).hasPrefix("#   ") { last += 1 }
      let range = edits.line(number).lowerBound..<edits.line(last).upperBound
      edits.replace(range, with: lines.joined(separator: "\n"))
      return
    }
    appended[question.id] = [""] + lines
  }
}
