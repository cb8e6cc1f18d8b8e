import Synchronization

/// The law of T/D under processor sharing but for its mean, for utilizations that differ in no digit that
/// counts: solved once, and remembered.
///
/// What fails and what retries make of it is asked at the same shares of saturation for every stage and
/// every deployment unit, and close to saturation a law takes thousands of states. A utilization is rounded
/// to 40 binary digits first, so that what is found does not hang on who asked before: a billionth of a
/// thousandth, where the law is a few thousandths off. Means stay those of the utilization itself.
enum SharingShape {
  /// What a law is remembered by.
  private struct Key: Hashable {
    let servers: Int
    /// Rounded.
    let utilization: Double
  }

  private static let known = Mutex<[Key: [ExponentialMixture.Branch]]>([:])
  /// A plan needs a few hundred; samples and trials, which hardly ever ask for one twice, far more.
  private static let most = 1024

  /// The branches for a utilization, up to a common factor of their means.
  ///
  /// - Parameter solve: Finds them for a utilization.
  static func branches(
    utilization: Double, servers: Int, _ solve: (Double) -> [ExponentialMixture.Branch]
  ) -> [ExponentialMixture.Branch] {
    let key = Key(servers: servers, utilization: rounded(utilization))
    if let branches = known.withLock({ $0[key] }) { return branches }
    let branches = solve(key.utilization)
    known.withLock { known in
      if known.count >= most { known.removeAll(keepingCapacity: true) }
      known[key] = branches
    }
    return branches
  }

  /// A utilization to 40 binary digits, below one as before.
  static func rounded(_ utilization: Double) -> Double {
    let dropped: UInt64 = 1 << 12
    let bits = (utilization.bitPattern + dropped / 2) & ~(dropped - 1)
    return min(Double(bitPattern: bits), 1 - 0x1p-40)
  }
}
