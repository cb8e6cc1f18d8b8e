import RealModule

/// Idle instances as a stack: instance k+1 is in use while more than k requests are.
///
/// It becomes idle when the number of busy ones falls from k+1 to k and is wanted again when it next
/// rises to k+1, so that a request that finds k busy is cold when the passage from k to k+1 took
/// longer than the timeout. In M/M/∞ that passage has the transform
/// `φ_k(s) = λ/(λ + s + kμ (1 - φ_(k-1)(s)))`, all of whose poles are real and negative; it is
/// inverted on a Talbot contour. Arrivals find k busy with the Poisson probability of mean λ/μ.
struct InstanceStack {
  private(set) var coldShare = 0.0
  private(set) var meanIdle = 0.0

  init(arrivals: Double, service: Double, timeout: Double) {
    let load = arrivals / service
    let last = Int(load + 9 * load.squareRoot() + 14)
    let weights = (0...last).map { Double.exp(PoissonProbability.log(count: $0, mean: load)) }
    for node in TalbotContour.passages {
      let s = Complex(real: node.place.real / timeout, imaginary: node.place.imaginary / timeout)
      var passage = Complex.zero
      var tail = Complex.zero
      for count in 0...last {
        let back = Double(count) * service
        let real = arrivals + s.real + back * (1 - passage.real)
        let imaginary = s.imaginary - back * passage.imaginary
        // Nothing here comes near overflow, which dividing complex numbers guards against at a price.
        let scale = arrivals / (real * real + imaginary * imaginary)
        passage = Complex(real: real * scale, imaginary: -imaginary * scale)
        tail =
          tail
          + weights[count] * Complex(real: 1 - passage.real, imaginary: -passage.imaginary)
      }
      let survival = tail / s
      let lost = survival / s
      coldShare += (node.weight * survival).imaginary
      meanIdle += (node.weight * lost).imaginary
    }
    coldShare = min(1, max(0, coldShare / timeout))
    meanIdle = max(0, arrivals * meanIdle / timeout)
  }
}
