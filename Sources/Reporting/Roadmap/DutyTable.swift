import CapacityPlanning
import Quantities
import Roadmap

/// Who looks after what, as a table and a sentence.
struct DutyTable {
  let matrix: DutyMatrix

  /// The table in Markdown; nothing for a stage without parts to look after.
  var markdown: String {
    guard !matrix.columns.isEmpty else { return "" }
    var table = MarkdownTable(
      columns: ["Duty"] + matrix.columns.map { "\($0.part): \(MarkdownText.escaped($0.title))" })
    for (index, duty) in DutyMatrix.duties.enumerated() {
      table.add(row: [duty.title] + matrix.columns.map { Self.word($0.holders[index]) })
    }
    table.add(
      row: ["**duties of the team** (shared: half) ∑"]
        + matrix.columns.map { "**\(DecimalText.significant($0.customerDuties))**" })
    table.add(
      row: ["**person-days a month** ∑"]
        + matrix.columns.map { "**\(DecimalText.significant($0.days))**" })
    return "**Who looks after what:** \(sentence)\n\n" + table.text
  }

  /// The sentence alone, where the table stands elsewhere.
  var summary: String { matrix.columns.isEmpty ? "" : "**Who looks after what:** \(sentence)" }

  /// What the team's part takes of what it has.
  private var sentence: String {
    let needed = DecimalText.significant(matrix.days)
    let available = DecimalText.significant(matrix.availableDays)
    let verdict = matrix.days > matrix.availableDays ? " **More than there are.**" : ""
    return
      "the team's part takes ∑ \(needed) of the ∑ \(available) person-days a month that it has "
      + "for operations.\(verdict)"
  }

  private static func word(_ holder: DutyMatrix.Holder) -> String {
    switch holder {
    case .customer: "team"
    case .shared: "shared"
    case .aws: "AWS"
    }
  }

  /// The matrix for programs.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("availablePersonDaysPerMonth", matrix.availableDays)
      json.member("columns", each: matrix.columns, Self.column)
      json.member("method", Method.derived.label)
      json.member("neededPersonDaysPerMonth", matrix.days)
    }
  }

  private static func column(_ column: DutyMatrix.Column, to json: inout JSONWriter) {
    let duties = DutyMatrix.duties
    json.object { json in
      json.member("customerDuties", column.customerDuties)
      json.member("holders", named: Self.sorted.map { (duties[$0].key, column.holders[$0]) }) {
        $1.value($0.rawValue)
      }
      json.member("method", Method.derived.label)
      json.member("part", column.part)
      json.member("personDaysPerMonth", column.days)
      json.member("title", column.title)
    }
  }

  /// The duties in the order of their keys.
  private static let sorted = DutyMatrix.duties.indices.sorted {
    DutyMatrix.duties[$0].key < DutyMatrix.duties[$1].key
  }
}
