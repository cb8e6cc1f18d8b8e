package import CatalogModel
package import Quantities

/// Who decides when the next request of a test is sent.
package enum LoadControl: String, Hashable, Sendable {
  /// A fixed number of clients, each of which waits for its answer: slow answers thin the load.
  case closed
  /// A schedule that does not wait for answers.
  case open
  /// The file does not say.
  case unknown
}

/// The response time that a share `p` of the requests, between 0 and 1, did not exceed.
package struct LatencyPercentile: Hashable, Sendable {
  package let p: Double
  package let time: Seconds

  package init(p: Double, time: Seconds) {
    self.p = p
    self.time = time
  }
}

/// The throughput of one class of requests.
package struct ClassThroughput: Hashable, Sendable {
  package let name: String
  package let rate: RequestsPerSecond

  package init(name: String, rate: RequestsPerSecond) {
    self.name = name
    self.rate = rate
  }
}

/// What was measured at one level of load, over a time in which it was meant to be steady.
package struct Observation: Hashable, Sendable {
  /// Where it stands in which file.
  package var place: Place
  package var control = LoadControl.unknown
  /// N, the clients of a closed test, or the connections of an open one.
  package var clients: Double?
  /// The mean time between an answer and the client's next request.
  package var thinkTime = Seconds.zero
  /// The rate that the generator was told to send.
  package var offeredRate: RequestsPerSecond?
  /// Whether there was a schedule whose rate the file does not give.
  package var hidesOfferedRate = false
  /// X, the requests completed in a second, over all classes.
  package var throughput: RequestsPerSecond
  /// X of each class, where the file tells them apart.
  package var classes: [ClassThroughput] = []
  /// R, the mean response time.
  package var meanLatency: Seconds?
  /// In ascending order of `p`.
  package var percentiles: [LatencyPercentile] = []
  /// The longest response time.
  package var longestLatency: Seconds?
  /// U, the share of the servers' time that was busy; above 1 only where the input is wrong.
  package var utilization: Double?
  /// U c, where the file says it in servers.
  package var busyServers: Double?
  /// U of the machine that generated the load.
  package var generatorUtilization: Double?
  /// The share of requests that failed.
  package var failedShare: Double?
  /// The share of the requests that a cold start delayed.
  package var coldShare: Double?
  /// Requests that the generator should have sent and did not, as a share of all.
  package var droppedShare: Double?
  package var duration: Seconds?
  /// How far the rate moved during the measurement: the larger change of its halves, relative.
  package var drift: Double?

  package init(place: Place, throughput: RequestsPerSecond) {
    self.place = place
    self.throughput = throughput
  }

  /// The concurrency that scalability laws are about: requests in the system.
  ///
  /// The clients of a closed test without think time; else `X · R` by Little's law; nil where
  /// neither is known.
  package var concurrency: Double? {
    if control != .open, let clients, thinkTime == .zero { return clients }
    return meanLatency.map { throughput.value * $0.value }
  }

  /// Whether the mean response is of the order of the whole run: the queue grew from its start to its
  /// end, and there is no steady state to measure.
  package var grewThroughout: Bool {
    guard control == .open, let duration, let meanLatency else { return false }
    return meanLatency.value > 0.05 * duration.value
  }

  /// The percentile nearest to `p`, within a thousandth.
  package func percentile(_ p: Double) -> Seconds? {
    percentiles.first { ($0.p - p).magnitude < 0.001 }?.time
  }
}
