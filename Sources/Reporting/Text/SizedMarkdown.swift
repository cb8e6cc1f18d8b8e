/// Markdown that must not grow beyond a size: blocks in order of weight, of which the last are left
/// out, and said to be, where all do not fit.
///
/// Bytes are counted, of which there are no fewer than characters.
struct SizedMarkdown {
  /// A part that stands or falls as a whole.
  struct Block {
    /// What a remark calls it, where it is left out.
    let name: String
    let text: String
  }

  /// The most that a comment on GitHub or GitLab's smaller kin holds, in characters.
  static let comment = 65_536
  /// The most that GitHub shows of a step's summary, in bytes (1 MiB).
  static let stepSummary = 1_048_576

  let blocks: [Block]

  init(_ blocks: [Block]) {
    self.blocks = blocks.filter { !$0.text.isEmpty }
  }

  /// Everything.
  var text: String { joined(blocks.map(\.text)) }

  /// As many of the first blocks as fit; a first block that is too long by itself is cut at the end
  /// of a line.
  func text(within limit: Int) -> String {
    let whole = text
    guard whole.utf8.count > limit else { return whole }
    var kept = blocks
    var left: [String] = []
    while kept.count > 1 {
      left.insert(kept.removeLast().name, at: 0)
      let text = joined(kept.map(\.text) + [Self.remark(left, limit)])
      if text.utf8.count <= limit { return text }
    }
    let remark = Self.remark(left + ["the rest of \(kept.first?.name ?? "it")"], limit)
    var lines: [Substring] = []
    var size = remark.utf8.count + 4
    for line in (kept.first?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      size += line.utf8.count + 1
      if size > limit { break }
      lines.append(line)
    }
    return joined([lines.joined(separator: "\n"), remark])
  }

  private static func remark(_ left: [String], _ limit: Int) -> String {
    "> Left out, so that this stays below \(limit) bytes: \(left.joined(separator: ", "))."
  }

  private func joined(_ texts: [String]) -> String { texts.joined(separator: "\n\n") + "\n" }
}
