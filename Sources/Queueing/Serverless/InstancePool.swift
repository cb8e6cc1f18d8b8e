import RealModule

/// Idle instances in random or least recent order, by separation of time scales.
///
/// The number y of instances that exist is a birth-death process that is slow against the requests:
/// a new one starts when all y are busy, at rate `λ B(y)` with Erlang's B; one expires when an
/// instance that became idle (at rate `λ (1 - B)`) is not taken within the timeout. While y stays,
/// the busy ones are a truncated Poisson number b. In random order a tagged idle instance is taken at
/// rate `λ/(y - b)`: its survival is that of a killed birth-death chain over b, whose transform is a
/// tridiagonal system, inverted on a Talbot contour. In least recent order it is taken after as many
/// requests as there were idle instances when it became one.
struct InstancePool {
  private(set) var coldShare = 0.0
  private(set) var meanIdle = 0.0

  /// The number of instances above which a tagged one is taken at its mean rate, since the numbers
  /// then fluctuate little.
  private static let mostExact = 1500

  init(arrivals: Double, load: Double, timeout: Double, isRandom: Bool) {
    // Far fewer instances than busy requests want have no probability.
    var size = max(1, Int(load - 7 * load.squareRoot()))
    var blocking = InverseBlocking(servers: size, load: load).blocking
    var logWeight = 0.0
    var peak = 0.0
    var terms: [(log: Double, blocking: Double, idle: Double)] = []
    while true {
      terms.append((logWeight, blocking, Double(size) - load * (1 - blocking)))
      let birth = arrivals * blocking
      size += 1
      blocking = load * blocking / (Double(size) + load * blocking)
      let survival =
        isRandom
        ? Self.randomSurvival(arrivals, load, timeout, size: size, blocking: blocking)
        : Self.orderedSurvival(arrivals, load, timeout, size: size)
      let death = max(arrivals * (1 - blocking) * survival, 1e-290)
      guard birth > 0 else { break }
      logWeight += .log(birth / death)
      peak = max(peak, logWeight)
      if logWeight < peak - 40 { break }
    }
    var total = 0.0
    for term in terms {
      let weight = Double.exp(term.log - peak)
      total += weight
      coldShare += weight * term.blocking
      meanIdle += weight * term.idle
    }
    coldShare /= total
    meanIdle /= total
  }

  /// The law of the busy ones over 0, ..., `most`, Poisson and cut there.
  private static func busy(_ load: Double, most: Int) -> [Double] {
    let law = PoissonProbability.law(of: 0...most, mean: load)
    let total = law.reduce(0, +)
    return total > 0 ? law.map { $0 / total } : law
  }

  /// The probability that an instance, once idle, is not taken within the timeout, least recent
  /// first: fewer requests come than there are idle ones.
  private static func orderedSurvival(
    _ arrivals: Double, _ load: Double, _ timeout: Double, size: Int
  ) -> Double {
    let mean = arrivals * timeout
    var atMost: [Double] = []
    var sum = 0.0
    for count in 0..<size {
      sum += .exp(PoissonProbability.log(count: count, mean: mean))
      atMost.append(min(1, sum))
    }
    var survival = 0.0
    for (count, probability) in busy(load, most: size - 1).enumerated() {
      survival += probability * atMost[size - count - 1]
    }
    return survival
  }

  /// The same, taken at random.
  private static func randomSurvival(
    _ arrivals: Double, _ load: Double, _ timeout: Double, size: Int, blocking: Double
  ) -> Double {
    guard size <= mostExact else {
      return .exp(-timeout * arrivals * (1 - blocking) / (Double(size) - load * (1 - blocking)))
    }
    let service = arrivals / load
    let start = busy(load, most: size - 1)
    var survival = 0.0
    for node in TalbotContour.passages {
      let s = Complex(real: node.place.real / timeout, imaginary: node.place.imaginary / timeout)
      // Backward equations: (s + out) x_b = 1 + up x_(b+1) + down x_(b-1); elimination upward.
      var slopes: [Complex] = []
      var offsets: [Complex] = []
      slopes.reserveCapacity(size)
      offsets.reserveCapacity(size)
      for count in 0..<size {
        let idle = Double(size - count)
        let up = arrivals * (idle - 1) / idle
        let down = Double(count) * service
        var bottom = Complex(real: s.real + arrivals + down, imaginary: s.imaginary)
        var top = Complex.one
        if count > 0 {
          bottom = bottom + (-down) * slopes[count - 1]
          top = top + down * offsets[count - 1]
        }
        slopes.append(Complex(real: up, imaginary: 0) / bottom)
        offsets.append(top / bottom)
      }
      var value = Complex.zero
      var sum = Complex.zero
      for count in (0..<size).reversed() {
        value = slopes[count] * value + offsets[count]
        sum = sum + start[count] * value
      }
      survival += (node.weight * sum).imaginary
    }
    return min(1, max(survival / timeout, 1e-15))
  }
}
