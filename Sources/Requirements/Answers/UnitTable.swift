/// The units that people may write after a number, for each unit a question may have.
///
/// One of a unit is `multiplier * 10^exponent` in the base of its dimension (seconds, bytes,
/// events per day, US dollars per year, months, or a pure number). Powers of ten are kept apart so
/// that `0.07 s` converts to 70 ms without a rounding error.
package enum UnitTable {
  /// One spelling of a unit, and its size.
  package struct Entry: Hashable, Sendable {
    package let spelling: String
    package let multiplier: Double
    package let exponent: Int

    init(_ spelling: String, _ multiplier: Double = 1, _ exponent: Int = 0) {
      self.spelling = spelling
      self.multiplier = multiplier
      self.exponent = exponent
    }
  }

  /// What may follow a number of this unit; the first is the unit of a plain number.
  package static func entries(_ unit: AnswerUnit) -> [Entry] {
    switch unit {
    case .count, .people: counts
    case .ratio: ratios
    case .fraction: shares
    case .fractionPerMonth: monthlyShares
    case .milliseconds: milliseconds
    case .seconds: seconds
    case .minutes: minutes
    case .months: months
    case .kilobytes: kilobytes
    case .gibibytes: gibibytes
    case .perSecond: perSecond
    case .perMinute: perMinute
    case .perDay: perDay
    case .dollarsPerMonth: dollarsPerMonth
    }
  }

  /// What is read as well, because people type it, and never written.
  ///
  /// Sizes are among them in lower case alone: `Mb` would be megabits to some.
  package static func aliases(_ unit: AnswerUnit) -> [Entry] {
    switch unit {
    case .count, .people, .ratio, .fraction: []
    case .fractionPerMonth: [Entry("%/mo", 1, -2), Entry("percent/mo", 1, -2)]
    case .milliseconds, .seconds, .minutes: timeAliases
    case .months: [Entry("mo"), Entry("yr", 12), Entry("yrs", 12)]
    case .kilobytes, .gibibytes: sizeAliases
    case .perSecond, .perMinute, .perDay: rateAliases
    case .dollarsPerMonth:
      [
        Entry("USD/mo", 12), Entry("/mo", 12), Entry("dollars", 12), Entry("dollars/month", 12),
        Entry("dollars/year"), Entry("/yr"),
      ]
    }
  }

  /// The multiples such as the `k` of `10k` that this unit's numbers may carry.
  ///
  /// Times and sizes have none: `5m` and `5M` would each mean two things.
  package static func multiples(_ unit: AnswerUnit) -> [Entry] {
    switch unit {
    case .count, .people, .ratio, .perSecond, .perMinute, .perDay, .dollarsPerMonth:
      [
        Entry("thousand", 1, 3), Entry("million", 1, 6), Entry("billion", 1, 9), Entry("bn", 1, 9),
        Entry("k", 1, 3), Entry("K", 1, 3), Entry("M", 1, 6), Entry("B", 1, 9),
      ]
    case .fraction, .fractionPerMonth, .milliseconds, .seconds, .minutes, .months, .kilobytes,
      .gibibytes:
      []
    }
  }

  private static func plain(as spelling: String, in table: [Entry]) -> [Entry] {
    table.filter { $0.spelling == spelling }.map { Entry("", $0.multiplier, $0.exponent) } + table
  }

  // Each is made once: a screen writes dozens of numbers for a key.
  private static let counts =
    pure + ["users", "people", "persons", "engineers", "FTE"].map { Entry($0) }
  private static let ratios = pure + [Entry("x"), Entry("times")]
  private static let shares = pure + [Entry("%", 1, -2), Entry("percent", 1, -2)]
  private static let monthlyShares =
    pure + [
      Entry("%/month", 1, -2), Entry("%", 1, -2), Entry("percent/month", 1, -2), Entry("/month"),
    ]
  private static let milliseconds = plain(as: "ms", in: times)
  private static let seconds = plain(as: "s", in: times)
  private static let minutes = plain(as: "min", in: times)
  private static let months = plain(as: "months", in: spans)
  private static let kilobytes = plain(as: "kB", in: sizes)
  private static let gibibytes = plain(as: "GiB", in: sizes)
  private static let perSecond = plain(as: "/s", in: rates)
  private static let perMinute = plain(as: "/min", in: rates)
  private static let perDay = plain(as: "/day", in: rates)
  private static let dollarsPerMonth = plain(as: "USD/month", in: costs)

  private static let pure = [Entry("")]
  private static let times = [
    Entry("us", 1, -6), Entry("ms", 1, -3), Entry("s"), Entry("sec"), Entry("seconds"),
    Entry("min", 60), Entry("minutes", 60), Entry("h", 3600), Entry("hours", 3600),
    Entry("day", 86_400), Entry("days", 86_400),
  ]
  private static let timeAliases = [
    Entry("msec", 1, -3), Entry("millisecond", 1, -3), Entry("milliseconds", 1, -3),
    Entry("secs"), Entry("second"), Entry("mins", 60), Entry("minute", 60), Entry("hr", 3600),
    Entry("hrs", 3600), Entry("hour", 3600), Entry("d", 86_400),
  ]
  private static let spans = [
    Entry("months"), Entry("month"), Entry("years", 12), Entry("year", 12),
  ]
  private static let sizes = [
    Entry("B"), Entry("bytes"), Entry("kB", 1, 3), Entry("KB", 1, 3), Entry("MB", 1, 6),
    Entry("GB", 1, 9), Entry("TB", 1, 12), Entry("PB", 1, 15), Entry("KiB", 1024),
    Entry("MiB", 1_048_576), Entry("GiB", 1_073_741_824), Entry("TiB", 1_099_511_627_776),
    Entry("PiB", 1_125_899_906_842_624),
  ]
  private static let sizeAliases =
    [
      Entry("byte"), Entry("kilobytes", 1, 3), Entry("megabytes", 1, 6), Entry("gigabytes", 1, 9),
      Entry("terabytes", 1, 12),
    ]
    + sizes.filter { $0.spelling.hasSuffix("B") && !["B", "KB"].contains($0.spelling) }.map {
      Entry($0.spelling.lowercased(), $0.multiplier, $0.exponent)
    }
  private static let rates = [
    Entry("/s", 86_400), Entry("/sec", 86_400), Entry("/second", 86_400), Entry("rps", 86_400),
    Entry("req/s", 86_400), Entry("/min", 1440), Entry("/minute", 1440), Entry("/h", 24),
    Entry("/hour", 24), Entry("/day"), Entry("/d"),
  ]
  private static let rateAliases = [
    Entry("requests/s", 86_400), Entry("requests/second", 86_400), Entry("req/second", 86_400),
    Entry("qps", 86_400), Entry("requests/min", 1440), Entry("requests/minute", 1440),
    Entry("req/min", 1440), Entry("rpm", 1440), Entry("requests/hour", 24), Entry("/hr", 24),
    Entry("requests/day"), Entry("req/day"),
  ]
  private static let costs = [
    Entry("USD/month", 12), Entry("USD", 12), Entry("/month", 12), Entry("USD/year"),
    Entry("/year"),
  ]
}
