import RealModule

/// The law of the number waiting in M/D/c: of the maximum of a random walk with steps `Poisson(a) - c`.
///
/// Spitzer's identity: the transform is `exp(Σ_{j≥1} v_j (z^j - 1))` with
/// `v_j = Σ_k P(Poisson(ka) = kc + j)/k` (Crommelin 1932; Asmussen, Applied Probability and Queues, 2nd
/// ed. 2003, section VIII.4). Two ways to the coefficients, so that none is used where it fails:
///
/// - Where `c(ρ - 1 - ln ρ)` is not small the sums over k are short. All terms are positive, so that
///   probabilities are exact relative to themselves however rarely anybody waits.
/// - Else they are read off `-ln(1 - E[z^U])` on the unit circle by FFT after dividing out its zero at
///   one and the next one outside, `τ > 1` with `a(τ - 1) = c ln τ`. That one is what comes close to
///   the circle near saturation; it stands for a geometric part of ratio 1/τ, and the rest needs the
///   same few points at any load.
///
/// Errors: relative 1e-12. O(√c) coefficients, squared in the first case.
struct ConstantServiceWalk: Hashable {
  /// E[N].
  let mean: Double
  /// P(N > m) for m from 0.
  private let tails: [Double]
  /// ln τ: beyond the list tails fall by this exponent with each one more waiting.
  let decay: Double

  /// The longest sum over k.
  private static let mostTerms = 1000.0
  /// Exponent of what is left out: e^(-45).
  private static let depth = 45.0

  /// - Parameters:
  ///   - load: a, the offered load.
  ///   - servers: c.
  ///   - slack: `c - a`, to its own precision.
  init(load: Double, servers: Int, slack: Double) {
    decay = Self.decay(load: load, slack: slack)
    let idle = slack / Double(servers)
    let exponent = idle < 1e-4 ? idle * idle / 2 : -Double.log(onePlus: -idle) - idle
    if Double(servers) * exponent * Self.mostTerms >= Self.depth {
      (mean, tails) = Self.summed(load: load, servers: servers, decay: decay)
    } else {
      (mean, tails) = Self.factored(load: load, servers: servers, slack: slack, decay: decay)
    }
  }

  /// P(N > m); one for negative m.
  func tail(_ m: Int) -> Double {
    if m < 0 { return 1 }
    if m < tails.count { return tails[m] }
    return tails[tails.count - 1] * .exp(-decay * Double(m - tails.count + 1))
  }

  /// P(N = m).
  func mass(_ m: Int) -> Double { m < 0 ? 0 : max(0, tail(m - 1) - tail(m)) }

  /// The `w = ln τ` above zero with `(e^w - 1 - w)/w = slack/load`, by Newton's method from the right.
  private static func decay(load: Double, slack: Double) -> Double {
    let goal = slack / load
    var w = min(2 * goal, 2 * .log(onePlus: goal) + 2)
    for _ in 0..<100 {
      let ratio = beyondLinear(w) / w
      let step = (ratio - goal) * w / (.expMinusOne(w) - ratio)
      w -= step
      if step.magnitude <= 1e-16 * w { break }
    }
    return w
  }

  /// `e^w - 1 - w` without cancellation.
  private static func beyondLinear(_ w: Double) -> Double {
    guard w < 0.5 else { return .expMinusOne(w) - w }
    var term = w * w / 2
    var sum = 0.0
    var order = 3.0
    while term > 1e-18 * sum {
      sum += term
      term *= w / order
      order += 1
    }
    return sum
  }

  /// By sums of positive terms, and Panjer's recursion `j p_j = Σ_i i v_i p_(j-i)`.
  private static func summed(load: Double, servers: Int, decay: Double)
    -> (mean: Double, tails: [Double])
  {
    var coefficients: [Double] = [0, 0]
    var greatest = 0.0
    for period in 1...10_000 {
      let count = Double(period)
      let mean = count * load
      var term =
        Double.exp(PoissonProbability.log(count: period * servers + 1, mean: mean)) / count
      if term <= 1e-18 * greatest { break }
      greatest = max(greatest, term)
      var jump = 1
      while term > 1e-20 * greatest {
        if jump == coefficients.count { coefficients.append(0) }
        coefficients[jump] += term
        jump += 1
        term *= mean / Double(period * servers + jump)
      }
    }
    var total = 0.0
    var mean = 0.0
    for jump in coefficients.indices.dropFirst().reversed() {
      total += coefficients[jump]
      mean += Double(jump) * coefficients[jump]
      coefficients[jump] *= Double(jump)
    }
    let count = max(coefficients.count, Int(depth / decay) + 1)
    var masses = [Double](repeating: 0, count: count)
    masses[0] = .exp(-total)
    for number in masses.indices.dropFirst() {
      var sum = 0.0
      for jump in 1..<min(number + 1, coefficients.count) {
        sum += coefficients[jump] * masses[number - jump]
      }
      masses[number] = sum / Double(number)
    }
    var tails = [Double](repeating: 0, count: count)
    for number in masses.indices.dropFirst().reversed() {
      tails[number - 1] = tails[number] + masses[number]
    }
    // The last is left of the geometric continuation.
    tails[count - 1] = count > 1 ? tails[count - 2] * .exp(-decay) : 0
    return (mean, tails)
  }

  /// By factorization: a geometric part of ratio 1/τ, and a short rest that may be signed.
  private static func factored(load: Double, servers: Int, slack: Double, decay: Double)
    -> (mean: Double, tails: [Double])
  {
    let count = Double(servers)
    var points = 1 << 10
    while Double(points) < 128 * count.squareRoot() { points *= 2 }
    let closed = -Double.expMinusOne(-decay)
    var logarithm = [Complex](repeating: .zero, count: points)
    logarithm[0] = Complex(.log(slack / closed))
    for index in 1...(points / 2) {
      let angle = 2 * .pi * Double(index) / Double(points)
      let half = Double.sin(angle / 2)
      let step = Complex(
        real: -2 * load * half * half, imaginary: load * .sin(angle) - count * angle)
      let inner = Complex.expMinusOne(Complex(real: 0, imaginary: -angle))
      let outer = Complex.expMinusOne(Complex(real: -decay, imaginary: angle))
      let value =
        Complex.log(-1 * Complex.expMinusOne(step)) - Complex.log(-1 * inner)
        - Complex.log(-1 * outer)
      // Conjugate symmetric, and conjugated for the inverse transform below.
      logarithm[index] = Complex(real: value.real, imaginary: -value.imaginary)
      logarithm[points - index] = value
    }
    logarithm[points / 2].imaginary = 0
    let transform = FourierTransform(count: points)
    transform.inverse(&logarithm)
    var rest = [Complex](repeating: .zero, count: points)
    var total = 0.0
    var mean = 1 / Double.expMinusOne(decay)
    for jump in 1..<(points / 2) {
      let coefficient = -logarithm[jump].real
      rest[jump].real = coefficient
      total += coefficient
      mean += Double(jump) * coefficient
    }
    transform.forward(&rest)
    for index in rest.indices {
      rest[index] = .exp(
        Complex(real: rest[index].real - total, imaginary: rest[index].imaginary))
    }
    transform.inverse(&rest)
    let length = points / 2
    var beyond = [Double](repeating: 0, count: length)
    for index in (1..<length).reversed() { beyond[index - 1] = beyond[index] + rest[index].real }
    let ratio = Double.exp(-decay)
    var geometric = 0.0
    let tails = (0..<length).map { index in
      geometric = ratio * (geometric + rest[index].real)
      return min(1, max(0, geometric + beyond[index]))
    }
    return (mean, tails)
  }
}
