import RealModule

/// The regularized upper incomplete gamma function `Q(a, x) = Γ(a, x)/Γ(a)`: the tail of the gamma
/// law, and of Erlang's for a whole number `a`.
///
/// The series of Abramowitz and Stegun, eq. 6.5.29, left of the mean and the continued fraction
/// 6.5.31, by Lentz's method, right of it; relative error about 1e-13. Takes O(√a) steps.
enum IncompleteGamma {
  /// Q(a, x) for `a` above zero and `x` of at least zero.
  static func upper(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    let front = Double.exp(a * .log(x) - x - .logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      repeat {
        n += 1
        term *= x / n
        sum += term
      } while term > sum * 1e-17
      return max(0, 1 - front * sum)
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for i in 1...100_000 {
      let numerator = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      let change = c * d
      fraction *= change
      if (change - 1).magnitude < 1e-16 { break }
    }
    return front * fraction
  }
}
