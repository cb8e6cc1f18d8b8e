import RealModule

/// Gauss-Legendre quadrature on [-1, 1].
enum GaussLegendre {
  /// Nodes and weights of the rule with 16 nodes, exact for polynomials of degree 31.
  static let sixteen: [(node: Double, weight: Double)] = rule(16)

  /// The rule with `count` nodes.
  ///
  /// Newton's method on the Legendre polynomial from Tricomi's first guess. Davis and Rabinowitz, Methods of Numerical Integration, 2nd ed. 1984, section 2.7.
  static func rule(_ count: Int) -> [(node: Double, weight: Double)] {
    (1...count).map { index in
      var node = Double.cos(.pi * (Double(index) - 0.25) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<6 {
        var previous = 1.0
        var current = node
        for degree in stride(from: 2.0, through: Double(count), by: 1) {
          let next = ((2 * degree - 1) * node * current - (degree - 1) * previous) / degree
          previous = current
          current = next
        }
        slope = Double(count) * (node * current - previous) / (node * node - 1)
        node -= current / slope
      }
      return (node, 2 / ((1 - node * node) * slope * slope))
    }
  }
}
