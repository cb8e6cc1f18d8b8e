import RealModule

/// A symmetric tridiagonal matrix, as the three-term recurrence of orthogonal polynomials gives it.
struct JacobiMatrix {
  var diagonal: [Double]
  /// The elements beside the diagonal, one fewer.
  var offDiagonal: [Double]

  /// Nodes and weights of the Gauss quadrature: the eigenvalues and the squares of the first
  /// components of the eigenvectors, weights adding up to one.
  ///
  /// Golub and Welsch, "Calculation of Gauss quadrature rules", Math. Comp. 23 (1969): implicit QL
  /// with shifts, O(n²), to a few units in the last place of the greatest eigenvalue. Sorted by
  /// node.
  func gaussQuadrature() -> [(node: Double, weight: Double)] {
    let n = diagonal.count
    var d = diagonal
    var e = offDiagonal + [0]
    var first = [Double](repeating: 0, count: n)
    first[0] = 1
    for low in 0..<n {
      for _ in 0..<80 {
        var end = low
        while end < n - 1 {
          let scale = d[end].magnitude + d[end + 1].magnitude
          if e[end].magnitude <= 1e-17 * scale { break }
          end += 1
        }
        if end == low { break }
        Self.step(from: low, to: end, &d, &e, &first)
      }
    }
    return zip(d, first).map { (node: $0, weight: $1 * $1) }.sorted { $0.node < $1.node }
  }

  /// One implicit QL step on the block `low...end`.
  private static func step(
    from low: Int, to end: Int, _ d: inout [Double], _ e: inout [Double],
    _ first: inout [Double]
  ) {
    var g = (d[low + 1] - d[low]) / (2 * e[low])
    var r = Double.hypot(g, 1)
    g = d[end] - d[low] + e[low] / (g + (g < 0 ? -r : r))
    var sine = 1.0
    var cosine = 1.0
    var p = 0.0
    for i in stride(from: end - 1, through: low, by: -1) {
      var f = sine * e[i]
      let b = cosine * e[i]
      r = .hypot(f, g)
      e[i + 1] = r
      if r == 0 {
        d[i + 1] -= p
        e[end] = 0
        return
      }
      sine = f / r
      cosine = g / r
      g = d[i + 1] - p
      r = (d[i] - g) * sine + 2 * cosine * b
      p = sine * r
      d[i + 1] = g + p
      g = cosine * r - b
      f = first[i + 1]
      first[i + 1] = sine * first[i] + cosine * f
      first[i] = cosine * first[i] - sine * f
    }
    d[low] -= p
    e[low] = g
    e[end] = 0
  }
}
