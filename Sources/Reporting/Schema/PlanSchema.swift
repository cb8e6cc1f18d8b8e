/// The JSON Schema (draft-07) of `plan.json`.
///
/// It is strict: what it does not name is not allowed, so that a renamed member is found. Numbers carry
/// their units as descriptions, from the table that `plan.json` itself brings along.
package struct PlanSchema: Sendable {
  package init() {}

  /// The schema as a document with sorted members.
  package var text: String {
    var document = Self.object(PlanMembers.plan)
    document["$schema"] = .string("http://json-schema.org/draft-07/schema#")
    document["title"] = .string("Plan of tenfold")
    document["description"] = .string(
      "What `tenfold plan FILE --out DIR` writes as plan.json. The member `units` names the unit of "
        + "every number; numbers without an entry have their unit in the member `unit` beside them."
    )
    document["definitions"] = .object(
      JSONMembers(PlanMembers.definitions.mapValues { .object(Self.object($0)) }))
    return JSONValue.object(document).document
  }

  /// An object from its members as `PlanMembers` writes them.
  private static func object(_ text: String) -> JSONMembers {
    let members = text.split(whereSeparator: \.isWhitespace).map(PlanMember.init)
    return [
      "type": .string("object"), "additionalProperties": .bool(false),
      "required": .strings(members.filter { !$0.isOptional }.map(\.name).sorted()),
      "properties": .object(
        JSONMembers(members.map { ($0.name, $0.schema) })),
    ]
  }
}

/// A member of an object of `plan.json`: `name:type`, `name?:type` where it may be missing.
///
/// A type is `string`, `number`, `boolean`, `map` (texts by name) or the name of a definition; `[]` makes
/// lists of it, and `|null` allows null.
struct PlanMember {
  let name: String
  let isOptional: Bool
  private let type: Substring

  init(_ text: Substring) {
    let parts = text.split(separator: ":", maxSplits: 1)
    let name = parts.first ?? ""
    isOptional = name.last == "?"
    self.name = String(isOptional ? name.dropLast() : name)
    type = parts.last ?? ""
  }

  var schema: JSONValue {
    var type = type
    let isNullable = type.hasSuffix("|null")
    if isNullable { type = type.dropLast(5) }
    var depth = 0
    while type.hasSuffix("[]") {
      type = type.dropLast(2)
      depth += 1
    }
    var schema = Self.base(type, name: name)
    for _ in 0..<depth { schema = ["type": .string("array"), "items": .object(schema)] }
    guard isNullable else { return .object(schema) }
    if depth == 0, case .string(let plain)? = schema["type"], plain != "object" {
      schema["type"] = .strings([plain, "null"])
      return .object(schema)
    }
    return .object(["anyOf": .array([.object(schema), .object(["type": .string("null")])])])
  }

  private static func base(_ type: Substring, name: String) -> JSONMembers {
    switch type {
    case "string", "boolean": return ["type": .string(String(type))]
    case "number":
      let unit = MemberUnits.byName[name]
      guard let unit else { return ["type": .string("number")] }
      return ["type": .string("number"), "description": .string("Unit: \(unit).")]
    case "map":
      return [
        "type": .string("object"), "additionalProperties": .object(["type": .string("string")]),
      ]
    default: return ["$ref": .string("#/definitions/\(type)")]
    }
  }
}
