import RealModule

/// Idle instances as a stack: instance k+1 is in use while more than k requests are.
///
/// It becomes idle when the number of busy ones falls from k+1 to k and is wanted again when it next
/// rises to k+1, so that a request that finds k busy is cold when the passage from k to k+1 took
/// longer than the timeout. In M/M/∞ that passage has the transform
/// `φ_k(s) = λ/(λ + s + kμ (1 - φ_(k-1)(s)))`, all of whose poles are real and negative; it is
/// inverted on a Talbot contour. Arrivals find k busy with the Poisson probability of mean λ/μ.
///
/// Counts nine standard deviations and more below the mean, found with a probability under 1e-18, are
/// left out, and the passage below the first is taken as sudden: `φ_k` depends on `φ_(k-1)` by the factor
/// `φ_k² kμ/λ`, whose product over nine deviations is under 1e-17.
///
/// - Complexity: O(√(λ/μ)) steps.
struct InstanceStack {
  private(set) var coldShare = 0.0
  private(set) var meanIdle = 0.0

  init(arrivals: Double, service: Double, timeout: Double) {
    let load = arrivals / service
    let reach = 9 * load.squareRoot() + 14
    let counts = max(0, Int(load - reach))...Int(load + reach)
    let weights = PoissonProbability.law(of: counts, mean: load)
    let nodes = TalbotContour.passages
    // All nodes go up together, so that the division of one does not wait for that of another.
    withUnsafeTemporaryAllocation(of: PassageNode.self, capacity: nodes.count) { lanes in
      for (lane, node) in nodes.enumerated() {
        lanes.initializeElement(
          at: lane,
          to: PassageNode(node.place, timeout: timeout, isSudden: counts.lowerBound > 0))
      }
      for (count, weight) in zip(counts, weights) {
        let back = Double(count) * service
        for lane in lanes.indices { lanes[lane].rise(arrivals, back, weight) }
      }
      for (lane, node) in zip(lanes, nodes) {
        let survival = lane.tail / lane.place
        let lost = survival / lane.place
        coldShare += (node.weight * survival).imaginary
        meanIdle += (node.weight * lost).imaginary
      }
    }
    coldShare = min(1, max(0, coldShare / timeout))
    meanIdle = max(0, arrivals * meanIdle / timeout)
  }
}

/// The passage upward at one node of the contour.
private struct PassageNode {
  let place: Complex
  /// `φ_k` of the last k.
  private var real: Double
  private var imaginary = 0.0
  /// `Σ_k p_k (1 - φ_k)`.
  private(set) var tail = Complex.zero

  /// - Parameter isSudden: Whether the passage before the first takes no time; otherwise there is none.
  init(_ place: Complex, timeout: Double, isSudden: Bool) {
    real = isSudden ? 1 : 0
    self.place = Complex(real: place.real / timeout, imaginary: place.imaginary / timeout)
  }

  /// From the passage below k to that from k, of which `back = kμ` services lead down.
  @inline(__always)
  mutating func rise(_ arrivals: Double, _ back: Double, _ weight: Double) {
    let realPart = arrivals + place.real + back * (1 - real)
    let imaginaryPart = place.imaginary - back * imaginary
    // Nothing here comes near overflow, which dividing complex numbers guards against at a price.
    let scale = arrivals / (realPart * realPart + imaginaryPart * imaginaryPart)
    real = realPart * scale
    imaginary = -imaginaryPart * scale
    tail = Complex(
      real: tail.real + weight * (1 - real), imaginary: tail.imaginary - weight * imaginary)
  }
}
