import Quantities

/// Many plans in one table, with the counts below.
package struct PortfolioSummary: Sendable {
  let rows: [PortfolioRow]
  let version: String

  /// - Parameter rows: In the order of the files.
  package init(_ rows: [PortfolioRow], version: String) {
    self.rows = rows
    self.version = version
  }

  /// That of the worst file: a file that could not be planned before a gate that fails, that before
  /// files that differ.
  package var exitCode: Int {
    let codes = Set(rows.map(\.exitCode))
    for code in [1, 78, 73, 66, 65, 64, 2, 3] where codes.contains(code) { return code }
    return codes.subtracting([0]).min() ?? 0
  }

  package var text: String {
    var table = PlainTable(
      [
        "file", "verdict", "users", "req/s ∑", "p99 ms ≈", "USD/month ∑", "carries ≈", "months",
        "failed gates",
      ],
      rightAligned: [2, 3, 4, 5, 6, 7])
    for row in rows {
      guard let figures = row.figures else {
        table.add([row.file, row.word, "", "", "", "", "", "", ""])
        continue
      }
      table.add([
        row.file, row.word, NumberText.count(figures.users.value),
        figures.requestRate.map { NumberText.count($0.value) } ?? "",
        figures.p99.map(NumberText.milliseconds) ?? "saturated",
        figures.cost.map(NumberText.dollars) ?? "",
        figures.carries.map { NumberText.count($0.value) } ?? "",
        figures.months.map { DecimalText.fixed($0, 1) } ?? "",
        figures.failed.joined(separator: ", "),
      ])
    }
    return (table.lines(width: .max / 2) + ["", counts]).joined(separator: "\n") + "\n"
  }

  private var counts: String {
    let words = ["pass", "fail", "differs"]
    let others = rows.count { !words.contains($0.word) }
    let counted = words.compactMap { word in
      let count = rows.count { $0.word == word }
      return count > 0 || word != "differs" ? "\(count) \(word)" : nil
    }
    let noun = rows.count == 1 ? "file" : "files"
    return "\(rows.count) \(noun): \(counted.joined(separator: ", ")), \(others) not planned; "
      + "∑ \(NumberText.cost(total)) in all."
  }

  private var total: USDPerMonth {
    USDPerMonth(rows.compactMap { $0.figures?.cost?.value }.reduce(0, +))
  }

  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member("exitCode", exitCode)
        json.member("plans", each: rows) { $0.write(to: &$1) }
        json.member("schemaVersion", 1)
        json.member("totals") { json in
          json.object { json in
            json.member("failing", rows.count { $0.exitCode == 2 })
            json.member("files", rows.count)
            json.member("monthlyCostUSD", total.value)
            json.member("notPlanned", rows.count { $0.figures == nil })
            json.member("passing", rows.count { $0.exitCode == 0 })
          }
        }
        json.member("version", version)
      }
    }.text
  }

  package var markdown: String {
    var table = MarkdownTable(
      "File", "Verdict", ">Users", ">Peak req/s ∑", ">p99 ms ≈", ">USD/month ∑", ">Carries ≈",
      ">Months", "Failed gates")
    for row in rows {
      let figures = row.figures
      let word = row.exitCode == 0 ? row.word : "**\(row.word)**"
      table.add(
        MarkdownText.code(row.file), word,
        figures.map { NumberText.count($0.users.value) } ?? "",
        figures?.requestRate.map { NumberText.count($0.value) } ?? "",
        figures?.p99.map(NumberText.milliseconds) ?? "",
        figures?.cost.map(NumberText.dollars) ?? "",
        figures?.carries.map { NumberText.count($0.value) } ?? "",
        figures?.months.map { DecimalText.fixed($0, 1) } ?? "",
        MarkdownText.escaped(figures?.failed.joined(separator: ", ") ?? ""))
    }
    return SizedMarkdown([
      SizedMarkdown.Block(name: "the counts", text: "### Plans\n\n" + MarkdownText.escaped(counts)),
      SizedMarkdown.Block(name: "the table", text: table.text),
    ]).text(within: SizedMarkdown.stepSummary)
  }
}
