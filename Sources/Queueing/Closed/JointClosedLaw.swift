import RealModule

/// The law of the response time of one class in a closed network, with the numbers found at its
/// stations taken together.
///
/// A customer who begins a response finds (m_1, ..., m_K) others at the stations with the product-form
/// probability of the network without itself, and the times at the stations are independent given
/// these: `E[e^(-sT)] = Σ_m π(m) Π_k φ_k(m_k, s)`. That is exact for cycles of single servers
/// that are first come first served (Boxma, Kelly and Konheim, "The product form for sojourn time
/// distributions in cyclic exponential queues", JACM 31 (1984), theorem 1); elsewhere it leaves out
/// what happens between the stations. The sum is a convolution of as many sequences as there are
/// stations, once for each frequency of the inversion: O(N²) each.
struct JointClosedLaw: Sendable {
  enum Part: Sendable {
    /// First come first served: `φ(n) = μ/(μ+s) (cμ/(cμ+s))^max(0, n-c+1)`.
    case queue(servers: Int, service: Double)
    /// Processor sharing: the time to the end of a birth and death process on the others.
    case sharing(SharingRates)
  }

  /// A station with the weights of so many customers, from 0 on.
  struct Station: Sendable {
    let weights: [Double]
    let part: Part
  }

  /// The weights of the numbers who think.
  let thinking: [Double]
  let stations: [Station]
  /// The mean time at delays that belong to the response.
  let delay: Double
  private let total: Double

  init(thinking: [Double], stations: [Station], delay: Double) {
    self.thinking = Self.scaled(thinking)
    self.stations = stations.map { Station(weights: Self.scaled($0.weights), part: $0.part) }
    self.delay = delay
    total = Self.sum(self.thinking, self.stations.map { $0.weights.map { Complex($0) } }).real
  }

  /// The others in all.
  private var others: Int { thinking.count - 1 }

  /// Tail and density at a time above zero.
  func law(_ t: Double) -> TailPoint {
    EulerInversion.invert(at: t) { s in
      var value = Self.sum(thinking, stations.map { Self.transformed($0, s) })
      value = (1 / total) * value
      if delay > 0 { value = value / s.onePlus(times: delay) }
      return ((Complex.one - value) / s, value)
    }
  }

  /// `Σ thinking[N - m_1 - ... - m_K] Π a_k[m_k]`.
  private static func sum(_ thinking: [Double], _ sequences: [[Complex]]) -> Complex {
    var all = thinking.map { Complex($0) }
    let count = all.count
    for (place, sequence) in sequences.enumerated() {
      let isLast = place == sequences.count - 1
      var result = [Complex](repeating: .zero, count: count)
      for n in (isLast ? count - 1 : 0)..<count {
        var real = 0.0
        var imaginary = 0.0
        for m in 0...n {
          let (a, b) = (all[n - m], sequence[m])
          real += a.real * b.real - a.imaginary * b.imaginary
          imaginary += a.real * b.imaginary + a.imaginary * b.real
        }
        result[n] = Complex(real: real, imaginary: imaginary)
      }
      all = result
    }
    return all[count - 1]
  }

  /// The weights times `φ(m, s)`.
  private static func transformed(_ station: Station, _ s: Complex) -> [Complex] {
    switch station.part {
    case .queue(let servers, let service):
      let served = Complex.one / s.onePlus(times: service)
      let one = Complex.one / s.onePlus(times: service / Double(servers))
      var factor = served
      return station.weights.enumerated().map { n, weight in
        if n >= servers { factor = factor * one }
        return weight * factor
      }
    case .sharing(let rates):
      return zip(station.weights, rates.transform(s)).map { $0 * $1 }
    }
  }

  /// Relative to the greatest, so that nothing overflows.
  private static func scaled(_ weights: [Double]) -> [Double] {
    let most = weights.reduce(0, max)
    return most > 0 ? weights.map { $0 / most } : weights
  }
}
