import CapacityPlanning
import Quantities

/// What a commitment binds to, in a sentence.
enum CommitmentText {
  /// Term, upfront amount, monthly amount, saving and the whole of what is owed.
  static func sentence(_ summary: CommitmentSummary) -> String {
    let term = summary.years == 1 ? "1 year" : "\(DecimalText.significant(summary.years)) years"
    let upfront =
      summary.upfront > 0
      ? "\(dollars(summary.upfront)) USD are due when it begins, then"
      : "Nothing is due upfront, and"
    return "Commitment: \(summary.title). \(upfront) "
      + "\(dollars(summary.recurringMonthly.value)) USD each month for \(term), "
      + "\(dollars(summary.total)) USD in all, used or not; \(NumberText.cost(summary.monthly)) with "
      + "the upfront part spread over the term, against \(NumberText.cost(summary.onDemandMonthly)) "
      + "on demand."
  }

  private static func dollars(_ amount: Double) -> String {
    NumberText.dollars(USDPerMonth(amount))
  }
}
