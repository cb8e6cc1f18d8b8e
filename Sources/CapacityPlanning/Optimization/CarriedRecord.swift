/// What is known of combinations that were tried: one that is no better in any burden than a failure
/// fails, one that is no worse in any burden than a success succeeds.
struct CarriedRecord {
  private var failures: [UInt64: [[Double]]] = [:]
  private var successes: [UInt64: [[Double]]] = [:]
  /// Older entries than this many are not looked at again, so that a look stays cheap.
  private static let most = 96

  /// The outcome of a combination; nil where nothing tried decides it.
  ///
  /// - Parameter tiers: A bit for each tier that has an option.
  func outcome(_ burden: [Double], tiers: UInt64) -> Bool? {
    if failures[tiers]?.contains(where: { Self.isNoBetter(burden, than: $0) }) ?? false {
      return false
    }
    if successes[tiers]?.contains(where: { Self.isNoBetter($0, than: burden) }) ?? false {
      return true
    }
    return nil
  }

  mutating func note(_ burden: [Double], tiers: UInt64, carries: Bool) {
    if carries {
      Self.add(burden, to: &successes[tiers, default: []])
    } else {
      Self.add(burden, to: &failures[tiers, default: []])
    }
  }

  private static func add(_ burden: [Double], to list: inout [[Double]]) {
    if list.count >= most { list.removeFirst() }
    list.append(burden)
  }

  /// Whether no number on the left is less than the one on the right: what carries the left carries the right.
  static func isNoBetter(_ left: [Double], than right: [Double]) -> Bool {
    for (l, r) in zip(left, right) where l < r { return false }
    return true
  }
}
