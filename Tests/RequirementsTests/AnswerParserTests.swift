import Quantities
import Requirements
import Testing

@Suite struct AnswerParserTests {
  @Test(arguments: [
    ("250ms", AnswerUnit.milliseconds, 250.0), ("0.25 s", .milliseconds, 250),
    ("0.07 s", .milliseconds, 70), ("2 min", .seconds, 120), ("1.5 h", .minutes, 90),
    ("2 TiB", .gibibytes, 2048), ("512 MiB", .gibibytes, 0.5), ("64 KiB", .kilobytes, 65.536),
    ("1.5 MB", .kilobytes, 1500), ("18%/month", .fractionPerMonth, 0.18),
    ("18 % per month", .fractionPerMonth, 0.18), ("7%", .fraction, 0.07), ("0.05", .fraction, 0.05),
    ("5 percent", .fraction, 0.05), ("1,000", .count, 1000), ("1,234,567", .count, 1_234_567),
    ("10k", .count, 10_000), ("2M", .count, 2e6), ("1.5 million users", .count, 1.5e6),
    ("3/min", .perMinute, 3), ("20/s", .perSecond, 20), ("2k req/s", .perSecond, 2000),
    ("60/min", .perSecond, 1), ("1/h", .perDay, 24), ("24 per hour", .perDay, 576),
    ("USD 500", .dollarsPerMonth, 500), ("$500/month", .dollarsPerMonth, 500),
    ("$1.2k", .dollarsPerMonth, 1200), ("12000 USD/year", .dollarsPerMonth, 1000),
    ("20x", .ratio, 20), ("1e6", .count, 1e6), ("2e3 ms", .seconds, 2), ("2 years", .months, 24),
    ("-0", .ratio, 0), ("  42  ", .count, 42), ("0.5 FTE", .people, 0.5),
    ("2tb", .gibibytes, 2e12 / 1_073_741_824), ("2 tib", .gibibytes, 2048),
    ("500 terabytes", .kilobytes, 5e11), ("8kb", .kilobytes, 8), ("64 kib", .kilobytes, 65.536),
    ("1 minute", .seconds, 60), ("2 hrs", .minutes, 120), ("250 milliseconds", .seconds, 0.25),
    ("18% a month", .fractionPerMonth, 0.18), ("18 %/mo", .fractionPerMonth, 0.18),
    ("500 requests per second", .perSecond, 500), ("1.2k qps", .perSecond, 1200),
    ("90 requests an hour", .perDay, 2160), ("$500 a month", .dollarsPerMonth, 500),
    ("$2k/mo", .dollarsPerMonth, 2000), ("1 yr", .months, 12), ("2 d", .minutes, 2880),
  ])
  func numbersTakeTheQuestionsUnit(_ text: String, _ unit: AnswerUnit, _ expected: Double) throws {
    let value = try AnswerParser.parse(text, for: QuestionSamples.number(unit))
    #expect(value == .number(Estimate(expected)))
  }

  @Test(arguments: [
    ("10..20", AnswerUnit.count, 10.0, 15.0, 20.0), ("10-20", .count, 10, 15, 20),
    ("10..20..40", .count, 10, 20, 40), ("5-10%", .fraction, 0.05, 0.075, 0.1),
    ("200..300..1000 ms", .milliseconds, 200, 300, 1000),
    ("200 ms..0.3 s..1 s", .milliseconds, 200, 300, 1000), ("1e-1-2e-1", .ratio, 0.1, 0.15, 0.2),
    ("$100..$300", .dollarsPerMonth, 100, 200, 300), ("0..1..60 s", .seconds, 0, 1, 60),
    ("-3..-1", .ratio, -3, -2, -1),
  ])
  func rangesHaveTwoOrThreeParts(
    _ text: String, _ unit: AnswerUnit, _ low: Double, _ likely: Double, _ high: Double
  ) throws {
    let value = try AnswerParser.parse(text, for: QuestionSamples.number(unit))
    guard case .number(let estimate) = value else {
      Issue.record("no number")
      return
    }
    #expect(estimate.low == low)
    #expect((estimate.likely - likely).magnitude < 1e-12)
    #expect(estimate.high == high)
  }

  @Test(arguments: [
    ("-5", "`-5` is below the least possible value, 1"),
    ("1e308", "`1e308` is above the greatest possible value, 10000000000"),
    ("1e999", "`1e999` is too large"),
    ("1e99999999999999999999", "`1e99999999999999999999` is too large"),
    ("1.5", "`1.5` is not a whole number"), (".nan", "`.nan` is not a number"),
    ("inf", "`inf` is not a number"), ("0x10", "`x10` is not a unit that this number can have"),
    ("017", "`017` is not a number"), ("1_000", "`1_000` is not a number"),
    ("1,5", "`1,5` is not a number"), ("1:30", "`1:30` is not a number"),
    ("many", "`many` is not a number"), ("", "nothing is written"),
    ("5 parsecs", "`parsecs` is not a unit that this number can have"),
    ("20..10", "the range goes down: `20` is above `10`"),
    ("1..2..3..4", "`1..2..3..4` has 4 parts; a range has two or three"),
    ("5..", "`` is not a number"),
    ("3 a", "`a` is not a unit that this number can have"),
    ("3 an", "`an` is not a unit that this number can have"),
    ("3 per", "`per` is not a unit that this number can have"),
  ])
  func impossibleCountsAreRefused(_ text: String, _ message: String) {
    let users = QuestionSamples.number(.count, 1...1e10, integer: true)
    let refusal = #expect(throws: AnswerRefusal.self) { try AnswerParser.parse(text, for: users) }
    #expect(refusal?.message == message)
    #expect(refusal?.remedy != nil)
  }

