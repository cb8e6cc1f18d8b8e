import CatalogModel
package import Requirements

/// The JSON Schema (draft-07) of the answer file, made from the questions.
///
/// It is for editors and for programs that write answer files. What it accepts is a little wider
/// than what `tenfold` does, which also checks what no schema can say: that shares add up to 1, that
/// ranges ascend and answers do not contradict each other. Questions that other answers make
/// irrelevant are allowed, as they are in a file, where they draw a warning.
package struct AnswerSchema: Sendable {
  let questionnaire: Questionnaire

  /// The name of the file beside answer files that their modeline names.
  package static let fileName = "tenfold-answers.schema.json"

  package init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
  }

  /// The schema as a document with sorted members.
  package var text: String {
    var properties: JSONMembers = [
      "schemaVersion": .object([
        "description": .string("The version of the format; tenfold migrate rewrites older files."),
        "const": .number(Double(AnswerSheet.schemaVersion)),
      ])
    ]
    for group in questionnaire.groups {
      for (section, questions) in Self.sections(group.questions) {
        properties[section] = Self.section(group, questions, adding: properties[section])
      }
    }
    return JSONValue.object([
      "$schema": .string("http://json-schema.org/draft-07/schema#"),
      "title": .string("Answers for tenfold"),
      "description": .string(
        "What an application must do and how well. Every key but the version is optional: what is "
          + "left out is assumed, and listed as an assumption."),
      "type": .string("object"), "required": .strings(["schemaVersion"]),
      "additionalProperties": .bool(false), "properties": .object(properties),
      "definitions": .object(definitions),
    ]).document
  }

  /// The questions of a group by their section in the file; a table at the top is a section itself.
  private static func sections(_ questions: [Question]) -> [(String, [Question])] {
    var sections: [(name: String, questions: [Question])] = []
    for question in questions {
      let name = String(question.id.prefix { $0 != "." })
      if let index = sections.firstIndex(where: { $0.name == name }) {
        sections[index].questions.append(question)
      } else {
        sections.append((name, [question]))
      }
    }
    return sections
  }

  private static func section(
    _ group: Questionnaire.Group, _ questions: [Question], adding former: JSONValue?
  ) -> JSONValue {
    if questions.count == 1, !questions[0].id.contains(".") {
      return QuestionSchema(questions[0]).value
    }
    var members: JSONMembers = [:]
    if case .object(let old)? = former, case .object(let known)? = old["properties"] {
      members = known
    }
    for question in questions {
      let key = String(question.id.drop { $0 != "." }.dropFirst())
      members[key] = QuestionSchema(question).value
    }
    return .object([
      "title": .string(group.title), "type": .strings(["object", "null"]),
      "additionalProperties": .bool(false), "properties": .object(members),
    ])
  }

  /// The texts that stand for a number, by unit, and what may be said about an answer.
  private var definitions: JSONMembers {
    var definitions: JSONMembers = [
      "confidence": .object([
        "description": .string("Whether the value was measured, or is assumed."),
        "enum": .strings(Answer.Confidence.allCases.map(\.rawValue)),
      ]),
      "note": .object([
        "description": .string("Where the value comes from, in a sentence."),
        "type": .strings(["string", "number", "boolean"]), "minLength": .number(1),
      ]),
      "unknown": .object([
        "description": .string("Takes the default, which is listed as an assumption."),
        "const": .string("unknown"),
      ]),
    ]
    for unit in questionnaire.units {
      definitions[QuantityPattern.name(unit)] = QuantityPattern(unit).definition
    }
    return definitions
  }
}

extension Questionnaire {
  /// The units of its numbers, each once.
  fileprivate var units: [AnswerUnit] {
    func units(_ question: Question) -> [AnswerUnit] {
      switch question.kind {
      case .number(let kind): [kind.unit]
      case .table(let table): table.columns.flatMap(units)
      default: []
      }
    }
    let used = Set(questions.flatMap(units))
    return AnswerUnit.allCases.filter(used.contains)
  }
}
