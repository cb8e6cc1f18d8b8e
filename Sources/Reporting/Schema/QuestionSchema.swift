import CatalogModel
import Quantities
import Requirements

/// The schema of one question, or of one column of a table.
struct QuestionSchema {
  let question: Question

  init(_ question: Question) {
    self.question = question
  }

  /// The answer as it stands, or with its confidence and a note; or `unknown`.
  var value: JSONValue {
    var forms = plain
    forms.append(
      .object([
        "type": .string("object"), "required": .strings(["value"]),
        "additionalProperties": .bool(false),
        "properties": .object([
          "value": .object(["anyOf": .array(plain + [Self.unknown])]),
          "confidence": .object(["$ref": .string("#/definitions/confidence")]),
          "note": .object(["$ref": .string("#/definitions/note")]),
        ]),
      ]))
    forms.append(Self.unknown)
    return .object([
      "title": .string(question.ask), "description": .string(description),
      "anyOf": .array(forms),
    ])
  }

  private static let unknown = JSONValue.object(["$ref": .string("#/definitions/unknown")])

  /// Why it is asked, in which unit and within which limits, and what holds without an answer.
  private var description: String {
    var sentences = [question.why]
    if case .number(let kind) = question.kind {
      let least = AnswerFormatter.number(kind.least, in: kind.unit)
      let greatest = AnswerFormatter.number(kind.greatest, in: kind.unit)
      let unit =
        kind.unit.symbol.isEmpty ? "" : " A number without a unit is in \(kind.unit.symbol)."
      sentences.append("From \(least) to \(greatest).\(unit)")
    }
    if !question.when.isEmpty {
      let signals = question.when.map(\.signal).joined(separator: " and ")
      sentences.append("Asked depending on \(signals).")
    }
    let fallback: String =
      switch question.fallback {
      case .value(let value): AnswerFormatter.text(value, for: question) + ", "
      case .fact(let id, let selector): "the catalog's \(id) by \(selector), "
      case .each(let share, let id):
        "\(AnswerFormatter.text(.number(share), for: question)) for each of \(id), "
      case .answer(let id): "that of \(id), "
      case .columns(let ids): ids.joined(separator: " and ") + ", "
      case nil: ""
      }
    sentences.append("Without an answer: \(fallback)\(question.reason).")
    return sentences.joined(separator: " ")
  }

  /// The forms of an answer without anything around it.
  private var plain: [JSONValue] {
    switch question.kind {
    case .number(let kind): number(kind)
    case .choice(let choices): [.object(["enum": .strings(choices.map(\.id))])]
    case .choices(let choices): self.choices(choices)
    case .flag: [.object(["type": .string("boolean")])]
    case .slug(let longest): [Self.slug(longest)]
    case .slugs(let longest):
      [
        .object([
          "type": .string("array"), "uniqueItems": .bool(true), "items": Self.slug(longest),
        ]),
        .object([
          "type": .string("string"),
          "pattern": .string("^(none|[a-z][a-z0-9-]*( *, *[a-z][a-z0-9-]*)*)?$"),
        ]),
      ]
    case .line(let longest):
      [
        .object([
          "type": .strings(["string", "number", "boolean"]), "minLength": .number(1),
          "maxLength": .number(Double(longest)),
        ])
      ]
    case .date:
      [
        .object([
          "type": .string("string"),
          "pattern": .string("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
        ])
      ]
    case .table(let table): [rows(table)]
    }
  }

  /// A name of lower-case letters, digits and hyphens.
  private static func slug(_ longest: Int) -> JSONValue {
    .object([
      "type": .string("string"), "maxLength": .number(Double(longest)),
      "pattern": .string("^[a-z]([a-z0-9-]*[a-z0-9])?$"),
    ])
  }

  private func number(_ kind: NumberKind) -> [JSONValue] {
    let amount: JSONValue = .object([
      "type": .string(kind.isInteger ? "integer" : "number"), "minimum": .number(kind.least),
      "maximum": .number(kind.greatest),
    ])
    let text = JSONValue.object([
      "$ref": .string("#/definitions/" + QuantityPattern.name(kind.unit))
    ])
    let bound = JSONValue.object(["anyOf": .array([amount, text])])
    let range = JSONValue.object([
      "description": .string("A range: the least, the likely and the greatest value."),
      "type": .string("object"), "required": .strings(["low", "likely", "high"]),
      "additionalProperties": .bool(false),
      "properties": .object(["low": bound, "likely": bound, "high": bound]),
    ])
    let unlimited: [JSONValue] =
      question.isLimit ? [.object(["const": .string("unlimited")])] : []
    return [amount, text, range] + unlimited
  }

  private func choices(_ choices: [Choice]) -> [JSONValue] {
    let ids = choices.map(\.id)
    let one = "(" + ids.joined(separator: "|") + ")"
    return [
      .object([
        "type": .string("array"), "uniqueItems": .bool(true),
        "items": .object(["enum": .strings(ids)]),
      ]),
      .object([
        "type": .string("string"), "pattern": .string("^(none|\(one)( *, *\(one))*)?$"),
      ]),
    ]
  }

  private func rows(_ table: TableKind) -> JSONValue {
    let columns = Dictionary(
      table.columns.map { ($0.id, QuestionSchema($0).value) }, uniquingKeysWith: { $1 })
    return .object([
      "type": .string("array"), "minItems": .number(Double(table.leastRows)),
      "maxItems": .number(Double(table.greatestRows)),
      "items": .object([
        "title": .string(table.rowName), "type": .string("object"),
        "additionalProperties": .bool(false), "properties": .object(JSONMembers(columns)),
      ]),
    ])
  }
}
