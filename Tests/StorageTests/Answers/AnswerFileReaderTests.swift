import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct AnswerFileReaderTests {
  private static func questionnaire() throws -> Questionnaire {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    return try #require(QuestionnaireReader.read(directory).questionnaire)
  }

  private static func read(_ text: String) throws -> AnswerFileReading {
    AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", try questionnaire())
  }

  @Test func everyFormOfAnAnswerIsRead() throws {
    let reading = try Self.read(
      """
      schemaVersion: 1
      system: {name: shop, today: [containers, single-server]}
      users:
        now: {value: 2,500, confidence: measured, note: from the log}
        monthlyGrowth: {low: 5%, likely: 12%/month, high: 0.2}
        actionsPerMinute: unknown
        flashCrowd: {value: {low: 1, likely: 2, high: 20}, confidence: assumed}
      frontEnd:
      api: {protocols: http, staticAddresses: true}
      requests:
        - {name: browse, share: 60%, cpuMilliseconds: 4..5..9 ms}
        - name: search
          reads: unknown
      jobs: []
      budget: {monthlyUSD: "$1,500/month"}
      """.replacing("now: {value: 2,500,", with: "now: {value: \"2,500\","))
    #expect(reading.diagnostics == [])
    let sheet = try #require(reading.sheet)
    #expect(sheet["system.name"] == .text("shop"))
    #expect(sheet["system.today"] == .choices(["single-server", "containers"]))
    #expect(
      sheet.answers["users.now"]
        == Answer(
          .number(Estimate(2500)), place: Place(file: "a.yaml", line: 4, column: 16),
          confidence: .measured, note: "from the log"))
    #expect(
      sheet["users.monthlyGrowth"] == .number(Estimate(low: 0.05, likely: 0.12, high: 0.2)))
    #expect(sheet["users.actionsPerMinute"] == nil)
    #expect(sheet["users.flashCrowd"] == .number(Estimate(low: 1, likely: 2, high: 20)))
    #expect(sheet["api.protocols"] == .choices(["http"]))
    #expect(sheet["jobs"] == .rows([]))
    #expect(sheet["budget.monthlyUSD"] == .number(Estimate(1500)))
    guard case .rows(let rows) = sheet["requests"] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.count == 2)
    #expect(rows[0]["cpuMilliseconds"]?.value == .number(Estimate(low: 4, likely: 5, high: 9)))
    #expect(rows[1].keys == ["name"])
    #expect(Array(sheet.answers.keys).first == "system.name")
    #expect(reading.digest.count == 16)
  }

  @Test func jsonIsReadToo() throws {
    let reading = try Self.read(
      #"{"schemaVersion": 1, "users": {"now": 20, "flashCrowd": "3x"}, "jobs": [{"name": "sync"}]}"#
    )
    #expect(reading.diagnostics == [])
    #expect(reading.sheet?["users.flashCrowd"] == .number(Estimate(3)))
  }

  @Test(arguments: [
    ("empty", "", "a.yaml: error: the file is empty"),
    ("a list", "[]", "a.yaml:1:1: error: expected a mapping, found a list"),
    ("no version", "users: {now: 5}", "a.yaml:1:1: error: the key `schemaVersion` is missing"),
    (
      "a later version", "schemaVersion: 2\nfuture: 1",
      "a.yaml:1:16: error: schemaVersion 2 is not supported; this program reads 1"
    ),
    (
      "negative users", "schemaVersion: 1\nusers: {now: -5}",
      "a.yaml:2:14: error: users.now: `-5` is below the least possible value, 1"
    ),
    (
      "growth beyond reason", "schemaVersion: 1\nusers: {monthlyGrowth: 1e308}",
      "a.yaml:2:24: error: users.monthlyGrowth: `1e308` is above the greatest possible value,"
        + " 200%/month"
    ),
    (
      "not a number", "schemaVersion: 1\nusers: {now: .nan}",
      "a.yaml:2:14: error: users.now: `.nan` is not a number"
    ),
    (
      "nothing", "schemaVersion: 1\nusers:\n  now:",
      "a.yaml:3:7: error: users.now: nothing is written"
    ),
    (
      "unknown region", "schemaVersion: 1\nsystem: {region: eu-centrall-1}",
      "a.yaml:2:18: error: system.region: `eu-centrall-1` is not one of the choices"
    ),
    (
      "a list for a number", "schemaVersion: 1\nusers: {now: [5]}",
      "a.yaml:2:14: error: users.now: expected a number, found a list"
    ),
    (
      "a text for a table", "schemaVersion: 1\nrequests: many",
      "a.yaml:2:11: error: requests: `many` is not a list of rows"
    ),
    (
      "no rows", "schemaVersion: 1\nrequests: []",
      "a.yaml:2:11: error: requests: 0 rows; 1 to 12 are possible"
    ),
    (
      "a row that is none", "schemaVersion: 1\ndata: [main]",
      "a.yaml:2:8: error: data: expected a data set as `column: value` lines,"
        + " found the text `main`"
    ),
    (
      "a bad cell", "schemaVersion: 1\ndata: [{name: main, sizeGiB: 5 parsecs}]",
      "a.yaml:2:30: error: data[main].sizeGiB: `parsecs` is not a unit that this number can have"
    ),
    (
      "half a range", "schemaVersion: 1\nusers: {now: {low: 1, high: 5}}",
      "a.yaml:2:14: error: the key `likely` is missing"
    ),
    (
      "a descending range", "schemaVersion: 1\nusers: {now: {low: 5, likely: 3, high: 1}}",
      "a.yaml:2:14: error: users.now: the values of the range do not ascend: 5, 3, 1"
    ),
    (
      "an unknown confidence", "schemaVersion: 1\nusers: {now: {value: 5, confidence: guess}}",
      "a.yaml:2:37: error: `guess` is not one of measured, assumed"
    ),
    (
      "a value in a value", "schemaVersion: 1\nusers: {now: {value: {value: 5}}}",
      "a.yaml:2:22: error: users.now: a value within a value"
    ),
    (
      "duplicate keys", "schemaVersion: 1\nusers: {now: 5}\nusers: {now: 6}",
      "a.yaml:2:1: error: duplicate key `users`"
    ),
    (
      "an alias bomb", "schemaVersion: 1\na: &a [x, x]\nb: [*a, *a]",
      "a.yaml:3:5: error: aliases are not allowed (`*a`)"
    ),
    (
      "two documents", "schemaVersion: 1\n---\nb: 1",
      "a.yaml:3:1: error: the file holds more than one YAML document"
    ),
    (
      "binary", "schemaVersion: 1\u{0}",
      "a.yaml:1:17: error: the file holds a control character (byte 0); it is not a text file"
    ),
  ])
  func whatIsWrongIsSaidOnce(_ name: String, _ text: String, _ expected: String) throws {
    let reading = try Self.read(text)
    #expect(reading.sheet == nil)
    let lines = reading.diagnostics.map { String("\($0)".prefix { $0 != "\n" }) }
    #expect(lines == [expected], "\(name)")
  }

  @Test(
    arguments: [
      ("userss: {now: 5}", "did you mean `users`?"),
      ("users: {nwo: 5}", "did you mean `users.now`?"),
      ("users.now: 5", "write `now:` indented below `users:`"),
      ("region: eu-central-1", "did you mean `system.region`?"),
      ("system: {people: 4}", "did you mean `team.people`?"),
      ("requests: [{name: a, cpu: 5}]", nil),
    ] as [(String, String?)])
  func unknownKeysGetASuggestion(_ line: String, _ remedy: String?) throws {
    let reading = try Self.read("schemaVersion: 1\n" + line)
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.first?.message.hasPrefix("unknown key `") == true)
    if let remedy { #expect(reading.diagnostics.first?.remedy == remedy) }
  }

  @Test func everythingWrongIsReportedAtOnce() throws {
    let reading = try Self.read(
      """
      schemaVersion: 1
      system: {region: mars, name: "My Shop"}
      users: {now: many, growth: 5}
      requests: [{name: a, share: 200%}]
      """)
    #expect(reading.diagnostics.map(\.place.line) == [2, 2, 3, 3, 4])
    #expect(reading.diagnostics.first?.remedy?.contains("`eu-central-1`") == true)
  }

  @Test func aHugeFileIsRefusedUnread() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000_000)
    let reading = AnswerFileReader.parse(bytes, file: "a.yaml", try Self.questionnaire())
    #expect(
      reading.diagnostics.map { "\($0)" } == [
        """
        a.yaml: error: the file is larger than 1 MiB
          help: check that this is the file you meant
        """
      ])
  }

  @Test func aMissingFileAndAFolderAreFailures() throws {
    let questionnaire = try Self.questionnaire()
    let missing = RepositoryFiles.path("no-such-file.yaml")
    #expect(throws: AnswerFileFailure.missing(path: missing)) {
      try AnswerFileReader.read(missing, questionnaire)
    }
    let folder = RepositoryFiles.path("Catalog")
    #expect(throws: AnswerFileFailure.unreadable(path: folder)) {
      try AnswerFileReader.read(folder, questionnaire)
    }
  }
}
