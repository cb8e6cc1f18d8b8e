import Foundation
import OptionScoring
import Roadmap
import TestSupport
import Testing

@testable import Reporting

/// What is put together by bytes or in order is what the plain way makes of it.
@Suite struct PlainFormTests {
  @Test(arguments: ExamplePlan.allCases)
  func questionsOfADecisionAreThoseOfItsReasons(_ example: ExamplePlan) throws {
    var count = 0
    for stage in try example.input().plan.stages {
      for decision in stage.decisions {
        var questions: Set<String> = []
        decision.add(to: &questions)
        #expect(decision.questions == questions.sorted(), "\(decision.id)")
        count = max(count, questions.count)
      }
    }
    #expect(count > 2)
  }

  @Test(arguments: [
    "", "{tier}.handler", "{tier}", "example.{Tier}::handle", "{tier}/{Tier}.{tier}", "{", "}{tier",
    "{{tier}}", "{Tier", "é{tier}é", "{\u{301}tier}{tier}",
  ])
  func handlersNameTheirTier(_ handler: String) {
    let runtime = FunctionRuntime(identifier: "", handler: handler)
    for (tier, capital) in [("app", "App"), ("worker", "Worker")] {
      let plain = handler.replacingOccurrences(of: "{tier}", with: tier, options: .literal)
        .replacingOccurrences(of: "{Tier}", with: capital, options: .literal)
      #expect(Array(runtime.handler(of: tier).utf8) == Array(plain.utf8))
    }
  }

  /// A text for XML, character by character.
  private func slowXML(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: result += "&amp;"
      case 0x3C: result += "&lt;"
      case 0x3E: result += "&gt;"
      case 0x22: result += "&quot;"
      case 0x27: result += "&#39;"
      case 9, 10, 13: result += "&#\(scalar.value);"
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  @Test func textsForXMLAreThoseOfTheirCharacters() {
    var random = SplitMix64(seed: 29)
    let scalars: [Unicode.Scalar] =
      ["&", "<", ">", "\"", "'", "\t", "\n", "\r", "\0", "\u{1F}", " ", "~", "\u{7F}", "\u{80}"]
      + [
        "\u{9F}", "\u{A0}", "é", "\u{BF}", "\u{FEFF}", "\u{FFBE}", "\u{FFFD}", "\u{FFFE}",
        "\u{FFFF}",
      ]
      + ["\u{1F600}", "\u{10FFFF}", "≈", "a", "b", "\u{FB00}"]
    for _ in 0..<5_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        if let scalar = scalars.randomElement(using: &random) { text.unicodeScalars.append(scalar) }
      }
      #expect(Array(XMLText.escaped(text).utf8) == Array(slowXML(text).utf8))
    }
  }
}
