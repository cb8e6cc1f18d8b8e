/// The factor of a standard error in a 95 % interval.
enum StudentQuantile {
  /// The 97.5 % quantile of Student's t; from a table to 30 degrees of freedom, beyond it by the
  /// first terms of its expansion around the normal quantile, within 0.001.
  ///
  /// Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, table 26.10 and eq. 26.7.5.
  static func twoSided95(degreesOfFreedom: Int) -> Double {
    guard degreesOfFreedom >= 1 else { return .infinity }
    if degreesOfFreedom <= table.count { return table[degreesOfFreedom - 1] }
    let z = 1.959964
    let n = Double(degreesOfFreedom)
    return z + (z * z * z + z) / (4 * n)
  }

  private static let table = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
  ]
}
