import Quantities

private let secondsPerMinute = 60.0

extension UserBehavior {
  /// - Parameters:
  ///   - places: Where the users are.
  ///   - distant: The share that is far from the region by these places; nil without any.
  init(
    _ answers: AnswerLookup, places: [UserPlace], distant: Double?
  ) throws(MissingQuestion) {
    self.init(
      now: Users(try answers.number("users.now")),
      monthlyGrowth: try answers.number("users.monthlyGrowth"),
      fastestGrowth: try answers.greatest("users.monthlyGrowth"),
      activeShareAtPeak: try answers.number("users.activeShareAtPeak"),
      actionsPerMinute: try answers.number("users.actionsPerMinute"),
      peakToAverage: try answers.number("users.peakToAverage"),
      flashCrowd: try answers.number("users.flashCrowd"),
      distantShare: try answers.number("users.distantShare", otherwise: distant ?? 0),
      rushRise: Seconds(
        try answers.number("users.rushMinutes", otherwise: 0) * secondsPerMinute), places: places)
  }
}

extension UserPlace {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(continent: try row.choice("continent"), share: try row.number("share"))
  }
}

extension FrontEnd {
  init(_ answers: AnswerLookup) throws(MissingQuestion) {
    self.init(
      kind: try answers.choice("frontEnd.kind"),
      callsPerAction: try answers.number("frontEnd.callsPerAction", otherwise: 1),
      pageSize: Kilobytes(try answers.number("frontEnd.pageKilobytes", otherwise: 0)),
      renderTime: .milliseconds(try answers.number("frontEnd.renderMilliseconds", otherwise: 0)),
      backgroundCalls: try answers.number("frontEnd.backgroundCallsPerDay", otherwise: 0))
  }
}

extension Interface {
  init(_ answers: AnswerLookup) throws(MissingQuestion) {
    self.init(
      protocols: try answers.choices("api.protocols"),
      needsStaticAddresses: try answers.flag("api.staticAddresses"),
      hasInlineAppliance: try answers.flag("api.inlineAppliance"),
      needsEdgeManagement: try answers.flag("api.edgeManagement"),
      needsClientPlans: answers.values["api.clientPlans"] == .flag(true),
      longestRequest: Seconds(try answers.number("api.longestRequestSeconds")),
      hasSubscriptions: answers.values["api.subscriptions"] == .flag(true))
  }
}

extension RequestClass {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      name: try row.text("name"), share: try row.number("share"),
      cpuTime: .milliseconds(try row.number("cpuMilliseconds")), reads: try row.number("reads"),
      writes: try row.number("writes"),
      responseSize: Kilobytes(try row.number("responseKilobytes")),
      cacheableShare: try row.number("cacheableShare"), service: try row.name("service"))
  }
}

extension BackgroundJob {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      name: try row.text("name"), runsPerDay: try row.number("runsPerDay"),
      duration: Seconds(try row.number("minutes") * secondsPerMinute),
      isCheckpointable: try row.flag("checkpointable"), service: try row.name("service"))
  }
}

extension DataSet {
  init(_ row: AnswerLookup) throws(MissingQuestion) {
    self.init(
      name: try row.text("name"), content: try row.choice("content"), use: try row.choice("use"),
      accessShare: try row.number("accessShare"), size: GiB(try row.number("sizeGiB")),
      firstYearGrowth: GiB(try row.number("firstYearGiB")),
      itemSize: Kilobytes(try row.number("itemKilobytes")),
      schemaNeed: try row.choice("schemaNeed"), staleness: Seconds(try row.number("staleSeconds")),
      hottestKeyShare: try row.number("hottestKeyShare"),
      ingestRate: RequestsPerSecond(try row.number("ingestPerSecond")),
      ownership: try DataOwnership(row),
      dataLoss: row.values["dataLossMinutes"] == nil
        ? nil : Seconds(try row.number("dataLossMinutes") * secondsPerMinute))
  }
}

extension Objectives {
  init(_ answers: AnswerLookup) throws(MissingQuestion) {
    self.init(
      p95: .milliseconds(try answers.number("objectives.p95Milliseconds")),
      p99: .milliseconds(try answers.number("objectives.p99Milliseconds")),
      availability: try answers.number("objectives.availability"),
      dataLoss: Seconds(try answers.number("objectives.dataLossMinutes") * secondsPerMinute),
      recovery: Seconds(try answers.number("objectives.recoveryMinutes") * secondsPerMinute),
      compliance: try answers.choices("objectives.compliance"),
      databaseMayPause: answers.values["database.mayPause"] == nil
        ? false : try answers.flag("database.mayPause"))
  }
}

extension Budget {
  init(_ answers: AnswerLookup) throws(MissingQuestion) {
    let limit =
      answers.values["budget.monthlyUSD"] == nil ? nil : try answers.number("budget.monthlyUSD")
    self.init(
      monthly: limit.map { USDPerMonth($0) },
      horizonMonths: try answers.number("budget.horizonMonths"),
      purchase: answers.values["budget.purchase"] == nil
        ? Budget.onDemand : try answers.choice("budget.purchase"))
  }
}

extension Team {
  init(_ answers: AnswerLookup) throws(MissingQuestion) {
    self.init(
      people: try answers.number("team.people"), operations: try answers.number("team.operations"),
      skills: try answers.choices("team.skills"),
      kubernetesNeed: try answers.choice("team.kubernetesNeed"),
      teams: try answers.number("team.teams"))
  }
}

extension DatabaseMeasurements {
  init(_ answers: AnswerLookup) throws(MissingQuestion) {
    func time(_ id: String) throws(MissingQuestion) -> Seconds? {
      answers.values[id] == nil ? nil : .milliseconds(try answers.number(id))
    }
    self.init(
      readTime: try time("database.readCPUMilliseconds"),
      writeTime: try time("database.writeCPUMilliseconds"),
      contention: try answers.number("database.contention", otherwise: 0),
      coherency: try answers.number("database.coherency", otherwise: 0))
  }
}
