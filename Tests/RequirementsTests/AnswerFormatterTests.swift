import Quantities
import Requirements
import TestSupport
import Testing

@Suite struct AnswerFormatterTests {
  @Test(arguments: [
    (0.04, AnswerUnit.fraction, "4%"), (0.9995, .fraction, "99.95%"),
    (0.08, .fractionPerMonth, "8%/month"),
    (250, .milliseconds, "250 ms"), (1500, .milliseconds, "1.5 s"), (300, .seconds, "5 min"),
    (100, .seconds, "100 s"), (1440, .minutes, "24 h"), (2048, .gibibytes, "2 TiB"),
    (400, .kilobytes, "400 kB"), (0.5, .kilobytes, "500 B"), (2500, .count, "2500"),
    (20, .ratio, "20"), (3, .perMinute, "3/min"), (500, .dollarsPerMonth, "500 USD/month"),
    (0.5, .people, "0.5 people"), (0, .seconds, "0 s"), (24, .months, "24 months"),
  ])
  func numbersAreWrittenInANaturalUnit(_ value: Double, _ unit: AnswerUnit, _ expected: String) {
    #expect(AnswerFormatter.number(value, in: unit) == expected)
  }

  @Test func rangesShareAUnit() {
    #expect(
      AnswerFormatter.text(Estimate(low: 0.01, likely: 0.04, high: 0.1), in: .fraction)
        == "1..4..10%")
    #expect(
      AnswerFormatter.text(Estimate(low: 200, likely: 300, high: 1000), in: .milliseconds)
        == "200..300..1000 ms")
    #expect(
      AnswerFormatter.range(Estimate(low: 0, likely: 1, high: 60), in: .seconds) == "0 s to 60 s")
    #expect(AnswerFormatter.range(Estimate(3), in: .seconds) == nil)
  }

  @Test(arguments: Array(1...40) as [UInt64]) func everyNumberReadsBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for unit in AnswerUnit.allCases {
      let question = QuestionSamples.number(unit)
      for _ in 0..<20 {
        var values = (0..<3).map { _ in Self.number(&random) }
        values.sort()
        for estimate in [
          Estimate(values[0]), Estimate(low: values[0], likely: values[1], high: values[2]),
        ] {
          let text = AnswerFormatter.text(.number(estimate), for: question)
          #expect(try AnswerParser.parse(text, for: question) == .number(estimate), "\(text)")
        }
      }
    }
  }

  @Test(arguments: Array(1...20) as [UInt64]) func everyOtherAnswerReadsBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let colors = QuestionSamples.colors
    let chosen = colors.map(\.id).filter { _ in Bool.random(using: &random) }
    for (kind, value): (QuestionKind, AnswerValue) in [
      (.choices(colors), .choices(chosen)), (.flag, .flag(Bool.random(using: &random))),
      (.choice(colors), .choice(colors.randomElement(using: &random)?.id ?? "red")),
      (.slug(longest: 20), .text("name-\(UInt16.random(in: 0...999, using: &random))")),
    ] {
      let question = QuestionSamples.question("any", kind)
      let text = AnswerFormatter.text(value, for: question)
      #expect(try AnswerParser.parse(text, for: question) == value)
    }
  }

  /// A number as people have them, or with every bit in use, over many magnitudes.
  private static func number(_ random: inout SplitMix64) -> Double {
    let scales: [Double] = [1e-9, 1e-3, 1, 1, 1, 1e3, 1e9, 1e20]
    let scale = scales.randomElement(using: &random) ?? 1
    let value = random.uniform(0...1000)
    return Bool.random(using: &random) ? value.rounded() * scale : value * scale
  }
}
