/// A number that is not negative, of any magnitude: `mantissa · 2^(256 · exponent)`.
///
/// Normalizing constants of closed networks leave the range of a `Double` at a few hundred
/// customers; this keeps its 53 bits.
struct ScaledNumber: Sendable {
  /// Zero, or in `2^-128 ..< 2^128`.
  private(set) var mantissa: Double
  private(set) var exponent: Int

  static let zero = ScaledNumber(0)

  private static let most = 0x1p128
  private static let least = 0x1p-128
  private static let base = 0x1p256

  /// - Precondition: `value` is finite and not negative.
  init(_ value: Double) {
    mantissa = value
    exponent = 0
    normalize()
  }

  @inline(__always)
  private mutating func normalize() {
    if mantissa < Self.most && mantissa >= Self.least { return }
    guard mantissa > 0 else {
      exponent = 0
      return
    }
    while mantissa >= Self.most {
      mantissa *= 1 / Self.base
      exponent += 1
    }
    while mantissa < Self.least {
      mantissa *= Self.base
      exponent -= 1
    }
  }

  @inline(__always)
  static func * (factor: Double, right: ScaledNumber) -> ScaledNumber {
    var result = right
    result.mantissa *= factor
    result.normalize()
    return result
  }

  /// The product of two.
  func multiplied(by other: ScaledNumber) -> ScaledNumber {
    var result = self
    result.mantissa *= other.mantissa
    result.exponent += other.exponent
    result.normalize()
    return result
  }

  @inline(__always)
  static func + (left: ScaledNumber, right: ScaledNumber) -> ScaledNumber {
    var result = left
    if left.exponent == right.exponent {
      result.mantissa += right.mantissa
    } else if left.mantissa == 0 {
      return right
    } else if right.mantissa == 0 {
      return left
    } else if left.exponent == right.exponent + 1 {
      result.mantissa += right.mantissa * (1 / base)
    } else if left.exponent + 1 == right.exponent {
      result = right
      result.mantissa += left.mantissa * (1 / base)
    } else {
      return left.exponent > right.exponent ? left : right
    }
    result.normalize()
    return result
  }

  @inline(__always)
  static func += (left: inout ScaledNumber, right: ScaledNumber) { left = left + right }

  /// The ratio as an ordinary number; zero or infinite when out of range.
  static func / (left: ScaledNumber, right: ScaledNumber) -> Double {
    let ratio = left.mantissa / right.mantissa
    switch left.exponent - right.exponent {
    case 0: return ratio
    case 1: return ratio * base
    case -1: return ratio / base
    case let difference: return left.mantissa == 0 || difference < 0 ? 0 : .infinity
    }
  }
}
