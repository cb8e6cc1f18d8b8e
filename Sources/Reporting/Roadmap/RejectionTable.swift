import OptionScoring

/// The options that constraints rule out, a row for each failed constraint.
struct RejectionTable {
  let decision: Decision

  /// The table; empty without rejections.
  var markdown: String {
    guard !decision.rejections.isEmpty else { return "" }
    var table = MarkdownTable("Ruled out", "Why", "Rule", "Required", "Observed")
    for rejection in decision.rejections {
      table.add(
        MarkdownText.escaped(decision.title(rejection.option)),
        MarkdownText.escaped(MarkdownText.sentence(rejection.text)), rejection.rule ?? "",
        MarkdownText.escaped(rejection.required), MarkdownText.escaped(rejection.observed))
    }
    return table.text
  }
}
