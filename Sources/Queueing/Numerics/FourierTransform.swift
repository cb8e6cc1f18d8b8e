import RealModule

/// The discrete Fourier transform of a power of two of points.
///
/// Cooley and Tukey, "An algorithm for the machine calculation of complex Fourier series", 1965;
/// in place, O(n log n). Each twiddle factor is computed by itself, so that the relative error is
/// about `ε log n`.
struct FourierTransform {
  /// n, a power of two.
  let count: Int
  /// `e^(-2πik/n)` for the first half of the circle.
  private let roots: [Complex]

  /// - Precondition: `count` is a power of two.
  init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0, "a power of two")
    self.count = count
    roots = (0..<(count / 2)).map { index in
      Complex(modulus: 1, angle: -2 * .pi * Double(index) / Double(count))
    }
  }

  /// `X_k = Σ_j x_j e^(-2πijk/n)`.
  func forward(_ values: inout [Complex]) { transform(&values, inverse: false) }

  /// The inverse of `forward`.
  func inverse(_ values: inout [Complex]) {
    transform(&values, inverse: true)
    let scale = 1 / Double(count)
    for index in values.indices { values[index] = scale * values[index] }
  }

  private func transform(_ values: inout [Complex], inverse: Bool) {
    precondition(values.count == count, "as many values as the transform has points")
    reorder(&values)
    roots.withUnsafeBufferPointer { roots in
      values.withUnsafeMutableBufferPointer { values in
        var width = 2
        while width <= count {
          let half = width / 2
          let stride = count / width
          var start = 0
          while start < count {
            for offset in 0..<half {
              var root = roots[offset * stride]
              if inverse { root.imaginary = -root.imaginary }
              let upper = values[start + offset]
              let lower = values[start + offset + half] * root
              values[start + offset] = upper + lower
              values[start + offset + half] = upper - lower
            }
            start += width
          }
          width *= 2
        }
      }
    }
  }

  /// Swaps each place with the one of reversed bits.
  private func reorder(_ values: inout [Complex]) {
    var reversed = 0
    for index in 1..<max(count, 1) {
      var bit = count >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed { values.swapAt(index, reversed) }
    }
  }
}
