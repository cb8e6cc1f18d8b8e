import RealModule

/// The variance of the number waiting at a queue that is not in its steady state, and how often servers
/// idle because of it.
///
/// Of a mean number waiting m the steady state has the variance m² (an exponential law), and an idle share
/// of `ρ^√(2(c+1)) / m` (Sakasegawa). A queue that has just been overloaded has less variance and idles
/// less, one that is drained has more and idles more:
///
/// - `V <= m²`: the law of a reflected random walk on its way, taken as a normal law cut off at zero, whose
///   density there is `g/m` with `g = exp(-0.58 (m²/V - 1))`, within 0.03 of the exact relation. It holds the
///   walk without drift from an empty queue (`V/m² = π/2 - 1`, `g = 2/π`) and the exponential law (1, 1).
/// - `V > m²`: with the probability `p = 2/(1 + V/m²)` still a queue, exponential, and else the steady state
///   of the load: an idle share of `p²` of the above, and `1 - p` of what the load leaves idle.
///
/// The second moment of a reflected walk gives `dV/dt = (λ + cμρ) ρ^(√(2(c+1))-1) - 2 m cμ (1-ρ)`. The
/// closure by a normal law is that of the Gaussian-variance approximation (Massey and Pender, "Gaussian
/// skewness approximation for dynamic rate multi-server queues with abandonment", Queueing Systems 75,
/// 2013), made to agree with the steady state.
struct WaitingSpread: Hashable, Sendable {
  /// V, of one queue.
  private(set) var variance: Double

  private static let steepness = 0.58
  /// The most that the variance is counted for, in squares of the mean: what few paths hold on to says
  /// nothing of the next crowd.
  private static let widest = 20.0
  /// A mean below which nothing waits.
  private static let nothing = 1e-9
  /// The least density: a queue that never idles would have no root.
  private static let least = 1e-6

  /// The spread of a steady state with a mean number waiting.
  init(steadyStateOf mean: Double) { variance = mean * mean }

  /// How often servers idle, against the steady state with the same mean.
  struct Idleness {
    /// The factor of `ρ^√(2(c+1)) / m`.
    let density: Double
    /// The idle share of queues that have settled.
    let settled: Double
  }

  /// - Parameters:
  ///   - mean: m, the mean number waiting.
  ///   - load: λ/(cμ) of the coming step.
  func idleness(mean: Double, load: Double) -> Idleness {
    guard mean > Self.nothing else { return Idleness(density: 1, settled: 0) }
    let ratio = min(Self.widest, variance / (mean * mean))
    if ratio <= 1 {
      return Idleness(
        density: max(Self.least, .exp(Self.steepness * (1 - 1 / ratio))), settled: 0)
    }
    let queued = 2 / (1 + ratio)
    return Idleness(density: queued * queued, settled: (1 - queued) * max(0, 1 - load))
  }

  /// Moves on by a step, implicitly where the steady state is near.
  ///
  /// - Parameters:
  ///   - mean: m at its end.
  ///   - variation: `(λ + cμρ) ρ^(√(2(c+1))-1)` over the step.
  ///   - capacity: `cμ` over the step.
  ///   - load: λ/(cμ).
  ///   - power: `ρ^√(2(c+1))`.
  mutating func advance(
    mean: Double, variation: Double, capacity: Double, load: Double, power: Double
  ) {
    guard mean > Self.nothing else {
      variance = mean * mean
      return
    }
    let square = mean * mean
    guard variance > 1e-6 * square else {
      variance = min(square, variance + variation)
      return
    }
    let ratio = variance / square
    let density = Double.exp(Self.steepness * (1 - 1 / ratio))
    let stiffness = variation * Self.steepness * density / (ratio * variance)
    let settling = variation * (1 - density) / (1 + stiffness)
    guard ratio > 1 else {
      variance = min(square, variance + settling)
      return
    }
    let queued = 2 / (1 + ratio)
    let idle = (1 - queued) * max(0, 1 - load) + queued * queued * power / mean
    let draining = variation - 2 * mean * capacity * idle
    variance = min(Self.widest * square, max(square, variance + min(settling, draining)))
  }

  /// The spread of one of several queues, of which `share` are the other's.
  func mixed(with other: WaitingSpread, share: Double) -> WaitingSpread {
    var mixed = self
    mixed.variance += share * (other.variance - variance)
    return mixed
  }

  /// The spread after some of those who wait have gone: no more than that of a steady state.
  mutating func limit(to mean: Double) { variance = min(variance, mean * mean) }
}
