import RealModule

/// The law of the maximum of a random walk with steps `U` on the whole numbers and negative drift,
/// which is that of the wait in a queue: Lindley's equation solved by factorization.
///
/// Spitzer's identity: the maximum has the transform `exp(Σ_{j≥1} v_j (z^j - 1))` with
/// `v_j = Σ_k P(U_1 + ... + U_k = j)/k`, the coefficients of `-ln(1 - E[z^U])` at positive powers
/// (Spitzer, "The Wiener-Hopf equation whose kernel is a probability density", 1957; Asmussen,
/// Applied Probability and Queues, 2nd ed. 2003, section VIII.4). They are read off by FFT on the
/// unit circle after dividing out the zero at one, `1 - 1/z`; both logarithms then have arguments
/// within a right angle and need no unwrapping. Error: what the coefficients are beyond half of the
/// circle, and a few `ε log n`.
struct WienerHopfFactor {
  /// v_0, half of which counts as positive when the whole numbers stand for a continuous law.
  let atZero: Double
  /// v_j for j from 1, up to half of the points.
  let coefficients: [Double]
  /// The greatest coefficient near half of the circle, relative to the first: an error estimate.
  let aliasing: Double

  /// The factor from the values of `1 - E[z^U]`.
  ///
  /// - Parameters:
  ///   - count: The points, a power of two.
  ///   - drift: `-E[U]`, above zero.
  ///   - complement: `1 - E[e^(iθU)]` at an angle in (0, π].
  init(count: Int, drift: Double, complement: (Double) -> Complex) {
    var logarithm = [Complex](repeating: .zero, count: count)
    logarithm[0] = Complex(.log(drift))
    for index in 1...(count / 2) {
      let angle = 2 * .pi * Double(index) / Double(count)
      let pole = Complex.expMinusOne(Complex(real: 0, imaginary: -angle))
      let value = Complex.log(complement(angle)) - Complex.log(-1 * pole)
      // Conjugate symmetric, and conjugated for the inverse transform below.
      logarithm[index] = Complex(real: value.real, imaginary: -value.imaginary)
      logarithm[count - index] = value
    }
    logarithm[count / 2].imaginary = 0
    FourierTransform(count: count).inverse(&logarithm)
    atZero = -logarithm[0].real
    coefficients = (1..<(count / 2)).map { max(0, -logarithm[$0].real) }
    let far = coefficients.suffix(count / 64).reduce(0) { max($0, $1) }
    aliasing = coefficients[0] > 0 ? far / coefficients.reduce(0, max) : 0
  }

  /// E[maximum] = Σ_j j v_j.
  var mean: Double {
    var sum = 0.0
    for (index, value) in coefficients.enumerated().reversed() { sum += Double(index + 1) * value }
    return sum
  }

  /// P(maximum = j) for j from 0.
  var masses: [Double] {
    let count = 2 * (coefficients.count + 1)
    var values = [Complex](repeating: .zero, count: count)
    var total = 0.0
    for (index, value) in coefficients.enumerated() {
      values[index + 1].real = value
      total += value
    }
    let transform = FourierTransform(count: count)
    transform.forward(&values)
    for index in values.indices {
      values[index] = .exp(
        Complex(
          real: values[index].real - total,
          imaginary: values[index].imaginary))
    }
    transform.inverse(&values)
    return values.prefix(count / 2).map { max(0, $0.real) }
  }
}
