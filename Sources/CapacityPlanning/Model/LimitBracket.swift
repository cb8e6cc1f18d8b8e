import RealModule

/// Between which loads the first limit is passed, and where to look next: loads on limits grow nearly in
/// proportion to a power of the users.
struct LimitBracket {
  /// The greatest number of users known to be within all limits, and the least known not to be.
  private(set) var carried = 0.0
  private(set) var passed = Double.infinity
  private var last: (users: Double, fullest: Double)?

  /// How close both are brought together, as a share of the users: less than the steps of a search to three
  /// digits, so that it hardly asks between them.
  private static let width = 3e-4
  static let mostSteps = 8

  mutating func note(_ users: Double, isPassed: Bool) {
    if isPassed { passed = min(passed, users) } else { carried = max(carried, users) }
  }

  /// The next load to look at; nil once that tells nothing more.
  ///
  /// - Parameter fullest: The use of the fullest limit over its safe share.
  mutating func next(after users: Double, fullest: Double) -> Double? {
    guard fullest > 0, fullest.isFinite, passed > carried * (1 + Self.width) else { return nil }
    var power = 1.0
    if let last, last.users != users, last.fullest != fullest {
      power = Double.log(fullest / last.fullest) / Double.log(users / last.users)
      power = power.isFinite ? min(4, max(0.25, power)) : 1
    }
    last = (users, fullest)
    let root = users * Double.pow(fullest, -1 / power)
    // A little beyond what is known, so that the other side is found as well.
    let low = carried * (1 + 0.5 * Self.width)
    let high = passed * (1 - 0.5 * Self.width)
    let next = min(high, max(low, root))
    return next.isFinite && next > carried && next < passed ? next : nil
  }
}
