/// Four complex numbers at once, for transforms at four frequencies: the same operations in the same order
/// as `Complex` has, and so the same digits.
struct ComplexLanes: TransformNumber {
  typealias Lanes = SIMD4<Double>

  var real: Lanes
  var imaginary: Lanes

  static let zero = ComplexLanes(real: .zero, imaginary: .zero)
  static let one = ComplexLanes(real: .one, imaginary: .zero)

  @inline(__always)
  static func + (left: ComplexLanes, right: ComplexLanes) -> ComplexLanes {
    ComplexLanes(real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
  }

  @inline(__always)
  static func * (left: ComplexLanes, right: ComplexLanes) -> ComplexLanes {
    ComplexLanes(
      real: left.real * right.real - left.imaginary * right.imaginary,
      imaginary: left.real * right.imaginary + left.imaginary * right.real)
  }

  @inline(__always)
  static func * (factor: Double, right: ComplexLanes) -> ComplexLanes {
    ComplexLanes(real: factor * right.real, imaginary: factor * right.imaginary)
  }

  @inline(__always)
  static func / (left: ComplexLanes, right: ComplexLanes) -> ComplexLanes {
    let scale = 1 / (right.real * right.real + right.imaginary * right.imaginary)
    return ComplexLanes(
      real: (left.real * right.real + left.imaginary * right.imaginary) * scale,
      imaginary: (left.imaginary * right.real - left.real * right.imaginary) * scale)
  }

  @inline(__always)
  func onePlus(times factor: Double) -> ComplexLanes {
    ComplexLanes(real: 1 + factor * real, imaginary: factor * imaginary)
  }

  @inline(__always)
  var inverse: ComplexLanes {
    let scale = 1 / (real * real + imaginary * imaginary)
    return ComplexLanes(real: real * scale, imaginary: -imaginary * scale)
  }
}
