/// A custom lens of the Well-Architected Tool: questions with choices, and how much risk the choices
/// that were taken leave.
///
/// Format: "Lens format specification in AWS WA Tool", schemaVersion 2021-11-01. Its limits are
/// `Lens.Limit`.
struct Lens {
  static let schemaVersion = "2021-11-01"

  /// What the specification allows at most.
  enum Limit {
    static let pillars = 10
    static let questions = 20
    static let choices = 15
    /// Characters of names, titles and ids.
    static let name = 128
    /// Characters of descriptions and texts.
    static let text = 2048
    /// Bytes of the whole lens.
    static let bytes = 500_000
  }

  enum Risk: String {
    case high = "HIGH_RISK"
    case medium = "MEDIUM_RISK"
    case none = "NO_RISK"
  }

  struct Pillar {
    let id: String
    let name: String
    var questions: [Question]
  }

  struct Question {
    let id: String
    let title: String
    let description: String
    let choices: [Choice]
    /// In the order in which they are tried; the risk where none holds comes last.
    let rules: [(condition: String, risk: Risk)]
    let otherwise: Risk
  }

  struct Choice {
    let id: String
    let title: String
    /// What to know about it; nil for nothing.
    let help: String?
    /// What to do where it was not chosen; nil only for `none of these`.
    let improvement: String?
  }

  let name: String
  let description: String
  let pillars: [Pillar]

  /// The lens as the tool imports it; pillars without questions are left out.
  var json: String {
    JSONValue.object([
      "schemaVersion": .string(Self.schemaVersion), "name": .string(name),
      "description": .string(description),
      "pillars": .array(pillars.filter { !$0.questions.isEmpty }.map(Self.value)),
    ]).document
  }

  private static func value(_ pillar: Pillar) -> JSONValue {
    .object([
      "id": .string(pillar.id), "name": .string(pillar.name),
      "questions": .array(pillar.questions.map(value)),
    ])
  }

  private static func value(_ question: Question) -> JSONValue {
    let rules = question.rules + [("default", question.otherwise)]
    return .object([
      "id": .string(question.id), "title": .string(question.title),
      "description": .string(question.description),
      "choices": .array(question.choices.map(value)),
      "riskRules": .array(
        rules.map { rule in
          .object(["condition": .string(rule.condition), "risk": .string(rule.risk.rawValue)])
        }),
    ])
  }

  private static func value(_ choice: Choice) -> JSONValue {
    var members: JSONMembers = ["id": .string(choice.id), "title": .string(choice.title)]
    if let help = choice.help {
      members["helpfulResource"] = .object(["displayText": .string(help)])
    }
    if let improvement = choice.improvement {
      members["improvementPlan"] = .object(["displayText": .string(improvement)])
    }
    return .object(members)
  }
}
