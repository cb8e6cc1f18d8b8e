import Foundation

/// The published rules of a custom lens, read from "Lens format specification in AWS WA Tool" and
/// checked without the code that writes one.
enum LensRules {
  /// What a lens breaks; empty for a valid one.
  static func problems(_ data: Data) -> [String] {
    guard data.count <= 500_000 else { return ["the lens has \(data.count) bytes"] }
    guard let lens = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      return ["the lens is no JSON object"]
    }
    var found = unknown(lens, ["schemaVersion", "name", "description", "pillars"], "lens")
    if lens["schemaVersion"] as? String != "2021-11-01" { found.append("lens: schemaVersion") }
    found += text(lens["name"], 128, "lens: name") + text(lens["description"], 2048, "lens: text")
    let pillars = objects(lens["pillars"])
    if !(1...10).contains(pillars.count) { found.append("lens: \(pillars.count) pillars") }
    found += unique(pillars, "pillars")
    found += unique(pillars.flatMap { objects($0["questions"]) }, "questions")
    for pillar in pillars { found += self.pillar(pillar) }
    return found
  }

  private static func pillar(_ pillar: [String: Any]) -> [String] {
    let name = pillar["id"] as? String ?? "?"
    var found = unknown(pillar, ["id", "name", "questions"], name)
    found += id(pillar, name) + text(pillar["name"], 128, "\(name): name")
    let questions = objects(pillar["questions"])
    if !(1...20).contains(questions.count) {
      found.append("\(name): \(questions.count) questions")
    }
    for question in questions { found += self.question(question) }
    return found
  }

  private static func question(_ question: [String: Any]) -> [String] {
    let name = question["id"] as? String ?? "?"
    var found = unknown(
      question, ["id", "title", "description", "helpfulResource", "choices", "riskRules"], name)
    found += id(question, name) + text(question["title"], 128, "\(name): title")
    if let description = question["description"] {
      found += text(description, 2048, "\(name): description")
    }
    found += resource(question["helpfulResource"], "\(name): helpfulResource")
    let choices = objects(question["choices"])
    if !(1...15).contains(choices.count) { found.append("\(name): \(choices.count) choices") }
    found += unique(choices, "\(name): choices")
    for choice in choices { found += self.choice(choice) }
    return found
      + rules(objects(question["riskRules"]), Set(choices.compactMap { $0["id"] as? String }), name)
  }

  private static func choice(_ choice: [String: Any]) -> [String] {
    let name = choice["id"] as? String ?? "?"
    var found = unknown(
      choice, ["id", "title", "helpfulResource", "improvementPlan", "additionalResources"], name)
    found += id(choice, name) + text(choice["title"], 128, "\(name): title")
    found += resource(choice["helpfulResource"], "\(name): helpfulResource")
    found += resource(choice["improvementPlan"], "\(name): improvementPlan")
    if choice["improvementPlan"] == nil, !name.hasSuffix("_no") {
      found.append("\(name): no improvementPlan")
    }
    return found
  }

  private static func rules(
    _ rules: [[String: Any]], _ choices: Set<String>, _ name: String
  ) -> [String] {
    var found: [String] = []
    if !(1...3).contains(rules.count) { found.append("\(name): \(rules.count) risk rules") }
    let risks = rules.compactMap { $0["risk"] as? String }
    if Set(risks).count != rules.count { found.append("\(name): two rules for one level") }
    if !Set(risks).isSubset(of: ["HIGH_RISK", "MEDIUM_RISK", "NO_RISK"]) {
      found.append("\(name): an unknown risk")
    }
    let conditions = rules.map { $0["condition"] as? String ?? "" }
    if conditions.count(where: { $0 == "default" }) != 1 { found.append("\(name): no default") }
    if conditions.last != "default" { found.append("\(name): rules after the default") }
    for condition in conditions where condition != "default" {
      if !Condition(condition, choices).isValid { found.append("\(name): `\(condition)`") }
    }
    return found
  }

  private static func resource(_ value: Any?, _ name: String) -> [String] {
    guard let value else { return [] }
    guard let resource = value as? [String: Any] else { return ["\(name): no object"] }
    var found = unknown(resource, ["displayText", "url"], name)
    found += text(resource["displayText"], 2048, "\(name): displayText")
    if let url = resource["url"] as? String, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      found.append("\(name): url")
    }
    return found
  }

  private static func id(_ object: [String: Any], _ name: String) -> [String] {
    let isValid = (object["id"] as? String)?.wholeMatch(of: /[A-Za-z0-9_]{3,128}/) != nil
    return isValid ? [] : ["\(name): id"]
  }

  private static func text(_ value: Any?, _ most: Int, _ name: String) -> [String] {
    guard let text = value as? String, !text.isEmpty, text.unicodeScalars.count <= most else {
      return [name]
    }
    return []
  }

  private static func unknown(
    _ object: [String: Any], _ known: Set<String>, _ name: String
  ) -> [String] {
    Set(object.keys).subtracting(known).sorted().map { "\(name): unknown member \($0)" }
  }

  private static func unique(_ objects: [[String: Any]], _ name: String) -> [String] {
    let ids = objects.compactMap { $0["id"] as? String }
    return Set(ids).count == ids.count ? [] : ["\(name): two with one id"]
  }

  private static func objects(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  /// A Boolean expression of choices: `&&`, `||`, `!` and parentheses.
  private struct Condition {
    private var tokens: [Substring]
    private let choices: Set<String>
    private(set) var isValid = false

    init(_ text: String, _ choices: Set<String>) {
      self.choices = choices
      tokens = text.matches(of: /&&|\|\||!|\(|\)|[A-Za-z0-9_]+|\S/).map(\.output)
      isValid = expression() && tokens.isEmpty
    }

    private mutating func expression() -> Bool {
      guard term() else { return false }
      while let next = tokens.first, next == "&&" || next == "||" {
        tokens.removeFirst()
        guard term() else { return false }
      }
      return true
    }

    private mutating func term() -> Bool {
      guard !tokens.isEmpty else { return false }
      let token = tokens.removeFirst()
      if token == "!" { return term() }
      guard token == "(" else { return choices.contains(String(token)) }
      guard expression(), tokens.first == ")" else { return false }
      tokens.removeFirst()
      return true
    }
  }
}
