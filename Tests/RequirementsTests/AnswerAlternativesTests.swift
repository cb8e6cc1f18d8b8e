import Requirements
import Testing

/// Other answers to questions of choices.
@Suite struct AnswerAlternativesTests {
  private static func lever(_ kind: QuestionKind, _ value: AnswerValue) -> AnswerLever {
    AnswerLever(
      path: AnswerPath(question: "colors"), question: QuestionSamples.question("colors", kind),
      value: value, isAnswered: true, fallback: nil)
  }

  @Test func oneInThePlaceOfAnotherIsTwoSteps() {
    let lever = Self.lever(.choices(QuestionSamples.colors), .choices(["red", "blue"]))
    let changes = AnswerAlternatives.all(lever)
    let swaps = changes.filter { $0.distance == 2 * AnswerScale.choice }
    #expect(swaps.map(\.value) == [.choices(["green", "blue"]), .choices(["red", "green"])])
    #expect(
      swaps.map { AnswerAlternatives.steps(of: $0.value, lever) } == [
        [.choices(["blue"]), .choices(["red", "green", "blue"])],
        [.choices(["red"]), .choices(["red", "green", "blue"])],
      ])
    // Both steps are changes that are tried by themselves.
    for step in swaps.flatMap({ AnswerAlternatives.steps(of: $0.value, lever) }) {
      #expect(changes.contains { $0.value == step && $0.distance == AnswerScale.choice })
    }
    for single in changes where single.distance == AnswerScale.choice {
      #expect(AnswerAlternatives.steps(of: single.value, lever).isEmpty)
    }
  }

  @Test func oneChoiceHasNoSteps() {
    let lever = Self.lever(.choice(QuestionSamples.colors), .choice("red"))
    for change in AnswerAlternatives.all(lever) {
      #expect(AnswerAlternatives.steps(of: change.value, lever).isEmpty)
    }
  }
}
