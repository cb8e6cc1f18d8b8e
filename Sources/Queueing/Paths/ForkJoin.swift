package import Quantities
import RealModule

/// Parallel calls of which the slowest counts: the maximum of the times at several queues that all
/// see the same arrivals.
///
/// Where wait and service of every branch are known apart, the waits are coupled by a normal factor
/// (`CoupledMaximum`). At single servers with Poisson arrivals it is as strong as the correlation of
/// two waits demands (`WaitCorrelation`, `CopulaLoading`). Elsewhere `g = r^1.4`, where
/// `r = c_a²/(c_a² + c_s²)` is the correlation of the Brownian motions that drive two queues with common
/// arrivals in heavy traffic (Varma, "Heavy and light traffic approximations for queues with
/// synchronization constraints", 1990; Nguyen, "Processing networks with parallel and sequential
/// tasks", Annals of Applied Probability 3 (1993)); that exponent is fitted to exponential service.
///
/// Otherwise: independent times would have the product of their distribution functions. They are positively
/// correlated, by the arrivals they share, and the maximum is shorter: the product is taken to a
/// power below one, chosen so that equal single servers have the mean response of Nelson and
/// Tantawi, "Approximate analysis of fork/join synchronization in parallel queues", IEEE Trans.
/// Computers 37 (1988), eq. 12, with the share of waiting in the response as its utilization, so that
/// branches that hardly wait are hardly correlated.
///
/// Far in the tail, where a single branch is slow, the correlation matters less: the power there
/// returns towards one, by `1.2 u^0.35` of its distance with u the tail of the plain product. The
/// two constants are fitted to simulations.
///
/// Assumes that all branches start at once, and Poisson arrivals unless told otherwise. A tail takes
/// one tail of each branch, coupled ones O(points · nodes) a group of equal branches.
package struct ForkJoin: Sendable {
  /// The arrivals that all branches see: a squared variation of one does not make them Poisson.
  package enum Arrivals: Hashable, Sendable {
    case poisson
    /// Independent times between arrivals, of a squared variation c_a².
    case renewal(squaredVariation: Double)

    fileprivate var squaredVariation: Double {
      switch self {
      case .poisson: 1
      case .renewal(let square): square
      }
    }
  }

  /// One of the parallel branches.
  package struct Branch: Sendable {
    /// P(T > t) of the branch by itself.
    let tail: @Sendable (Seconds) -> Double
    let mean: Seconds
    /// The share of the mean that is waiting for others.
    let waitingShare: Double
    /// The servers and the utilization of a queue; nil for a path.
    let station: (servers: Int, utilization: Double)?
    /// Wait and service apart; nil where only their sum is known.
    let parts: Parts?
    /// What of the arrivals and the service no simulation was compared with.
    let unmeasured: [String]

    /// Wait and service of a queue.
    struct Parts: Sendable {
      let waitTail: @Sendable (Double) -> Double
      let service: Distribution
      /// g, how strongly the wait follows what is common to all branches.
      let coupling: Double
    }

    /// A queue that is first come first served.
    package init(_ queue: some WaitingLaws) {
      tail = { queue.responseTail(beyond: $0) }
      mean = queue.meanResponse
      waitingShare = queue.meanWait / queue.meanResponse
      station = (queue.servers, queue.utilization)
      parts = nil
      unmeasured = []
    }

    /// A queue that is first come first served, with the law of its service.
    package init(
      _ queue: some WaitingLaws, service: Distribution, arrivals: Arrivals = .poisson
    ) {
      tail = { queue.responseTail(beyond: $0) }
      mean = queue.meanResponse
      waitingShare = queue.meanWait / queue.meanResponse
      station = (queue.servers, queue.utilization)
      let waitTail: @Sendable (Double) -> Double = { queue.waitTail(beyond: Seconds($0)) }
      let coupling: Double
      if queue.servers == 1, arrivals == .poisson, queue.meanWait > .zero {
        coupling = CopulaLoading.squared(
          correlation: WaitCorrelation.value(service: service, utilization: queue.utilization),
          scale: queue.meanWait.value, waitTail: waitTail)
      } else {
        let square = service.squaredVariation
        let common = arrivals.squaredVariation / (arrivals.squaredVariation + square)
        coupling = square.isFinite ? Double.pow(common, ForkJoin.couplingExponent) : 0
      }
      parts = Parts(waitTail: waitTail, service: service, coupling: min(coupling, 0.995))
      unmeasured =
        (arrivals == .poisson ? [] : ["arrivals that are not Poisson"])
        + (service.moment(3).isFinite ? [] : ["service without a third moment"])
    }

    /// A path, with the share of its mean that is waiting.
    package init(_ path: ResponsePath, waitingShare: Double) {
      tail = { path.tail(beyond: $0) }
      mean = path.mean
      self.waitingShare = waitingShare
      station = nil
      parts = nil
      unmeasured = []
    }
  }

  /// The exponent of the coupling where the correlation of waits is not known: see the type.
  static let couplingExponent = 1.4

  private let branches: [Branch]
  /// The branches in groups of equal ones, where wait and service of all are known apart.
  private let groups: [CoupledMaximum.Group]?
  /// The power of the product where most of the law lies, in (0, 1].
  package let power: Double

  /// - Precondition: at least one branch.
  package init(_ branches: [Branch]) {
    self.init(branches, times: 1)
  }

  /// Equal branches, which take less time than as many different ones.
  ///
  /// - Precondition: at least one branch.
  package init(_ branch: Branch, ways: Int) {
    precondition(ways >= 1, "branches")
    self.init([branch], times: ways)
  }

  private init(_ different: [Branch], times: Int) {
    let branches = different.flatMap { [Branch](repeating: $0, count: times) }
    precondition(!branches.isEmpty, "branches")
    self.branches = branches
    let parts = different.compactMap(\.parts)
    groups =
      parts.count < different.count
      ? nil
      : parts.map {
        CoupledMaximum.Group(
          count: times, waitTail: $0.waitTail, service: $0.service, coupling: $0.coupling)
      }
    let total = branches.reduce(0) { $0 + $1.mean.value }
    let share = branches.reduce(0) { $0 + $1.mean.value * $1.waitingShare } / total
    power = Self.power(branches: branches.count, share: min(1, max(0, share)))
  }

  /// How tails and percentiles are obtained; measured against simulation of 2 to 8 queues of one to
  /// four servers at 30 to 80 % load.
  package var method: Method {
    groups != nil
      ? .approximate(
        "waits coupled by a normal factor, percentiles within 4 % of simulation" + unmeasured,
        within: 0.04)
      : .approximate(
        "product of distributions with correlation: p99 within 3 % of simulation, p50 and p90 "
          + "within 10 %" + unmeasured, within: 0.1)
  }

  private var unmeasured: String {
    var beyond: [String] = []
    if branches.count > 8 { beyond.append("more than 8 branches") }
    let stations = branches.compactMap(\.station)
    if stations.contains(where: { $0.servers > 4 }) { beyond.append("more than 4 servers") }
    if stations.contains(where: { $0.utilization > 0.8 + 1e-9 }) {
      beyond.append("utilizations above 80 %")
    }
    for branch in branches {
      for one in branch.unmeasured where !beyond.contains(one) { beyond.append(one) }
    }
    return beyond.isEmpty ? "" : "; not measured for " + beyond.joined(separator: ", ")
  }

  /// The mean of the maximum, by integration; nil for branches of which only the sum is known.
  package var mean: Seconds? {
    groups.map { groups in
      Seconds(CoupledMaximum(groups, horizon: bound(level: 1e-5 / Double(branches.count))).mean)
    }
  }

  /// A time that no branch exceeds with more than this probability.
  private func bound(level: Double) -> Double {
    var time = branches.reduce(0) { max($0, $1.mean.value) }
    while branches.contains(where: { $0.tail(Seconds(time)) > level }) { time *= 1.25 }
    return time
  }

  /// P(max > t).
  package func tail(beyond time: Seconds) -> Double {
    if let groups {
      guard time > .zero else { return 1 }
      return CoupledMaximum(groups, horizon: time.value * 1.001).tail(time.value)
    }
    var logarithm = 0.0
    for branch in branches { logarithm += .log(onePlus: -min(1, branch.tail(time))) }
    let plain = -Double.expMinusOne(logarithm)
    guard plain > 0 else { return 0 }
    let correlated = min(1, 1.2 * .pow(plain, 0.35))
    return -.expMinusOne((1 - (1 - power) * correlated) * logarithm)
  }

  /// The least time that a share `p` of the requests, between 0 and 1, does not exceed.
  package func percentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if let groups {
      // By Boole's inequality the percentile is not beyond.
      let horizon = bound(level: (1 - p) / Double(branches.count))
      return Seconds(CoupledMaximum(groups, horizon: horizon).percentile(p))
    }
    var low = 0.0
    var high = branches.reduce(0) { max($0, $1.mean.value) }
    while tail(beyond: Seconds(high)) > 1 - p {
      low = high
      high *= 2
    }
    while high - low > 1e-9 * high {
      let middle = (low + high) / 2
      if tail(beyond: Seconds(middle)) > 1 - p { low = middle } else { high = middle }
    }
    return Seconds((low + high) / 2)
  }

  /// The number m over n with `H(m) R = ` Nelson and Tantawi's mean of n equal branches of mean R,
  /// since the maximum of m exponential times has the mean `H(m) R`.
  private static func power(branches n: Int, share: Double) -> Double {
    guard n > 1 else { return 1 }
    let whole = harmonic(Double(n))
    let ratio = whole / 1.5
    let wanted = (ratio + 4.0 / 11 * (1 - ratio) * share) * (12 - share) / 8
    var low = 0.0
    var high = Double(n)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if harmonic(middle) < wanted { low = middle } else { high = middle }
    }
    return min(1, high / Double(n))
  }

  /// The harmonic number of a real x, `H(x) = Σ_k x/(k (k + x))`.
  ///
  /// By its recurrence and the
  /// asymptotic series of the digamma function (Abramowitz and Stegun, eq. 6.3.18).
  private static func harmonic(_ x: Double) -> Double {
    var value = 0.0
    var y = x
    while y < 12 {
      y += 1
      value -= 1 / y
    }
    let inverse = 1 / (y * y)
    let series = 1.0 / 12 - inverse * (1.0 / 120 - inverse / 252)
    return value + .log(y) + 1 / (2 * y) - inverse * series + 0.577_215_664_901_532_9
  }
}
