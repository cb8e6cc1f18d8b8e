package import Quantities
import Queueing
import Synchronization

/// What the model says of an architecture under a workload.
package struct Assessment: Hashable, Sendable {
  /// Every capacity with its use at the peak, in the order of the tiers.
  package let limits: [Limit]
  /// Response times at the peak; nil when there are none.
  package let latency: Latency?
  /// Why there are no response times; nil where there are.
  package let latencyLimit: PathLimit?
  /// Response times of all requests together while a zone is lost, without those of the classes;
  /// nil with one zone, or when what is left saturates.
  package let latencyZoneLost: Latency?
  /// The CPU use of what remains of the compute tier after losing a zone; nil with one zone.
  package let computeUtilizationZoneLost: Double?
  /// The tier whose capacity is used up first as the load grows.
  package let bottleneck: Limit?
  /// Where the stations saturate; nil where no station queues.
  package let saturation: Saturation?

  /// The station that is fully busy first when all arrivals grow by one factor.
  package struct Saturation: Hashable, Sendable {
    /// `compute`, `database writer` or `database replicas`.
    package let station: String
    /// The factor on the peak at which nothing of it is left.
    package let scale: Double

    package init(station: String, scale: Double) {
      self.station = station
      self.scale = scale
    }
  }

  package init(
    limits: [Limit], latency: Latency?, latencyLimit: PathLimit? = nil, latencyZoneLost: Latency?,
    computeUtilizationZoneLost: Double?, bottleneck: Limit?, saturation: Saturation? = nil
  ) {
    self.limits = limits
    self.latency = latency
    self.latencyLimit = latencyLimit
    self.latencyZoneLost = latencyZoneLost
    self.computeUtilizationZoneLost = computeUtilizationZoneLost
    self.bottleneck = bottleneck
    self.saturation = saturation
  }

  /// The utilization of a tier's resource; nil where the tier has no such limit.
  package func utilization(_ tier: Tier, _ resource: String) -> Double? {
    limits.first { $0.tier == tier && $0.resource == resource }?.utilization
  }
}

/// Response times of all requests together and of each class.
package struct Latency: Hashable, Sendable {
  package let all: ClassLatency
  package let classes: [ClassLatency]
  /// The first request of users on another continent, with the set-up of its connection; nil without
  /// such users.
  package let distant: ClassLatency?
  /// How percentiles are obtained.
  package let method: Method
  /// The errors that the methods state.
  package let errors: LatencyErrors

  package init(
    all: ClassLatency, classes: [ClassLatency], distant: ClassLatency? = nil, method: Method,
    errors: LatencyErrors
  ) {
    self.errors = errors
    self.all = all
    self.classes = classes
    self.distant = distant
    self.method = method
  }
}

/// What the methods say of their own errors, as shares of the true value.
package struct LatencyErrors: Hashable, Sendable {
  package let mean: Double
  package let percentiles: Double

  package init(mean: Double, percentiles: Double) {
    self.mean = mean
    self.percentiles = percentiles
  }

  /// In the words of a method.
  package var text: String {
    "means within \(DecimalText.exact(mean * 100)) % and percentiles within "
      + "\(DecimalText.exact(percentiles * 100)) % of simulation"
  }
}

/// Mean and percentiles of one class's response time.
package struct ClassLatency: Hashable, Sendable {
  package let name: String
  package let mean: Seconds
  package let p95: Seconds
  package let p99: Seconds
  private let median: Median

  /// The median, which is computed when somebody asks for it.
  package var p50: Seconds { median.value }

  package init(name: String, mean: Seconds, p50: Seconds, p95: Seconds, p99: Seconds) {
    self.init(name: name, mean: mean, median: Median(p50), p95: p95, p99: p99)
  }

  private init(name: String, mean: Seconds, median: Median, p95: Seconds, p99: Seconds) {
    self.name = name
    self.mean = mean
    self.median = median
    self.p95 = p95
    self.p99 = p99
  }

  package static func == (one: ClassLatency, other: ClassLatency) -> Bool {
    (one.name, one.mean, one.p95, one.p99) == (other.name, other.mean, other.p95, other.p99)
      && one.p50 == other.p50
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(mean)
    hasher.combine(p95)
    hasher.combine(p99)
  }

  /// The same with a constant time more.
  func after(_ time: Seconds, name: String) -> ClassLatency {
    ClassLatency(
      name: name, mean: mean + time, median: median.after(time), p95: p95 + time, p99: p99 + time)
  }
}

extension ClassLatency {
  /// The mean and the percentiles of a path, these to a relative 1e-7 of what the model says, usually 1e-10.
  init(_ name: String, _ path: ResponsePath) {
    let percentiles = path.percentiles([0.95, 0.99], tolerance: Self.tolerance)
    self.init(
      name: name, mean: path.mean, median: Median(of: path), p95: percentiles[0],
      p99: percentiles[1])
  }

  /// The error is about the square of the last step.
  private static let tolerance = 1e-5

  /// The median of a path once somebody asks for it: documents tell of percentiles alone.
  private final class Median: Sendable {
    private enum State {
      case known(Seconds)
      /// That of a path, and a constant time besides; the path is given up for its median.
      case open(ResponsePath, shift: Seconds)
    }

    private let state: Mutex<State>

    init(_ value: Seconds) { state = Mutex(.known(value)) }

    init(of path: ResponsePath, shift: Seconds = .zero) {
      state = Mutex(.open(path, shift: shift))
    }

    var value: Seconds {
      state.withLock { state in
        switch state {
        case .known(let value): return value
        case .open(let path, let shift):
          let value = path.percentile(0.5, tolerance: ClassLatency.tolerance) + shift
          state = .known(value)
          return value
        }
      }
    }

    func after(_ time: Seconds) -> Median {
      state.withLock { state in
        switch state {
        case .known(let value): Median(value + time)
        case .open(let path, let shift): Median(of: path, shift: shift + time)
        }
      }
    }
  }
}
