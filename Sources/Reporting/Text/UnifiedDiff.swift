/// The difference of two texts in the unified format of `diff -u`, with three lines around changes.
package enum UnifiedDiff {
  private static let context = 3
  /// Beyond so many pairs of lines the changed middle is shown as replaced as a whole.
  private static let greatestProduct = 4_000_000

  /// - Parameters:
  ///   - old: Nil where there is no such file.
  ///   - new: Nil where the file would be removed.
  /// - Returns: Empty where nothing differs.
  package static func text(_ path: String, from old: String?, to new: String?) -> String {
    guard old != new else { return "" }
    let before = lines(old)
    let after = lines(new)
    var edits = edits(before, after)
    if edits.allSatisfy({ $0.mark == " " }) {
      // Only the end of the last line differs.
      edits = before.map { Edit(mark: "-", line: $0) } + after.map { Edit(mark: "+", line: $0) }
    }
    let head =
      "--- \(old == nil ? "/dev/null" : "a/\(path)")\n+++ \(new == nil ? "/dev/null" : "b/\(path)")\n"
    return head + hunks(edits)
  }

  private struct Edit {
    let mark: Character
    let line: Substring
  }

  private static func lines(_ text: String?) -> [Substring] {
    guard let text, !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Every line once, in order, marked as kept, removed or added.
  private static func edits(_ old: [Substring], _ new: [Substring]) -> [Edit] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let before = Array(old[head..<(old.count - tail)])
    let after = Array(new[head..<(new.count - tail)])
    var middle: [Edit] = []
    if before.count * after.count > greatestProduct {
      middle = before.map { Edit(mark: "-", line: $0) } + after.map { Edit(mark: "+", line: $0) }
    } else {
      var removed: Set<Int> = []
      var inserted: Set<Int> = []
      for change in after.difference(from: before) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
      }
      var (left, right) = (0, 0)
      while left < before.count || right < after.count {
        if removed.contains(left) {
          middle.append(Edit(mark: "-", line: before[left]))
          left += 1
        } else if inserted.contains(right) {
          middle.append(Edit(mark: "+", line: after[right]))
          right += 1
        } else {
          middle.append(Edit(mark: " ", line: before[left]))
          left += 1
          right += 1
        }
      }
    }
    return old[..<head].map { Edit(mark: " ", line: $0) } + middle
      + old[(old.count - tail)...].map { Edit(mark: " ", line: $0) }
  }

  private static func hunks(_ edits: [Edit]) -> String {
    var result = ""
    var (oldLine, newLine) = (1, 1)
    var index = 0
    while index < edits.count {
      guard let first = edits[index...].firstIndex(where: { $0.mark != " " }) else { break }
      let start = max(index, first - context)
      oldLine += start - index
      newLine += start - index
      var end = first
      // Changes that are near each other stand together.
      while let next = edits[end...].firstIndex(where: { $0.mark != " " }),
        next - end <= 2 * context || next == first
      {
        end = next + 1
        if end >= edits.count { break }
      }
      end = min(edits.count, end + context)
      let hunk = edits[start..<end]
      let removed = hunk.count { $0.mark != "+" }
      let added = hunk.count { $0.mark != "-" }
      result += "@@ -\(range(oldLine, removed)) +\(range(newLine, added)) @@\n"
      for edit in hunk { result += "\(edit.mark)\(edit.line)\n" }
      oldLine += removed
      newLine += added
      index = end
    }
    return result
  }

  private static func range(_ line: Int, _ count: Int) -> String {
    "\(count == 0 ? line - 1 : line)" + (count == 1 ? "" : ",\(count)")
  }
}
