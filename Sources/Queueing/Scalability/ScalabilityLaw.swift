package import Quantities

/// The Universal Scalability Law: throughput of a system as a function of its concurrency.
///
/// `X(N) = λ N / (1 + σ (N-1) + κ N (N-1))` with N clients (or servers, or threads) at work at once:
/// λ is the throughput of one, σ the share of work that only one can do at a time (contention), κ
/// the cost of keeping each pair in agreement (coherency). Gunther, Guerrilla Capacity Planning,
/// 2007, eq. 4.31 and section 5; with κ = 0 it is Amdahl's law.
///
/// Assumes a closed load without think time, and a workload whose mix does not change with N. The
/// law is a curve with meaningful coefficients, not a theorem: how far it holds is measured.
/// O(1).
package struct ScalabilityLaw: Hashable, Sendable {
  /// λ, the throughput at N = 1, per second (or in the unit of what was measured).
  package let unitThroughput: Double
  /// σ, the contention, of at least zero.
  package let contention: Double
  /// κ, the coherency, of at least zero.
  package let coherency: Double

  /// The law with these coefficients.
  ///
  /// - Precondition: λ finite and positive, σ and κ finite and not negative.
  package init(unitThroughput: Double, contention: Double, coherency: Double) {
    precondition(unitThroughput > 0 && unitThroughput.isFinite, "unit throughput")
    precondition(contention >= 0 && contention.isFinite, "contention")
    precondition(coherency >= 0 && coherency.isFinite, "coherency")
    self.unitThroughput = unitThroughput
    self.contention = contention
    self.coherency = coherency
  }

  /// How every number of the law is obtained, given its coefficients.
  package static let method = Method.exact

  /// X(N), the throughput at a concurrency of at least zero.
  ///
  /// Concurrencies below one are mean numbers of active clients; there the law is meaningful while
  /// its denominator is positive, and zero is given where it is not.
  package func throughput(at concurrency: Double) -> Double {
    let relative = Self.relativeTime(
      at: concurrency, contention: contention, coherency: coherency)
    return relative > 0 ? unitThroughput * concurrency / relative : 0
  }

  /// N/X(N), the mean time of one request by Little's law, for an X per second.
  package func latency(at concurrency: Double) -> Seconds {
    let relative = Self.relativeTime(
      at: concurrency, contention: contention, coherency: coherency)
    return Seconds(relative / unitThroughput)
  }

  /// The concurrency beyond which more does not help, √((1-σ)/κ).
  ///
  /// Infinite when κ is zero, one when σ is above one. Gunther, eq. 4.33.
  package var peakConcurrency: Double {
    guard contention < 1 else { return 1 }
    return coherency > 0 ? ((1 - contention) / coherency).squareRoot() : .infinity
  }

  /// The greatest throughput: that at the peak, or Amdahl's limit where there is no peak; infinite
  /// when there is neither contention nor coherency.
  package var peakThroughput: Double {
    let peak = peakConcurrency
    return peak.isFinite ? throughput(at: peak) : amdahlLimit
  }

  /// λ/σ, what contention alone would allow; infinite when σ is zero.
  package var amdahlLimit: Double {
    contention > 0 ? unitThroughput / contention : .infinity
  }

  /// `1 + σ (N-1) + κ N (N-1)`, the time of one request relative to that at N = 1.
  static func relativeTime(
    at concurrency: Double, contention: Double, coherency: Double
  ) -> Double {
    1 + (contention + coherency * concurrency) * (concurrency - 1)
  }
}
