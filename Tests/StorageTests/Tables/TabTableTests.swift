import CatalogModel
import Testing

@testable import Storage

@Suite struct TabTableTests {
  /// Reads a table of names and counts.
  private func read(_ text: String) -> (rows: [String], diagnostics: [String]) {
    let context = FileContext()
    let table = TabTable(
      file: "t.tsv", bytes: Array(text.utf8), columns: ["name", "count"], context: context)
    let rows = table.rows { row in "\(row.text(0))=\(row.count(1))" }
    return (rows, context.log.diagnostics.map(\.description))
  }

  @Test func readsRowsAndSkipsComments() {
    let result = read("# note\nname\tcount\na\t1\n# more\nb\t20\n")
    #expect(result.rows == ["a=1", "b=20"])
    #expect(result.diagnostics == [])
  }

  @Test func readsALastLineWithoutItsEnd() {
    #expect(read("name\tcount\na\t1").rows == ["a=1"])
  }

  @Test(arguments: [
    ("", "t.tsv: error: the table is empty"),
    ("# only\n", "t.tsv: error: the table is empty"),
    ("name\tcount\n\na\t1\n", "t.tsv:2:1: error: empty line"),
    ("name\tcount\na\tb\n", "t.tsv:2:3: error: count: `b` is not a number from 0"),
    ("name\tcount\na\t1.5\n", "t.tsv:2:3: error: count: `1.5` is not a whole number from 1"),
    ("name\tcount\na\t0\n", "t.tsv:2:3: error: count: `0` is not a whole number from 1"),
    ("name\tcount\n\t1\n", "t.tsv:2:1: error: name: the cell has no value"),
    ("name\tcount\n-\t1\n", "t.tsv:2:1: error: name: the cell has no value"),
    (
      "name\tcount\na\t1\t\n",
      "t.tsv:2:1: error: the row has 3 cells, the header 2\n"
        + "  help: separate cells with one tab, and write `-` where there is no value"
    ),
    (
      "#source\ta\tb\n\nname\tcount\n",
      "t.tsv:1:1: error: not a source line\n"
        + "  help: write #source, a name, the source's id, its date and its confidence"
    ),
  ])
  func reports(_ text: String, _ expected: String) {
    #expect(read(text).diagnostics.first == expected)
  }

  @Test func leavesOutOnlyTheBadRow() {
    let result = read("name\tcount\na\tx\nb\t2\nc\ty\n")
    #expect(result.rows == ["b=2"])
    #expect(result.diagnostics.count == 2)
  }
}
