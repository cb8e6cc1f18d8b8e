import Quantities

/// Why a scalability law cannot be fitted, or does not answer.
package enum ScalabilityRefusal: Error, Hashable, Sendable {
  /// Three coefficients need as many different concurrencies.
  case fewerThanThreeConcurrencies(found: Int)
  /// A concurrency or a throughput is not a positive finite number; the index counts from zero.
  case notPositive(index: Int)
  /// Beyond twice the greatest measured concurrency the law is a guess.
  case beyondTwiceMeasured(concurrency: Double, measured: Double)

  /// The reason in words, with the limit.
  package var message: String {
    switch self {
    case .fewerThanThreeConcurrencies(let found):
      "a scalability law needs measurements at three different concurrencies or more, not \(found)"
    case .notPositive(let index):
      "measurement \(index + 1) has a concurrency or throughput that is not a positive number"
    case .beyondTwiceMeasured(let concurrency, let measured):
      "a concurrency of \(DecimalText.significant(concurrency)) is beyond twice the greatest "
        + "measured one, \(DecimalText.significant(measured)); measure further, or ask for the "
        + "extrapolation"
    }
  }
}
