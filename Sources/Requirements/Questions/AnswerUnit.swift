/// The unit of a numeric answer: what a plain number in the answer file means.
package enum AnswerUnit: String, Hashable, Sendable, CaseIterable {
  case count, ratio, fraction, fractionPerMonth, people
  case milliseconds, seconds, minutes, months
  case kilobytes, gibibytes
  case perSecond, perMinute, perDay
  case dollarsPerMonth

  /// The unit as printed after a number; empty for pure numbers.
  package var symbol: String {
    switch self {
    case .count, .ratio, .fraction: ""
    case .fractionPerMonth: "/month"
    case .people: "people"
    case .milliseconds: "ms"
    case .seconds: "s"
    case .minutes: "min"
    case .months: "months"
    case .kilobytes: "kB"
    case .gibibytes: "GiB"
    case .perSecond: "/s"
    case .perMinute: "/min"
    case .perDay: "/day"
    case .dollarsPerMonth: "USD/month"
    }
  }
}
