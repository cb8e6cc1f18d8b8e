import Quantities
import RealModule

/// An axis of a plot: which values it spans, how it is divided, where a value stands.
struct PlotAxis: Hashable, Sendable {
  enum Scale {
    case linear, logarithmic
  }

  let title: String
  let scale: Scale
  let lowest: Double
  let highest: Double

  /// An axis from zero to the next round number above the values.
  static func linear(_ title: String, over values: [Double]) -> PlotAxis {
    let step = roundStep((values.max() ?? 1) / 5)
    let highest = ((values.max() ?? 1) / step).rounded(.up) * step
    return PlotAxis(title: title, scale: .linear, lowest: 0, highest: max(highest, step))
  }

  /// An axis between the powers of ten around the positive values.
  static func logarithmic(_ title: String, over values: [Double]) -> PlotAxis {
    let positive = values.filter { $0 > 0 }
    let lowest = Double.log10(positive.min() ?? 1).rounded(.down)
    let highest = Double.log10(positive.max() ?? 10).rounded(.up)
    return PlotAxis(
      title: title, scale: .logarithmic, lowest: Double.exp10(lowest),
      highest: Double.exp10(max(highest, lowest + 1)))
  }

  /// Where a value stands, from 0 to 1; what lies outside stands at the end.
  func share(_ value: Double) -> Double {
    let share =
      switch scale {
      case .linear: (value - lowest) / (highest - lowest)
      case .logarithmic:
        value <= lowest
          ? 0 : Double.log10(value / lowest) / Double.log10(highest / lowest)
      }
    return min(1, max(0, share))
  }

  /// The values at which it is divided.
  var ticks: [Double] {
    switch scale {
    case .linear:
      let step = Self.roundStep((highest - lowest) / 5)
      let count = Int(((highest - lowest) / step).rounded())
      return (0...max(1, count)).map { lowest + Double($0) * step }
    case .logarithmic:
      let powers = Int((Double.log10(highest / lowest)).rounded())
      // At most about eight divisions.
      let stride = max(1, (powers + 7) / 8)
      return Swift.stride(from: 0, through: powers, by: stride).map {
        lowest * Double.exp10(Double($0)).rounded()
      }
    }
  }

  /// 1, 2 or 5 times a power of ten, at least the value.
  private static func roundStep(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let power = Double.exp10(Double.log10(value).rounded(.down))
    let factor = [1.0, 2, 5, 10].first { $0 * power >= value * (1 - 1e-9) } ?? 10
    return factor * power
  }

  /// A value of the axis in few characters: `10k`, `2.5M`.
  static func text(_ value: Double) -> String {
    for (size, unit) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value.magnitude >= size {
      return DecimalText.significant(NumberText.rounded(value / size, digits: 3)) + unit
    }
    return DecimalText.significant(NumberText.rounded(value, digits: 3))
  }
}
