import CatalogModel
import Quantities
import Queueing
import Requirements

/// The compute tier as a station: equal machines behind a balancer, each with processor sharing.
struct ComputeStation {
  let tier: ComputeTier
  /// Machines that serve; fewer while a zone is lost.
  let machines: Int
  /// The vCPUs in use at the peak, over all machines.
  let load: Erlangs
  let agentShare: Double

  /// Servers of one machine: its vCPUs, or one slower server where it has less than a vCPU.
  var servers: Int { max(1, Int(tier.virtualCPUs)) }

  /// The speed of one server against a whole vCPU without agents.
  var speed: Double { min(1, tier.virtualCPUs) * (1 - agentShare) }

  /// The utilization of each server; the balancer spreads load evenly.
  var utilization: Double {
    load.value / (Double(machines * servers) * speed)
  }

  /// The time that work of a class takes at this station.
  ///
  /// Under processor sharing the mean is `R = D (1 + C(c, a) / (c (1 - ρ)))`, insensitive to the
  /// law of the demand (BCMP). The law of an M/M/c queue with service time `D` at the same
  /// utilization has that mean, and stands in for the law under sharing, whose tail is longer.
  func stage(cpuTime: Seconds) -> PathStage? {
    guard cpuTime > .zero else { return nil }
    let demand = cpuTime / speed
    let rate = RequestsPerSecond(utilization * Double(servers) / demand.value)
    guard
      let queue = try? MultiServerQueue(arrivalRate: rate, serviceTime: demand, servers: servers)
    else { return nil }
    return .queue(queue)
  }
}
