package import Quantities
package import Requirements

/// What the compute tier must carry, whatever it runs on.
package struct ComputeDemand: Hashable, Sendable {
  /// vCPUs in use at the peak.
  package let peakLoad: Erlangs
  /// vCPUs in use on average.
  package let meanLoad: Erlangs
  /// Requests at the peak, and averaged over the month.
  package let peakRate: RequestsPerSecond
  package let meanRate: RequestsPerSecond
  /// Time that a request holds its worker without using CPU: waiting for data.
  package let waitingTime: Seconds
  /// Whether a rush can outrun scaling, so that its capacity must stand ready.
  package let mustStandReady: Bool
  /// Memory for data that lives on the same instance.
  package let dataMemory: GiB
  package let zones: Int

  /// The demand of a workload behind the edge.
  ///
  /// - Parameters:
  ///   - extraLoad: What else the same instance does: its database, its background jobs.
  ///   - scaleOut: How long capacity takes to be added.
  package init(
    _ workload: Workload, waitingTime: Seconds, extraLoad: Erlangs, dataMemory: GiB, zones: Int,
    scaleOut: Seconds
  ) {
    peakLoad = workload.computeLoad + extraLoad
    meanLoad = peakLoad * workload.meanShare
    peakRate = workload.requestRate
    meanRate = workload.meanRequestRate
    self.waitingTime = waitingTime
    mustStandReady = workload.rushOutruns(scaleOut)
    self.dataMemory = dataMemory
    self.zones = zones
  }
}
