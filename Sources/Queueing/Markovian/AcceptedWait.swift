package import Quantities
import RealModule

extension FiniteCapacityQueue {
  /// P(wait > t) of accepted requests, for `t` of at least zero: O(K - c) operations.
  ///
  /// An accepted request that finds c + j present, j < K - c, waits for j + 1 services to end, each
  /// at rate c/S: an Erlang time, longer than t when at most j of them end within t. The numbers
  /// found stand as `1 : r : ... : r^(K-c-1)` with `r = a/c`. Gross, Shortle, Thompson and Harris,
  /// Fundamentals of Queueing Theory, 4th ed. 2008, section 2.5.
  package func waitTail(beyond time: Seconds) -> Double {
    let places = capacity - servers
    guard places > 0, delayProbability > 0 else { return 0 }
    let ratio = offeredLoad.value / Double(servers)
    let mean = time.value * Double(servers) / serviceTime.value
    guard mean > 0 else { return delayProbability }
    var total = 0.0
    var longer = 0.0
    var atMost = 0.0
    for place in 0..<places {
      // Weights from the heaviest end, so that they stay in range.
      let weight = Double.exp(
        (ratio > 1 ? Double(place - places + 1) : Double(place)) * .log(ratio))
      atMost += .exp(PoissonProbability.log(count: place, mean: mean))
      total += weight
      longer += weight * min(1, atMost)
      if ratio < 1 && weight <= 1e-17 * (1 - ratio) * longer { break }
    }
    return delayProbability * longer / total
  }
}
