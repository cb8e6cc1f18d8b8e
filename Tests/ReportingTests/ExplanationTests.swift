import OptionScoring
import Reporting
import Roadmap
import TestSupport
import Testing

/// Topics and stages of explanations.
struct ExplanationTests {
  @Test func aKindOfDecisionGivesAllOfItsScopes() throws {
    let input = try ExamplePlan.webshop.input()
    let document = try ExplanationDocument(input, topic: "store")
    #expect(
      document.decisions.map(\.id) == [
        "store:products", "store:orders", "store:carts", "store:images",
      ])
    let one = try ExplanationDocument(input, topic: "store:carts")
    #expect(one.decisions.map(\.id) == ["store:carts"])
  }

  @Test(arguments: [("comptue", "compute"), ("databse", "database"), ("store:cart", "store:carts")])
  func aMisspelledTopicIsCorrected(_ word: String, _ meant: String) throws {
    let input = try ExamplePlan.webshop.input()
    let refusal = #expect(throws: ExplanationRefusal.self) {
      try ExplanationDocument(input, topic: word)
    }
    guard case .unknownTopic(word, let known, meant)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(known.contains("store"))
    #expect(refusal?.message.contains("'\(meant)'") == true)
  }

  @Test(arguments: [-1, 9, 99])
  func aStageThatThereIsNot(_ stage: Int) throws {
    let input = try ExamplePlan.webshop.input()
    #expect(throws: ExplanationRefusal.unknownStage(stage, count: 9)) {
      try ExplanationDocument(input, stage: stage)
    }
  }

  @Test func everyStageCanBeExplained() throws {
    for example in ExamplePlan.allCases {
      let input = try example.input()
      for stage in input.plan.stages.indices {
        let document = try ExplanationDocument(input, stage: stage)
        #expect(document.text.contains("Stage \(stage + 1): "))
        #expect(!document.text.contains("observed not known"))
      }
    }
  }

  /// An answer that is neither printed with its value nor known to the report would be a hole in
  /// the trace from score to answers.
  @Test(arguments: ExamplePlan.allCases)
  func everyAnswerBehindADecisionHasItsValue(_ example: ExamplePlan) throws {
    let document = try ExplanationDocument(try example.input())
    for question in Set(document.decisions.flatMap(\.questions)) {
      #expect(document.markdown.contains("| `\(question)` | "), "\(question)")
    }
  }
}
