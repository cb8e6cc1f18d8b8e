import CatalogModel
import Requirements
import Roadmap
import Testing

/// How functions run the code of each answer to `system.runtime`.
@Suite struct FunctionRuntimeTests {
  private static func runtime(_ answer: String) throws -> FunctionRuntime {
    try TemplateFacts(try #require(Bench.catalog), runtime: answer).runtime
  }

  @Test func everyAnswerHasARuntimeOfItsOwn() throws {
    let question = try #require(Bench.questionnaire?.question("system.runtime"))
    guard case .choice(let choices) = question.kind else {
      Issue.record("it is no choice")
      return
    }
    guard case .texts(let entries)? = Bench.catalog?.fact("lambda.runtimes")?.value else {
      Issue.record("no entries")
      return
    }
    #expect(choices.count > 5)
    for choice in choices {
      #expect(entries.contains { $0.hasPrefix(choice.id + ": ") }, "\(choice.id)")
      let runtime = try Self.runtime(choice.id)
      #expect(!runtime.identifier.isEmpty && !runtime.identifier.contains(" "), "\(choice.id)")
      #expect(runtime.handler(of: "app") != runtime.handler(of: "worker"), "\(choice.id)")
      #expect(!runtime.handler(of: "worker").contains("{"), "\(choice.id)")
    }
  }

  /// An overlay may add an answer; what Lambda has no runtime of runs on the operating system alone.
  @Test func anAnswerOfAnOverlayRunsOnTheOperatingSystem() throws {
    #expect(try Self.runtime("elixir") == Self.runtime("swift"))
  }
}
