package import Quantities
import RealModule

/// Something that grows month by month towards a limit: storage towards its maximum, a working set
/// towards the memory that holds it.
///
/// Today's size, the growth and the limit may be ranges; the answer is then a range of months. Pure
/// arithmetic, `m = ln(L/w)/ln(1+g)` or `(L - w)/b`: as good as its inputs. O(1).
package struct CapacityGrowth: Hashable, Sendable {
  /// How a size grows.
  package enum Growth: Hashable, Sendable {
    /// By a share of itself each month, 0.05 for 5 %: `w (1+g)^m`.
    case compound(perMonth: Estimate)
    /// By the same amount each month: `w + b m`.
    case linear(perMonth: Estimate)
  }

  /// The size today, in any unit that the limit and the amounts share.
  package let size: Estimate
  package let growth: Growth
  /// What it must not exceed.
  package let limit: Estimate

  /// A growing size.
  ///
  /// - Precondition: sizes positive; compound growth above -100 %.
  package init(size: Estimate, growth: Growth, limit: Estimate) {
    precondition(size.low > 0 && size.high.isFinite, "size")
    precondition(limit.low > 0 && limit.high.isFinite, "limit")
    if case .compound(let rate) = growth { precondition(rate.low > -1, "growth") }
    self.size = size
    self.growth = growth
    self.limit = limit
  }

  /// How every number is obtained.
  package static let method = Method.derived

  /// The size after some months.
  package func size(afterMonths months: Double) -> Estimate {
    func after(_ size: Double, _ rate: Double) -> Double {
      switch growth {
      case .compound: size * .pow(1 + rate, months)
      case .linear: max(0, size + rate * months)
      }
    }
    let rate = self.rate
    return Estimate(
      low: after(size.low, rate.low), likely: after(size.likely, rate.likely),
      high: after(size.high, rate.high))
  }

  /// The months until the size exceeds the limit.
  ///
  /// Zero when it does already, infinite when it never does. The low end takes the largest size, the
  /// fastest growth and the least limit.
  package var monthsToLimit: Estimate {
    let rate = self.rate
    return Estimate(
      low: months(size.high, rate.high, limit.low),
      likely: months(size.likely, rate.likely, limit.likely),
      high: months(size.low, rate.low, limit.high))
  }

  private var rate: Estimate {
    switch growth {
    case .compound(let rate), .linear(let rate): rate
    }
  }

  private func months(_ size: Double, _ rate: Double, _ limit: Double) -> Double {
    if size > limit { return 0 }
    guard rate > 0 else { return .infinity }
    switch growth {
    case .compound: return .log(limit / size) / .log(onePlus: rate)
    case .linear: return (limit - size) / rate
    }
  }
}
