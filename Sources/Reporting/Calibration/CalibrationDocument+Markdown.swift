import Calibration

extension CalibrationDocument {
  /// For a document.
  package var markdown: String {
    var blocks = ["# Calibration of \(MarkdownText.escaped(answersFile))", origin + "."]
    var files = MarkdownTable("file", "form")
    for source in result.sources {
      files.add(MarkdownText.code(source.file), MarkdownText.escaped(source.kind.title))
    }
    blocks.append(files.text)
    var levels = MarkdownTable(
      "loop", ">clients", ">req/s", ">mean ms", ">busy", ">fitted", ">error")
    for row in self.levels {
      let cells = Self.cells(row)
      levels.add(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6])
    }
    blocks += ["## Levels", levels.text]
    if !estimates.isEmpty {
      var table = MarkdownTable("estimate", "value (95 % interval)", "how")
      for row in estimates { table.add(MarkdownText.escaped(row.name), row.value, row.note) }
      blocks += ["## Estimates", table.text]
    }
    for plot in CalibrationPlots(result: result).all {
      let lines = plot.lines(.ascii, width: 76)
      if !lines.isEmpty { blocks.append("```text\n" + lines.joined(separator: "\n") + "\n```") }
    }
    if !result.predictions.isEmpty {
      var table = MarkdownTable(
        ">clients", ">law req/s", "95 % interval", ">mean ms", ">station req/s", "95 % interval",
        "how")
      for prediction in result.predictions {
        let cells = Self.cells(prediction)
        table.add(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6])
      }
      blocks += ["## Predictions", table.text]
    }
    if !result.findings.isEmpty {
      let items = result.findings.map { finding in
        "- **\(MarkdownText.escaped(MarkdownText.sentence(finding.text)))** "
          + MarkdownText.escaped(MarkdownText.sentence(finding.meaning))
      }
      blocks += ["## What limits this", items.joined(separator: "\n")]
    }
    blocks += ["## Answers", MarkdownText.escaped(outcome)]
    if !difference.isEmpty {
      blocks.append("```diff\n" + difference.joined(separator: "\n") + "\n```")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
