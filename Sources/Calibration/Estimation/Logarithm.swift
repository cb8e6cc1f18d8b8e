import RealModule

/// Logarithms under names that do not clash with the library's.
enum Logarithm {
  static func natural(_ value: Double) -> Double { .log(value) }
  static func exponential(_ value: Double) -> Double { .exp(value) }
}
