import CatalogModel
import OptionScoring
import OrderedCollections
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// What AWS closes is never newly recommended, and draws a warning where it runs today.
@Suite struct LifecycleTests {
  /// Services that options offer, closed by an overlay for one half of the random systems.
  private static let closed: Catalog? = {
    let ids = ["alb", "fargate", "lambda", "elasticache", "aurora", "cloudfront", "sqs"]
    let texts = ids.map { id in
      (
        "services/\(id).yaml",
        "lifecycle: {state: closed, note: closed for this test, source: own-knowledge, "
          + "asOf: 2026-11-22, confidence: recalled}\n"
      )
    }
    let overlay = FileTree(Dictionary(uniqueKeysWithValues: texts), root: "closing")
    let base = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
    return CatalogReader.read(base.laidUnder([overlay]), region: "eu-central-1").catalog
  }()

  @Test(arguments: Array(UInt64(1)...8)) func nothingClosedIsChosen(_ seed: UInt64) throws {
    var random = RandomAnswers(seed: seed)
    let answers = random.answers()
    let shipped = try #require(Bench.catalog)
    let closed = try #require(Self.closed)
    for catalog in [shipped, closed] {
      let plan = try Planner(catalog: catalog.keeping(stages: [1000, 1_000_000])).plan(
        Bench.requirements(answers))
      for decision in plan.stages.flatMap(\.allDecisions) {
        for evaluation in decision.ranking {
          let service = decision.option(evaluation.option)?.service.flatMap { catalog.services[$0] }
          #expect(service?.lifecycle.isOpen ?? true, "\(decision.id): \(evaluation.option)")
        }
      }
    }
  }

  @Test func theOverlayClosesWhatThePlansWouldChoose() throws {
    let closed = try #require(Self.closed)
    #expect(closed.overrides.count == 7)
    let plan = try Planner(catalog: closed.keeping(stages: [10_000])).plan(
      Bench.requirements(EntryReversals.functions))
    let rejected = plan.stages.flatMap(\.allDecisions).flatMap(\.rejections)
    #expect(rejected.contains { $0.constraint == "lifecycle" && $0.option == "lambda" })
  }

  @Test func everyServiceThatAnAnswerNamesIsKnown() throws {
    let catalog = try #require(Bench.catalog)
    guard case .choices(let choices)? = Bench.questionnaire?.question("system.today")?.kind else {
      Issue.record("system.today offers no choices")
      return
    }
    let named = choices.compactMap(\.service)
    #expect(named.count >= 8)
    for id in named {
      let notice = catalog.notices.first { $0.id == id }
      let service = catalog.services[id]
      #expect(notice != nil || service?.lifecycle.isOpen == false, "\(id) does not close")
      #expect((notice?.migration ?? service?.lifecycle.migration) != nil, "\(id) has no way out")
    }
  }

  @Test func everythingThatClosesSaysWhereToGo() throws {
    let catalog = try #require(Bench.catalog)
    for service in catalog.services.values where !service.lifecycle.isOpen {
      #expect(service.lifecycle.migration != nil, "\(service.id)")
      for id in service.lifecycle.replacement {
        #expect(catalog.services[id]?.lifecycle.isOpen == true, "\(service.id) -> \(id)")
      }
    }
  }

  @Test(arguments: [
    ("app-runner", "AWS App Runner, which runs today, is closed to new customers", "Express Mode"),
    ("proton", "AWS Proton, which runs today, is retired", "Terraform or CloudFormation"),
    ("xray-sdk", "X-Ray SDKs and daemon, in use today: in maintenance", "OpenTelemetry"),
    ("copilot-cli", "AWS Copilot CLI, in use today: support ended", "recalled: look it up"),
    ("codeguru-reviewer", "Amazon CodeGuru Reviewer, which runs today", "static analyzer"),
  ]) func whatClosesAndRunsTodayDrawsAWarning(
    _ today: String, _ warning: String, _ remedy: String
  ) throws {
    let plan = try Bench.plan(["system.today": "[\(today)]"])
    let notes = plan.notes.filter(\.isLifecycleWarning)
    #expect(notes.count == 1)
    #expect(notes.first?.text.hasPrefix(warning) == true, "\(notes)")
    #expect(notes.first?.text.contains(remedy) == true, "\(notes)")
    #expect(!plan.idleQuestions.contains("system.today"))
  }

  @Test func whatIsOpenDrawsNone() throws {
    #expect(
      try Bench.plan(["system.today": "[containers]"]).notes.allSatisfy { $0.rule != "lifecycle" })
  }
}

extension StagePlan {
  /// The decisions, also where they led nowhere.
  fileprivate var allDecisions: [Decision] {
    switch outcome {
    case .planned(let planned): planned.decisions
    case .infeasible(let decisions): decisions
    }
  }
}
