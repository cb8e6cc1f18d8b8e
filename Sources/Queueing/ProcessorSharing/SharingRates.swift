import RealModule

/// The rates of a birth and death process on the others present while a tagged request is served.
///
/// The process ends with the request. Births follow from the law of the number found, by detailed balance: the
/// measure that makes the process reversible is that law over the rate of ending.
struct SharingRates: Sendable {
  let births: [Double]
  let deaths: [Double]
  let ends: [Double]

  /// - Parameters:
  ///   - found: P(n others found), up to the most there can be.
  ///   - rate: The rate at which the tagged request is completed with so many present, itself
  ///     included.
  ///   - othersRate: The same of one of the others.
  init(found: [Double], rate: (Int) -> Double, othersRate: (Int) -> Double) {
    ends = found.indices.map { rate($0 + 1) }
    deaths = found.indices.map { $0 > 0 ? Double($0) * othersRate($0 + 1) : 0 }
    // Numbers so improbable that the quotient would leave the range of a double are never reached.
    var births = [Double](repeating: 0, count: found.count)
    for n in 0..<(found.count - 1) where min(found[n], found[n + 1]) > 1e-280 {
      births[n] = found[n + 1] / ends[n + 1] / (found[n] / ends[n]) * deaths[n + 1]
    }
    self.births = births
  }

  /// By number found, the transform of the time to the end: backward equations, by elimination.
  func transform(_ s: Complex) -> [Complex] {
    var slopes: [Complex] = []
    var offsets: [Complex] = []
    slopes.reserveCapacity(ends.count)
    offsets.reserveCapacity(ends.count)
    for n in ends.indices {
      var bottom = Complex(
        real: s.real + births[n] + deaths[n] + ends[n], imaginary: s.imaginary)
      var top = Complex(ends[n])
      if n > 0 {
        bottom = bottom + (-deaths[n]) * slopes[n - 1]
        top = top + deaths[n] * offsets[n - 1]
      }
      slopes.append(Complex(births[n]) / bottom)
      offsets.append(top / bottom)
    }
    var result = offsets
    for n in ends.indices.reversed().dropFirst() {
      result[n] = offsets[n] + slopes[n] * result[n + 1]
    }
    return result
  }
}
