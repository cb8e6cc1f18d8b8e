import CapacityPlanning
import OptionScoring
import Quantities

/// Numbers with their units as all documents print them.
enum NumberText {
  /// Users to three significant digits, which is how well a breaking load is known: `16,600 users`.
  static func users(_ users: Users) -> String {
    count(users.value) + (users.value == 1 ? " user" : " users")
  }

  /// A count to three significant digits, with commas.
  static func count(_ value: Double) -> String {
    DecimalText.significant(rounded(value, digits: 3))
  }

  /// A monthly cost, to the cent below ten dollars: `1,591 USD/month`.
  static func cost(_ cost: USDPerMonth) -> String { dollars(cost) + " USD/month" }

  /// A monthly cost without its unit, for a column whose heading names it.
  static func dollars(_ cost: USDPerMonth) -> String {
    DecimalText.fixed(cost.value, cost.value < 10 ? 2 : 0)
  }

  /// A time in milliseconds.
  static func time(_ time: Seconds) -> String { milliseconds(time) + " ms" }

  /// A time in milliseconds without its unit, for a column whose heading names it.
  static func milliseconds(_ time: Seconds) -> String {
    DecimalText.significant(rounded(time.milliseconds, digits: 3))
  }

  static func rate(_ rate: RequestsPerSecond) -> String { count(rate.value) + " req/s" }

  /// A share of one as a percentage: `43 %`; what is hardly anything is told so.
  static func share(_ share: Double) -> String {
    if share > 0, share < 0.0005 { return "< 0.1 %" }
    return DecimalText.significant(rounded(share * 100, digits: share < 0.1 ? 2 : 3)) + " %"
  }

  /// Months from now, in years from three years on; nil where growth never leads there.
  static func months(_ months: Double) -> String {
    if months <= 0 { return "now" }
    if months >= 36 { return "in about \(DecimalText.fixed(months / 12, 1)) years" }
    let whole = max(1, months.rounded())
    return "in about \(DecimalText.fixed(whole)) month" + (whole == 1 ? "" : "s")
  }

  /// The cost of one item, to the cent, or to two digits below a cent.
  static func cents(_ cost: USDPerMonth) -> String {
    cost.value > 0 && cost.value < 0.01
      ? DecimalText.significant(rounded(cost.value, digits: 2)) : DecimalText.fixed(cost.value, 2)
  }

  /// Points of a score, in full: parts add up to their sum as printed.
  static func points(_ points: Points) -> String { DecimalText.fixed(points.value, 2) }

  /// Person-days: `2.5 person-days`.
  static func effort(_ days: Double) -> String {
    DecimalText.significant(days) + (days == 1 ? " person-day" : " person-days")
  }

  /// The threshold of a metric with the side on which it matters: `above 60 %`.
  static func threshold(_ metric: Metric) -> String {
    let side = metric.statistic == "Minimum" ? "below" : "above"
    switch metric.unit {
    case "Percent": return "\(side) \(DecimalText.significant(metric.threshold)) %"
    case "Bytes":
      return "\(side) \(DecimalText.significant(metric.threshold / 1_073_741_824, 4)) GiB"
    case "Seconds": return "\(side) \(DecimalText.significant(metric.threshold)) s"
    case "Milliseconds": return "\(side) \(DecimalText.significant(metric.threshold)) ms"
    default: return "\(side) \(DecimalText.fixed(metric.threshold))"
    }
  }

  /// A number to a number of significant digits, also left of the decimal point.
  static func rounded(_ value: Double, digits: Int) -> Double {
    DecimalText.rounded(value, digits: digits)
  }
}
