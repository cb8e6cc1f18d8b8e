import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import TestSupport

/// Random but possible answers to the questions of a questionnaire.
struct RandomSheets {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A sheet in the order of the questionnaire; each question is answered with probability `share`.
  mutating func sheet(_ questionnaire: Questionnaire, share: Double) -> AnswerSheet {
    var sheet = AnswerSheet()
    for question in questionnaire.questions where random.uniform(0...1) < share {
      sheet.answers[question.id] = answer(question)
    }
    return sheet
  }

  mutating func answer(_ question: Question) -> Answer {
    let value = value(question.kind)
    guard Int.random(in: 0..<5, using: &random) == 0 else { return Answer(value) }
    let notes = ["a note", "it's \"quoted\": [a, b] # no comment", "zwölf\nLines\t\\", nil]
    return Answer(
      value, confidence: Answer.Confidence.allCases.randomElement(using: &random),
      note: notes.randomElement(using: &random) ?? nil)
  }

  private mutating func value(_ kind: QuestionKind) -> AnswerValue {
    switch kind {
    case .number(let kind): .number(estimate(kind))
    case .choice(let choices): .choice(choices.randomElement(using: &random)?.id ?? "")
    case .choices(let choices):
      .choices(choices.map(\.id).filter { _ in Bool.random(using: &random) })
    case .flag: .flag(Bool.random(using: &random))
    case .slugs: .choices([["a", "b-2"], []].randomElement(using: &random) ?? [])
    case .slug:
      .text(["shop", "null", "true", "no", "y", "a-1", "on"].randomElement(using: &random) ?? "a")
    case .line:
      .text(
        ["Ada", "it's \"quoted\": [a, b] # no comment", "12", "true", "zwölf \\ {x}"]
          .randomElement(using: &random) ?? "a")
    case .date: .text(["2026-12-31", "2028-02-29"].randomElement(using: &random) ?? "2027-01-01")
    case .table(let table):
      .rows((0..<Int.random(in: table.leastRows...4, using: &random)).map { _ in row(table) })
    }
  }

  private mutating func row(_ table: TableKind) -> AnswerRow {
    var row: AnswerRow = [:]
    for column in table.columns where Bool.random(using: &random) {
      row[column.id] = answer(column)
    }
    return row
  }

  private mutating func estimate(_ kind: NumberKind) -> Estimate {
    var values = (0..<3).map { _ in number(kind) }
    values.sort()
    return Bool.random(using: &random)
      ? Estimate(values[1]) : Estimate(low: values[0], likely: values[1], high: values[2])
  }

  private mutating func number(_ kind: NumberKind) -> Double {
    let widths: [Double] = [1, 10, 1e4, 1e10]
    let width = widths.randomElement(using: &random) ?? 1
    let greatest = min(kind.greatest, kind.least + width)
    let number = random.uniform(kind.least...greatest)
    let rounded = (number * 1000).rounded() / 1000
    if kind.isInteger { return number.rounded() }
    return Bool.random(using: &random) && rounded >= kind.least ? min(rounded, greatest) : number
  }
}