  @Test(arguments: [
    ("99.9", AnswerUnit.fraction, "for 99.9 percent write `99.9%`"),
    ("5 mss", .milliseconds, "did you mean `ms`?"), ("5 Mib", .gibibytes, "did you mean `MiB`?"),
    ("5 Mb", .kilobytes, "did you mean `MB`?"),
    (
      "5 w", .seconds,
      "write no unit or one of `us`, `ms`, `s`, `sec`, `seconds`, `min`, `minutes`, `h`, `hours`, `day` or `days`"
    ),
    ("€500", .dollarsPerMonth, "write the amount in US dollars, such as `500 USD`"),
    ("1,5", .ratio, "write `.` before decimals, and thousands as `12000` or `12,000`"),
    ("two", .ratio, "write a number from 0 to 1, or `unknown`"),
  ])
  func refusalsSayWhatToWrite(_ text: String, _ unit: AnswerUnit, _ remedy: String) {
    let refusal = #expect(throws: AnswerRefusal.self) {
      try AnswerParser.parse(text, for: QuestionSamples.number(unit, 0...1))
    }
    #expect(refusal?.remedy == remedy)
  }

  @Test func unknownIsNoAnswer() throws {
    #expect(try AnswerParser.parse("unknown", for: QuestionSamples.number(.count)) == nil)
    let budget = QuestionSamples.question(
      "budget", QuestionSamples.number(.dollarsPerMonth).kind, fallback: nil)
    #expect(try AnswerParser.parse("unlimited", for: budget) == nil)
    #expect(throws: AnswerRefusal.self) {
      try AnswerParser.parse("unlimited", for: QuestionSamples.number(.count))
    }
  }

  @Test func choicesComeInTheQuestionsOrder() throws {
    let one = QuestionSamples.question("color", .choice(QuestionSamples.colors))
    let many = QuestionSamples.question("colors", .choices(QuestionSamples.colors))
    #expect(try AnswerParser.parse("green", for: one) == .choice("green"))
    #expect(try AnswerParser.parse("blue, red", for: many) == .choices(["red", "blue"]))
    #expect(try AnswerParser.parse("none", for: many) == .choices([]))
    #expect(try AnswerParser.parse("", for: many) == .choices([]))
  }

  @Test(arguments: [
    ("grene", "did you mean `green`? The choices are `red`, `green` or `blue`"),
    ("Deep red", "did you mean `red`? The choices are `red`, `green` or `blue`"),
    ("violet", "choose `red`, `green` or `blue`"),
  ])
  func anUnknownChoiceGetsTheNearest(_ text: String, _ remedy: String) {
    let one = QuestionSamples.question("color", .choice(QuestionSamples.colors))
    let refusal = #expect(throws: AnswerRefusal.self) { try AnswerParser.parse(text, for: one) }
    #expect(refusal?.message == "`\(text)` is not one of the choices")
    #expect(refusal?.remedy == remedy)
  }

  @Test func aChoiceNamedTwiceIsRefused() {
    let many = QuestionSamples.question("colors", .choices(QuestionSamples.colors))
    let refusal = #expect(throws: AnswerRefusal.self) {
      try AnswerParser.parse("red, blue, red", for: many)
    }
    #expect(refusal?.message == "`red` is named twice")
  }

  @Test(arguments: [("yes", true), ("True", true), ("no", false), ("false", false)])
  func flags(_ text: String, _ expected: Bool) throws {
    let flag = QuestionSamples.question("flag", .flag)
    #expect(try AnswerParser.parse(text, for: flag) == .flag(expected))
  }

  @Test(arguments: [
    ("My Shop", "write `my-shop`"), ("1shop", "write `shop`"),
    ("42", "start with a letter, such as `a1`"),
    ("shop-", "write `shop`"), ("a-name-of-more-than-twenty", "shorten it"),
  ])
  func badNamesAreRefused(_ text: String, _ remedy: String) {
    let name = QuestionSamples.question("name", .slug(longest: 20))
    let refusal = #expect(throws: AnswerRefusal.self) { try AnswerParser.parse(text, for: name) }
    #expect(refusal?.remedy == remedy)
  }

  @Test func goodNamesAreKept() throws {
    let name = QuestionSamples.question("name", .slug(longest: 20))
    #expect(try AnswerParser.parse("web-shop2", for: name) == .text("web-shop2"))
  }
}
