/// What stands for every decision, and for the present users, in the columns of the policy.
enum PolicyWords {
  /// Tables that say something only where they have rows.
  static let tables: Set<String> = ["weights", "gates", "waivers", "places"]
  static let everyDecision = "all"
  static let present = "present"
}

extension Priority {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    let decision = try row.choice("decision")
    self.init(
      decision: decision == PolicyWords.everyDecision ? nil : decision,
      criterion: try row.text("criterion"), factor: try row.number("times"))
  }
}

extension GateRule {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    guard let measure = Measure(rawValue: try row.choice("measure")),
      let level = GateLevel(rawValue: try row.choice("level"))
    else { throw MissingQuestion(id: "gates.measure") }
    var stage: String?
    if row.values["stage"] != nil {
      let named = try row.choice("stage")
      stage = named == PolicyWords.present ? nil : named
    }
    self.init(
      name: try row.text("name"), measure: measure, limit: try row.number(measure.limitColumn),
      stage: stage, level: level)
  }
}

extension Waiver {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      gate: try row.text("name"), owner: try row.text("owner"), reason: try row.text("reason"),
      expires: try row.text("expires"))
  }
}
