package import Quantities
import RealModule

/// A service whose instances follow the load through a controller with delays, over a day or a
/// flash crowd: backlog, timeouts, and how long it takes.
///
/// The queue is the fluid of `FluidQueue`; means only. Against the exact transient of M(t)/M/c(t) its
/// peak is within 4 %, and its time within two seconds in the test vectors of family g; while a backlog
/// drains, what is left of it is off by up to 60 %. It begins in the steady state of the first rate; where that is more than the first instances
/// carry, with all servers busy and nobody waiting. Who waits longer than the timeout leaves the queue
/// unserved, unlike the tries of `RetryLoad`, which are served for nothing: a queue that drops late
/// work. The controller is `ScalingPolicy`.
/// O(steps): a day of seconds takes some milliseconds.
package struct AutoscalingRun: Hashable, Sendable {
  /// A service.
  package struct Service: Hashable, Sendable {
    /// S, the mean service time of one request on one server.
    package let serviceTime: Seconds
    /// The servers (cores, workers) of an instance.
    package let serversPerInstance: Int
    /// A request that would wait longer than this is lost; nil when all wait.
    package let timeout: Seconds?
    /// Whether all instances serve one queue, as one station of many servers; else each has a queue of its
    /// own, requests are spread over them at random, and one that joins does nothing for what waits
    /// at the others (`FluidFleet`).
    package let isPooled: Bool

    /// - Precondition: times finite and positive, at least one server.
    package init(
      serviceTime: Seconds, serversPerInstance: Int, timeout: Seconds? = nil,
      isPooled: Bool = true
    ) {
      self.isPooled = isPooled
      precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
      precondition(serversPerInstance >= 1, "servers per instance")
      if let timeout { precondition(timeout.value > 0, "timeout") }
      self.serviceTime = serviceTime
      self.serversPerInstance = serversPerInstance
      self.timeout = timeout
    }
  }

  /// The state at the end of a step.
  package struct Sample: Hashable, Sendable {
    package let time: Seconds
    /// The requests waiting.
    package let backlog: Double
    /// The requests waiting or in service.
    package let inSystem: Double
    /// Instances that serve.
    package let instances: Int
    package let utilization: Double
  }

  /// The greatest number waiting, and when.
  package let peakBacklog: Double
  package let peakInSystem: Double
  package let peakTime: Seconds
  /// The longest mean wait of an arrival, backlog over capacity.
  package let longestWait: Seconds
  /// The requests that arrived, and those lost to the timeout.
  package let requests: Double
  package let lostRequests: Double
  /// The time during which the load exceeded what the serving instances carry.
  package let overloadedTime: Seconds
  /// The most instances that served.
  package let mostInstances: Int
  /// The sum of instances over time, in instance hours, booting ones included.
  package let instanceHours: Double
  /// The decisions that changed the number of instances.
  package let decisions: Int
  /// Samples, one per `sampling` steps; empty when none were asked for.
  package let samples: [Sample]

  /// Whether the first rate is more than the first instances carry, so that there is no steady state
  /// to begin with.
  package let startsOverloaded: Bool

  /// How every number is obtained where one queue begins in a steady state.
  package static let method = Method.approximate(
    "fluid with the variance of what waits, peak within 4 % of the exact transient; what is left of a backlog that "
      + "drains, within 60 %"
  )

  /// The same of machines that each have a queue of their own: what the crowds of the examples were off by
  /// at most, `docs/simulation.md`.
  package static let ownQueuesMethod = Method.approximate(
    "fluid of machines that each have a queue of their own, fullest minute within 15 % of simulation",
    within: 0.15)

  private let isPooled: Bool

  /// How every number is obtained.
  package var method: Method {
    startsOverloaded
      ? .approximate("fluid, from busy servers and nobody waiting: the first rate is an overload")
      : isPooled ? Self.method : Self.ownQueuesMethod
  }

  /// Follows a service.
  ///
  /// - Parameters:
  ///   - rates: The mean arrivals per second during each step.
  ///   - step: The length of a step.
  ///   - service: What serves.
  ///   - policy: What decides.
  ///   - instances: The instances that serve at the beginning; nil for what the policy would keep
  ///     under the first rate.
  ///   - sampling: Steps between samples; zero for none.
  /// - Complexity: O(steps); a day at one-second steps takes a few milliseconds.
  package init(
    rates: [Double], step: Seconds = Seconds(1), service: Service, policy: ScalingPolicy,
    instances: Int? = nil, sampling: Int = 0
  ) {
    precondition(step.value > 0 && step.value.isFinite, "step")
    let perInstance = Double(service.serversPerInstance)
    let rate = 1 / service.serviceTime.value
    let first = (rates.first ?? 0) * service.serviceTime.value / perInstance
    let start = min(
      policy.maximum,
      max(policy.minimum, instances ?? Int((first / policy.target).rounded(.up))))
    var controller = ScalingController(policy, instances: start)
    var fleet = FluidFleet(
      steadyStateOf: first * perInstance, machines: start, serversPerMachine: perInstance,
      isPooled: service.isPooled)
    startsOverloaded = first >= Double(start)
    isPooled = service.isPooled
    var tally = Tally()
    let span = step.value
    tally.samples.reserveCapacity(sampling > 0 ? rates.count / sampling + 1 : 0)
    for (index, arrivals) in rates.enumerated() {
      let time = Double(index + 1) * span
      let serving = controller.serving(at: Double(index) * span)
      let capacity = Double(serving) * perInstance * rate
      fleet.advance(by: span, arrivals: arrivals, machines: serving, service: rate)
      if let timeout = service.timeout {
        tally.lost += fleet.dropWaiting(longerThan: timeout.value, service: rate)
      }
      let backlog = fleet.backlog
      let present = fleet.present
      let utilization = fleet.utilization
      tally.requests += arrivals * span
      if arrivals > capacity { tally.overloaded += span }
      if present > tally.peak {
        tally.peak = present
        tally.peakBacklog = backlog
        tally.peakTime = time
      }
      if capacity > 0 { tally.longestWait = max(tally.longestWait, backlog / capacity) }
      tally.most = max(tally.most, serving)
      tally.hours += Double(controller.wanted) * span / 3600
      controller.observe(utilization, until: time)
      if sampling > 0 && (index + 1) % sampling == 0 {
        tally.samples.append(
          Sample(
            time: Seconds(time), backlog: backlog, inSystem: present, instances: serving,
            utilization: utilization))
      }
    }
    peakBacklog = tally.peakBacklog
    peakInSystem = tally.peak
    peakTime = Seconds(tally.peakTime)
    longestWait = Seconds(tally.longestWait)
    requests = tally.requests
    lostRequests = tally.lost
    overloadedTime = Seconds(tally.overloaded)
    mostInstances = tally.most
    instanceHours = tally.hours
    decisions = controller.decisions
    samples = tally.samples
  }

  /// What is added up over the steps.
  private struct Tally {
    var peak = 0.0
    var peakBacklog = 0.0
    var peakTime = 0.0
    var longestWait = 0.0
    var requests = 0.0
    var lost = 0.0
    var overloaded = 0.0
    var most = 0
    var hours = 0.0
    var samples: [Sample] = []
  }
}
