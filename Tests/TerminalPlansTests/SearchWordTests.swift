import OrderedCollections
import Requirements
import Storage
import TerminalUI
import TestSupport
import Testing

/// The words that people search the catalog's questions by.
@Suite struct SearchWordTests {
  private static let questionnaire = QuestionnaireReader.read(
    SharedDirectory(path: RepositoryFiles.path("Catalog"))
  ).questionnaire

  static let cases: [(word: String, Field)] = [
    ("latency", .question("objectives.p95Milliseconds")),
    ("p99", .question("objectives.p99Milliseconds")),
    ("response time", .question("objectives.p95Milliseconds")),
    ("uptime", .question("objectives.availability")),
    ("rpo", .question("objectives.dataLossMinutes")),
    ("rto", .question("objectives.recoveryMinutes")),
    ("money", .question("budget.monthlyUSD")),
    ("throughput", .question("users.actionsPerMinute")),
    ("language", .question("system.runtime")),
    ("spike", .question("users.flashCrowd")),
    ("timeout", .question("api.longestRequestSeconds")),
    ("GDPR", .question("objectives.compliance")),
    ("k8s", .question("team.kubernetesNeed")),
    ("cron", .question("jobs")),
    ("headcount", .question("team.people")),
    ("terabytes", .column("sizeGiB", row: 0, table: "data")),
    ("payload", .column("responseKilobytes", row: 0, table: "requests")),
  ]

  @Test(arguments: cases)
  func theFirstThatIsFoundIsWhatWasMeant(_ word: String, _ field: Field) throws {
    var model = InterviewModel(
      questionnaire: try #require(Self.questionnaire), facts: [:], sheet: AnswerSheet(),
      isSaved: false, size: Size(columns: 80, rows: 24), glyphs: .full)
    for key in [.control("f")] + word.unicodeScalars.map(Key.character) + [.enter] {
      _ = update(&model, .key(key))
    }
    #expect(model.focus == field)
  }
}
