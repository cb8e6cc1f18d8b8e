import CatalogModel
import Quantities
import Requirements

/// The compute tier as a station: equal machines behind a balancer, each with processor sharing.
struct ComputeStation {
  let tier: ComputeTier
  /// Machines that serve; fewer while a zone is lost.
  let machines: Int
  /// The vCPUs in use at the peak, over all machines.
  let load: Erlangs
  let agentShare: Double
  /// Requests that one machine works on at a time; nil where nothing but its processors limits them.
  let workers: Int?
  /// Connections to the SQL database that one machine keeps.
  let connections: Int

  /// Servers of one machine: its vCPUs, or one slower server where it has less than a vCPU.
  var servers: Int { max(1, Int(tier.virtualCPUs)) }

  /// The speed of one server against a whole vCPU without agents.
  var speed: Double { min(1, tier.virtualCPUs) * (1 - agentShare) }

  /// The utilization of each server; the balancer spreads load evenly.
  var utilization: Double {
    load.value / (Double(machines * servers) * speed)
  }
}
