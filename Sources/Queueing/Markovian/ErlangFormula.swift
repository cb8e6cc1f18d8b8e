package import Quantities
import RealModule

/// Erlang's formulas for Poisson arrivals to identical servers; `c` servers, `a` erlangs offered.
///
/// All are exact to rounding (relative error below 1e-12 for up to a million servers), in
/// O(√c) operations. Factorials, which overflow from 171 servers, are never formed.
package enum ErlangFormula {
  /// The share of arrivals that find all servers busy when nobody waits (M/G/c/c): Erlang B.
  ///
  /// Zero where the true value is below the least `Double`; `logBlocking` tells those apart.
  package static func blocking(servers: Int, offeredLoad: Erlangs) -> Double {
    InverseBlocking(servers: servers, load: offeredLoad.value).blocking
  }

  /// The natural logarithm of Erlang B, for blocking far below the least `Double`.
  ///
  /// Minus infinity when nothing is offered.
  package static func logBlocking(servers: Int, offeredLoad: Erlangs) -> Double {
    InverseBlocking(servers: servers, load: offeredLoad.value).logBlocking
  }

  /// The probability that an arrival must wait for a server (M/M/c): Erlang C.
  ///
  /// `C = c B / ((c - a) + a B)`; Cooper, Introduction to Queueing Theory, 2nd ed. 1981, eq. 3.4.8
  /// in the form that does not cancel. One when the load is not below the servers.
  package static func delayProbability(servers: Int, offeredLoad: Erlangs) -> Double {
    let load = offeredLoad.value
    return delayProbability(
      blocking: blocking(servers: servers, offeredLoad: offeredLoad), servers: servers,
      load: load, slack: Double(servers) - load)
  }

  /// Erlang C from Erlang B, with `slack = c - a` given apart because the caller may know it more
  /// precisely than the rounded load does.
  static func delayProbability(blocking: Double, servers: Int, load: Double, slack: Double)
    -> Double
  {
    guard slack > 0 else { return 1 }
    return Double(servers) * blocking / (slack + load * blocking)
  }
}

/// The reciprocal of Erlang B less one, and its logarithm: the form in which the sums are stable.
struct InverseBlocking {
  /// `1/B - 1`; infinite where `B` is below the least `Double`.
  let excess: Double
  /// `ln B`.
  let logBlocking: Double

  /// Erlang B.
  var blocking: Double { excess.isFinite ? 1 / (1 + excess) : .exp(logBlocking) }

  /// Evaluates Erlang B for `servers` of at least zero and a finite load of at least zero.
  ///
  /// Overloaded, `1/B = Σ_k Π_{i<k} (c-i)/a`, whose terms fall from the first. Underloaded, those
  /// terms first rise, out of range at last; there `1/B = 1/p(c) - Σ_{j>0} Π_{i≤j} a/(c+i)` with
  /// the Poisson probability `p(c)`, whose terms fall too. Either series is cut where it no longer
  /// counts, within about 9√c terms.
  init(servers: Int, load: Double) {
    guard load > 0 else {
      excess = servers == 0 ? 0 : .infinity
      logBlocking = servers == 0 ? 0 : -.infinity
      return
    }
    if servers <= 64 {
      var excess = 0.0
      let mean = 1 / load
      for k in stride(from: 1.0, through: Double(servers), by: 1) {
        excess = (1 + excess) * (k * mean)
      }
      if excess.isFinite {
        self.excess = excess
        logBlocking = -.log(onePlus: excess)
        return
      }
    }
    let count = Double(servers)
    guard load <= count else {
      excess = Self.fallingSum { k in (count - k) / load }
      logBlocking = -.log(onePlus: excess)
      return
    }
    let logProbability = PoissonProbability.log(count: servers, mean: load)
    let beyond = Self.fallingSum { k in load / (count + 1 + k) }
    let share = Double.exp(logProbability) * beyond
    logBlocking = logProbability - .log(onePlus: -share)
    excess = .expMinusOne(-logBlocking)
  }

  /// The sum over `j` from 1 of the products of the first `j` ratios, which fall below one.
  private static func fallingSum(ratio: (Double) -> Double) -> Double {
    var sum = 0.0
    var term = 1.0
    var k = 0.0
    while true {
      let factor = ratio(k)
      term *= factor
      sum += term
      // What remains is at most a geometric series of this ratio.
      if term <= (1 - factor) * sum * 1e-17 || term == 0 { return sum }
      k += 1
    }
  }
}
