import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@testable import Calibration

/// Estimates as answers: where they go, and that the rest of the file stays as it is.
@Suite struct AnswerUpdateTests {
  private struct Setting {
    let questionnaire: Questionnaire
    let sheet: AnswerSheet
    let classes: [RequestClass]
    let text: String

    init(_ text: String) throws {
      let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
      questionnaire = try #require(QuestionnaireReader.read(directory).questionnaire)
      let reading = AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", questionnaire)
      sheet = try #require(reading.sheet, "\(reading.diagnostics)")
      let catalog = try #require(
        CatalogReader.read(FileTree(directory), region: "us-east-1").catalog)
      classes = try #require(
        RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements
      ).requests
      self.text = text
    }

    func update(_ result: CalibrationResult, _ choice: RequestChoice?) -> AnswerUpdate {
      var update = AnswerUpdate(sheet, questionnaire, classes: classes, file: "a.yaml")
      update.apply(result, choice: choice)
      return update
    }

    func rewritten(_ update: AnswerUpdate) -> String {
      AnswerFileRewriter.rewrite(text, to: update.sheet, questionnaire).text
    }
  }

  private static func result(
    _ text: String = "clients,throughput,cpu_%\n1,100,15\n2,200,30\n4,390,59\n8,500,75\n"
  )
    throws -> CalibrationResult
  {
    let options = CalibrationOptions(tier: .compute, servers: 4, replicates: 20)
    return try #require(Calibrator.calibrate([Reading.text(text)], options).result)
  }

  private static let twoKinds = """
    # what the shop is asked for
    schemaVersion: 1   # the form of this file

    requests:
      # most of it
      - name: browse
        share: 75%     # of November
        cpuMilliseconds: 4 ms   # guessed
      - {name: buy, share: 25%, cpuMilliseconds: 12}   # with payment

    # the end
    """

  @Test func theOnlyKindIsMeant() throws {
    let setting = try Setting("schemaVersion: 1\n")
    let update = setting.update(try Self.result(), nil)
    #expect(update.diagnostics.isEmpty)
    #expect(update.changes.map(\.path) == ["requests[request].cpuMilliseconds"])
    let again = AnswerFileReader.parse(
      Array(setting.rewritten(update).utf8), file: "b", setting.questionnaire)
    guard case .rows(let rows)? = again.sheet?["requests"],
      let answer = rows.first?["cpuMilliseconds"], case .number(let estimate) = answer.value
    else {
      Issue.record("no CPU time was written")
      return
    }
    #expect(answer.confidence == .measured)
    #expect(answer.note?.contains("utilization law on 4 vCPUs, 4 levels") == true)
    #expect((estimate.likely - 6.03).magnitude < 0.1)
  }

  @Test func oneOfSeveralKindsMustBeNamed() throws {
    let setting = try Setting(Self.twoKinds)
    let refused = setting.update(try Self.result(), nil)
    #expect(refused.changes.isEmpty)
    let error = try #require(refused.diagnostics.first)
    #expect(error.remedy?.contains("--class with `browse` or `buy`") == true)
    #expect(error.place.line == 6)
    let unknown = setting.update(try Self.result(), .row("brose"))
    #expect(unknown.diagnostics.first?.remedy?.contains("did you mean `browse`?") == true)
  }

  @Test func everythingElseOfTheFileStaysByteForByte() throws {
    let setting = try Setting(Self.twoKinds)
    let update = setting.update(try Self.result(), .row("browse"))
    let old = Self.twoKinds.split(separator: "\n", omittingEmptySubsequences: false)
    let new = setting.rewritten(update).split(separator: "\n", omittingEmptySubsequences: false)
    try #require(old.count == new.count)
    for (index, (before, after)) in zip(old, new).enumerated() where index != 7 {
      #expect(before == after)
    }
    #expect(new[7].hasPrefix("    cpuMilliseconds: {value: {low: "))
    #expect(new[7].hasSuffix("}   # guessed"))
  }

  @Test func allKindsKeepTheirProportions() throws {
    let setting = try Setting(Self.twoKinds)
    let result = try Self.result()
    let update = setting.update(result, .all)
    #expect(update.changes.count == 2)
    guard case .rows(let rows)? = update.sheet["requests"],
      case .number(let browse)? = rows[0]["cpuMilliseconds"]?.value,
      case .number(let buy)? = rows[1]["cpuMilliseconds"]?.value
    else {
      Issue.record("no CPU times")
      return
    }
    let measured = (result.demand?.classes[0].demand.likely ?? 0) * 1000
    #expect((buy.likely / browse.likely - 3).magnitude < 0.01)
    #expect(((0.75 * browse.likely + 0.25 * buy.likely) / measured - 1).magnitude < 0.001)
  }

  @Test func classesOfTheMeasurementsGoToTheirRows() throws {
    let setting = try Setting(Self.twoKinds)
    let result = try Self.result(
      "tps:buy,tps:browse,busy_cores\n10,100,0.6\n20,100,0.8\n30,300,1.82\n60,100,1.6\n")
    let update = setting.update(result, nil)
    #expect(
      update.changes.map(\.path)
        == ["requests[buy].cpuMilliseconds", "requests[browse].cpuMilliseconds"])
  }

  private static func database(_ servers: Double?) throws -> CalibrationResult {
    var text = "clients,throughput\n"
    for clients in [1.0, 2, 3, 4, 6, 8, 16, 32] {
      let busy = min(clients, 8)
      text += "\(clients),\(1000 * busy / (1 + 0.08 * (busy - 1) + 0.001 * busy * (busy - 1)))\n"
    }
    let options = CalibrationOptions(tier: .database, servers: servers, replicates: 20)
    return try #require(Calibrator.calibrate([Reading.text(text)], options).result)
  }

  @Test func contentionOfTheDatabaseIsThatWithinItsServers() throws {
    let setting = try Setting("schemaVersion: 1\n# the end\n")
    let update = setting.update(try Self.database(8), .row("reads"))
    #expect(update.diagnostics.isEmpty)
    #expect(
      update.changes.map(\.path)
        == ["database.readCPUMilliseconds", "database.contention", "database.coherency"])
    guard case .number(let demand)? = update.sheet["database.readCPUMilliseconds"] else {
      Issue.record("no CPU time")
      return
    }
    // One client completes 1,000 queries a second.
    #expect((demand.likely - 1).magnitude < 0.001)
    guard case .number(let contention)? = update.sheet["database.contention"],
      case .number(let coherency)? = update.sheet["database.coherency"]
    else {
      Issue.record("no coefficients")
      return
    }
    #expect((contention.likely - 0.08).magnitude < 0.001)
    #expect((coherency.likely - 0.001).magnitude < 0.0001)
    let text = setting.rewritten(update)
    #expect(text.hasPrefix("schemaVersion: 1\n# the end\n"))
    let again = AnswerFileReader.parse(Array(text.utf8), file: "b", setting.questionnaire)
    #expect(again.sheet?.answers["database.contention"]?.confidence == .measured)
  }

  /// Levels that the law misses by half say something, but not what the law says.
  @Test func aPoorFitIsAssumedAndNotMeasured() throws {
    let setting = try Setting("schemaVersion: 1\n")
    let poor = try Self.result("throughput,cpu_%\n100,60\n200,20\n400,30\n")
    #expect((poor.demand?.relativeError ?? 0) > 0.25)
    let update = setting.update(poor, nil)
    #expect(update.changes.map(\.isMeasured) == [false])
    #expect(setting.rewritten(update).contains("confidence: assumed"))
    #expect(setting.update(try Self.result(), nil).changes.map(\.isMeasured) == [true])
  }

  /// Levels that agree to the last digit still leave a range to draw from, and a note without noise.
  @Test func anExactFitHasALeastWidthAndARoundedError() throws {
    let setting = try Setting("schemaVersion: 1\n")
    let update = setting.update(
      try Self.result("throughput,cpu_%\n100,15\n200,30.000000001\n400,60\n"), nil)
    guard case .rows(let rows)? = update.sheet["requests"],
      let answer = rows.first?["cpuMilliseconds"], case .number(let estimate) = answer.value
    else {
      Issue.record("no CPU time was written")
      return
    }
    #expect(estimate.low <= 0.9901 * estimate.likely && estimate.high >= 1.0099 * estimate.likely)
    #expect(answer.note?.contains("fit within 0.1 %") == true, "\(answer.note ?? "")")
  }

  @Test func queriesMustBeReadsOrWrites() throws {
    let setting = try Setting("schemaVersion: 1\n")
    let update = setting.update(try Self.database(8), nil)
    #expect(update.changes.isEmpty)
    #expect(update.diagnostics.first?.remedy?.contains("--class reads") == true)
    #expect(setting.update(try Self.database(8), .row("browse")).diagnostics.hasErrors)
  }

  @Test func withoutServersNothingIsWrittenOfADatabase() throws {
    let setting = try Setting("schemaVersion: 1\n")
    let update = setting.update(try Self.database(nil), nil)
    #expect(update.changes.isEmpty && update.diagnostics.isEmpty)
  }

  @Test func whatIsOutsideOfTheQuestionIsRefused() throws {
    let setting = try Setting("schemaVersion: 1\n")
    let result = try Self.result("throughput,busy_cores\n0.000001,3\n0.0000012,3.5\n")
    let update = setting.update(result, nil)
    #expect(update.changes.isEmpty)
    #expect(update.diagnostics.first?.message.contains("outside of what is possible") == true)
  }
}
