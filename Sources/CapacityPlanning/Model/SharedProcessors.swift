import Quantities
import Queueing

/// The processors of one machine, which all that is on it shares.
struct SharedProcessors {
  let law: SharingLaw
  /// The speed of one processor against a whole vCPU.
  let speed: Double

  /// The same processors where workers limit how many share them: as an open queue of a lower
  /// utilization would stretch the demand.
  ///
  /// - Parameter stretch: E[T]/D; nil where nothing limits them.
  func bounded(by stretch: Double?) throws(PathLimit) -> SharedProcessors {
    guard let stretch, stretch < law.stretch else { return self }
    var low = 0.0
    var high = law.utilization
    for _ in 0..<60 where high - low > 1e-6 * high {
      let middle = (low + high) / 2
      if Self.stretch(middle, servers: law.servers) < stretch {
        low = middle
      } else {
        high = middle
      }
    }
    do {
      return SharedProcessors(
        law: try SharingLaw(utilization: high, servers: law.servers), speed: speed)
    } catch {
      throw .saturated("compute tier")
    }
  }

  private static func stretch(_ utilization: Double, servers: Int) -> Double {
    let load = utilization * Double(servers)
    guard load > 0,
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(1), servers: servers)
    else { return 1 }
    return queue.meanResponse.value
  }

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
