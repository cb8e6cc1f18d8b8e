import Quantities
import Queueing

/// The processors of one machine, which all that is on it shares.
struct SharedProcessors {
  let law: SharingLaw
  /// The speed of one processor against a whole vCPU.
  let speed: Double

  /// The time that work of this mean takes.
  func stage(_ cpuTime: Seconds) -> PathStage {
    .sharing(law.queue(serviceTime: cpuTime / speed))
  }

  /// Its mean: `R = D (1 + C(c, a) / (c (1 - ρ)))`, insensitive to the law of the demand (BCMP).
  func mean(_ cpuTime: Seconds) -> Seconds { cpuTime / speed * law.stretch }
}

extension ComputeStation {
  /// The processors at the utilization of the station.
  ///
  /// - Throws: Saturation of the compute tier.
  func processors() throws(PathLimit) -> SharedProcessors {
    do {
      return SharedProcessors(
        law: try SharingLaw(utilization: utilization, servers: servers), speed: speed)
    } catch {
      throw .saturated("compute tier")
    }
  }
}
