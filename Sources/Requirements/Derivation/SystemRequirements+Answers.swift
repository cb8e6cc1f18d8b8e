import Quantities

/// A question that the requirements need and the questionnaire does not have, or not as that type.
struct MissingQuestion: Error {
  let id: String
}

extension SystemRequirements {
  /// The requirements from resolved answers, in the units that the model computes with.
  init(
    _ resolved: ResolvedAnswers, _ questionnaire: Questionnaire
  ) throws(MissingQuestion) {
    let values = AnswerLookup(values: resolved.values)
    let jobs = try resolved.rows("jobs").map(BackgroundJob.init)
    let requests = try resolved.rows("requests").map(RequestClass.init)
    let today = try values.choices("system.today")
    self.init(
      name: try values.text("system.name"), region: try values.choice("system.region"),
      runtime: try values.choice("system.runtime"), today: today,
      servicesToday: questionnaire.services(of: today),
      users: try UserBehavior(
        values, places: resolved.rows("places").map(UserPlace.init),
        distant: resolved.distantShare), frontEnd: try FrontEnd(values),
      interface: try Interface(values),
      requests: requests,
      isStateful: try values.flag("compute.stateful"),
      control: try values.choices("compute.control"), jobs: jobs,
      dataSets: try resolved.rows("data").map(DataSet.init),
      database: try DatabaseMeasurements(values), objectives: try Objectives(values),
      budget: try Budget(values), team: try Team(values),
      services: try resolved.optionalRows("services").map(SystemService.init),
      edges: try resolved.optionalRows("edges").map { row throws(MissingQuestion) in
        try ServiceEdge(row).calling(onlyRequestOf: requests)
      },
      functions: try resolved.optionalRows("functions").map(BusinessFunction.init),
      policy: TeamPolicy(
        priorities: try resolved.rows("weights").map(Priority.init),
        gates: try resolved.rows("gates").map(GateRule.init),
        waivers: try resolved.rows("waivers").map(Waiver.init)), assumptions: resolved.assumptions,
      ranges: resolved.isTrial ? [] : RangedAnswer.all(in: resolved))
  }
}

extension Questionnaire {
  /// The services that answers to `system.today` name.
  fileprivate func services(of today: [String]) -> [String] {
    guard case .choices(let choices)? = question("system.today")?.kind else { return [] }
    return choices.filter { today.contains($0.id) }.compactMap(\.service)
  }
}

extension ResolvedAnswers {
  fileprivate func rows(_ id: String) throws(MissingQuestion) -> [AnswerLookup] {
    guard let rows = rows[id] else { throw MissingQuestion(id: id) }
    return rows.map { AnswerLookup(values: $0.values, prefix: id + ".") }
  }

  /// The rows of a table that need not matter.
  fileprivate func optionalRows(_ id: String) -> [AnswerLookup] {
    (rows[id] ?? []).map { AnswerLookup(values: $0.values, prefix: id + ".") }
  }
}

/// Typed access to resolved values: the likely value of an estimate, in the question's unit.
struct AnswerLookup {
  let values: [String: AnswerValue]
  var prefix = ""

  func number(_ id: String) throws(MissingQuestion) -> Double {
    guard case .number(let estimate) = values[id] else { throw missing(id) }
    return estimate.likely
  }

  /// The most that it may be.
  func greatest(_ id: String) throws(MissingQuestion) -> Double {
    guard case .number(let estimate) = values[id] else { throw missing(id) }
    return estimate.high
  }

  /// The number, or another one where the question is irrelevant.
  func number(_ id: String, otherwise: Double) throws(MissingQuestion) -> Double {
    values[id] == nil ? otherwise : try number(id)
  }

  func choice(_ id: String) throws(MissingQuestion) -> String {
    guard case .choice(let choice) = values[id] else { throw missing(id) }
    return choice
  }

  func choices(_ id: String) throws(MissingQuestion) -> [String] {
    guard case .choices(let choices) = values[id] else { throw missing(id) }
    return choices
  }

  func flag(_ id: String) throws(MissingQuestion) -> Bool {
    guard case .flag(let flag) = values[id] else { throw missing(id) }
    return flag
  }

  func text(_ id: String) throws(MissingQuestion) -> String {
    guard case .text(let text) = values[id] else { throw missing(id) }
    return text
  }

  /// A name; nil where the question is irrelevant.
  func name(_ id: String) throws(MissingQuestion) -> String? {
    values[id] == nil ? nil : try text(id)
  }

  private func missing(_ id: String) -> MissingQuestion { MissingQuestion(id: prefix + id) }
}
