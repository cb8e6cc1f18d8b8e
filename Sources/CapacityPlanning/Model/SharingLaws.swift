import Queueing

/// Laws of processors that were computed already: searches come back to the same machines at the same load.
final class SharingLaws: Sendable {
  private struct Key: Hashable, Sendable {
    let utilization: Double
    let servers: Int
  }

  private let laws = Known<Key, SharingLaw>()

  /// - Throws: `Saturation` when the servers are fully busy.
  func law(utilization: Double, servers: Int) throws(Saturation) -> SharingLaw {
    try laws.value(of: Key(utilization: utilization, servers: servers)) {
      () throws(Saturation) in try SharingLaw(utilization: utilization, servers: servers)
    }
  }
}
