package import Quantities
import Queueing

/// A crowd at machines that are scaled after it: what is asked, and two numbers of the answer.
package struct CrowdModel: Sendable {
  /// Requests a second in each second.
  package let rates: [Double]
  /// The mean vCPU time of a request.
  package let demand: Seconds
  /// Servers of a machine, and their speed against a whole vCPU.
  package let servers: Int
  package let speed: Double
  /// The scaling of the group.
  package let target: Double
  package let period: Seconds
  package let periodsToGrow: Int
  package let periodsToShrink: Int
  package let lag: Seconds
  package let least: Int
  package let most: Int
  /// Requests waiting or in service, averaged over the fullest minute.
  package let greatestInMinute: Double
  package let mostMachines: Int
  package let method: Method
  /// What the method says of its error, as a share: what the crowds of the examples were off by at most,
  /// `docs/simulation.md`.
  package let error = 0.15

  /// How both numbers are obtained.
  static let method = AutoscalingRun.ownQueuesMethod

  /// Seconds over which numbers are averaged.
  package static let minute = 60
}
