import RealModule

/// Growth by a constant share per month.
package struct GrowthCurve: Hashable, Sendable {
  /// Above 0.
  package let monthlyGrowth: Double

  package init(monthlyGrowth: Double) {
    self.monthlyGrowth = monthlyGrowth
  }

  /// The months in which something grows by a factor: `ln(ratio) / ln(1 + g)`.
  package func months(ratio: Double) -> Double {
    Double.log(ratio) / Double.log(onePlus: monthlyGrowth)
  }
}
