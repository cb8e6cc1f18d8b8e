package import Quantities
import Queueing

/// Demand and delay from throughputs and response times, for measurements without utilization.
///
/// Closed levels are fitted by their throughput (their mean response follows from it by Little's
/// law), open ones by the mean response and, at half its weight each, by p50, p95 and p99, all as
/// logarithms of ratios. Percentiles of closed tests are not used, since they omit waiting. The
/// interval is `θ ± t · s` on the logarithms, with `s` from refits to resampled residuals (Efron and
/// Tibshirani, An Introduction to the Bootstrap, 1993, section 9.5), since percentiles of so few
/// points would be too narrow.
package struct ResponseTimeFit: Hashable, Sendable {
  package enum Refusal: Error, Hashable, Sendable {
    /// Two unknowns need as many levels.
    case tooFewLevels(found: Int)
  }

  package let model: StationModel
  /// D in seconds.
  package let demand: Estimate
  /// L in seconds.
  package let delay: Estimate
  /// The root mean square of the logarithmic residuals, about the relative error.
  package let relativeError: Double
  /// Whether there are more levels than unknowns, so that the levels could contradict the model.
  package let isDetermined: Bool
  /// Whether the number of servers was fitted too.
  package let fitsServers: Bool
  package static let method = Method.approximate("response-time fit of one M/M/c station")

  /// Numbers of servers that are tried where none is given.
  static let candidates = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 32, 40, 48, 64, 96, 128]

  /// Fits the model to the levels that say enough.
  ///
  /// - Parameters:
  ///   - servers: c; nil fits it too.
  ///   - replicates: Of the bootstrap.
  ///   - seed: Equal seeds give equal intervals.
  /// - Complexity: About 500 + 20 · replicates evaluations of all levels, each O(N), for each number
  ///   of servers.
  package init(
    _ observations: [Observation], servers: Int?, replicates: Int = 200, seed: UInt64 = 1
  ) throws(Refusal) {
    let points = observations.filter(Self.isUsable)
    let different = Set(points.map { $0.control == .open ? $0.throughput.value : $0.clients ?? 0 })
    guard different.count >= 2 else { throw .tooFewLevels(found: different.count) }
    var best: (problem: Problem, minimum: NonlinearLeastSquares.Minimum)?
    for count in servers.map({ [$0] }) ?? Self.candidates {
      let problem = Problem(points: points, servers: count)
      let found = problem.minimum()
      if found.sumOfSquares < (best?.minimum.sumOfSquares ?? .infinity) * 0.999 {
        best = (problem, found)
      }
    }
    guard let best else { throw .tooFewLevels(found: different.count) }
    model = best.problem.model(best.minimum.parameters)
    fitsServers = servers == nil
    let size = best.minimum.residuals.count
    relativeError = (best.minimum.sumOfSquares / Double(max(1, size))).squareRoot()
    let spread = best.problem.spread(best.minimum, replicates: replicates, seed: seed)
    let quantile = StudentQuantile.twoSided95(degreesOfFreedom: max(1, different.count - 2))
    func interval(_ value: Seconds, _ deviation: Double) -> Estimate {
      // Two levels leave no residuals; a fifth stands for what is not known.
      let half = different.count > 2 ? min(3, quantile * deviation) : 0.2
      let factor = Logarithm.exponential(half)
      return Estimate(low: value.value / factor, likely: value.value, high: value.value * factor)
    }
    isDetermined = different.count > 2
    demand = interval(model.demand, spread.demand)
    delay = interval(model.delay, spread.delay)
  }

  /// Whether a level says enough: clients of a closed test, or the mean response of an open one that
  /// kept up with what was offered.
  static func isUsable(_ point: Observation) -> Bool {
    if point.control == .open {
      let keepsUp = point.offeredRate.map { point.throughput.value > 0.97 * $0.value } ?? true
      return point.meanLatency != nil && keepsUp && !point.grewThroughout
    }
    return point.clients != nil
  }

  /// The least-squares problem for one number of servers.
  struct Problem {
    let points: [Observation]
    let servers: Int
    /// The greatest rate of an open level, which the station must carry.
    private let carried: Double

    init(points: [Observation], servers: Int) {
      self.points = points
      self.servers = servers
      carried = points.filter { $0.control == .open }.map(\.throughput.value).max() ?? 0
    }

    /// The model of two parameters: the logarithm of the demand, or with open levels the logit of
    /// the utilization at the greatest of them, and the logarithm of the delay.
    func model(_ parameters: [Double]) -> StationModel {
      let demand =
        carried > 0
        ? Double(servers) / carried / (1 + Logarithm.exponential(-parameters[0]))
        : Logarithm.exponential(parameters[0])
      return StationModel(
        demand: Seconds(max(demand, 1e-12)), servers: servers,
        delay: Seconds(Logarithm.exponential(parameters[1])))
    }

    private func parameter(demand: Double) -> Double {
      guard carried > 0 else { return Logarithm.natural(demand) }
      let share = min(0.999, max(0.001, demand * carried / Double(servers)))
      return Logarithm.natural(share / (1 - share))
    }

    /// The logarithms of what was measured, in the order of the predictions.
    var measured: [Double] {
      points.flatMap { point -> [Double] in
        guard point.control == .open else { return [Logarithm.natural(point.throughput.value)] }
        let times = [point.meanLatency].compactMap { $0 } + Self.ranks(point).map(\.time)
        return times.map { Logarithm.natural(max(1e-9, $0.value)) }
      }
    }

    private var weights: [Double] {
      points.flatMap { point in
        point.control == .open ? [1] + Self.ranks(point).map { _ in 0.5 } : [1]
      }
    }

    private static func ranks(_ point: Observation) -> [LatencyPercentile] {
      point.percentiles.filter { rank in
        [0.5, 0.95, 0.99].contains { ($0 - rank.p).magnitude < 0.001 } && rank.time > .zero
      }
    }

    func predicted(_ parameters: [Double]) -> [Double] {
      let model = model(parameters)
      return points.flatMap { point -> [Double] in
        guard point.control == .open else {
          let rate = model.closed(clients: point.clients ?? 1, thinkTime: point.thinkTime)
          return [Logarithm.natural(max(1e-300, rate.throughput.value))]
        }
        guard let queue = model.open(rate: point.throughput) else {
          return [10] + Self.ranks(point).map { _ in 10 }
        }
        let times =
          [queue.meanResponse] + Self.ranks(point).map { queue.responsePercentile($0.p) }
        return times.map { Logarithm.natural(($0 + model.delay).value) }
      }
    }

    func residuals(_ parameters: [Double], against targets: [Double]) -> [Double] {
      zip(zip(predicted(parameters), targets), weights).map { ($0.0 - $0.1) * $1 }
    }

    func minimum() -> NonlinearLeastSquares.Minimum {
      let most = points.map(\.throughput.value).max() ?? 1
      let fastest =
        points.compactMap { point -> Double? in
          if point.control == .open { return point.meanLatency?.value }
          return point.clients.map { $0 / point.throughput.value - point.thinkTime.value }
        }.filter { $0 > 0 }.min() ?? 1 / most
      let targets = measured
      var best: NonlinearLeastSquares.Minimum?
      for share in [0.97, 0.6, 0.2] {
        let demand = min(share * Double(servers) / most, fastest)
        for part in [1.0, 0.1] {
          let delay = max(fastest - demand, 0.05 * fastest) * part
          let found = NonlinearLeastSquares.minimum(
            from: [parameter(demand: demand), Logarithm.natural(delay)]
          ) { residuals($0, against: targets) }
          if found.sumOfSquares < best?.sumOfSquares ?? .infinity { best = found }
        }
      }
      return best
        ?? NonlinearLeastSquares.Minimum(
          parameters: [parameter(demand: fastest), Logarithm.natural(fastest)], residuals: [],
          sumOfSquares: .infinity)
    }

    /// The standard deviations of the logarithms of demand and delay over refits to resampled
    /// residuals.
    func spread(
      _ minimum: NonlinearLeastSquares.Minimum, replicates: Int, seed: UInt64
    ) -> (demand: Double, delay: Double) {
      let size = minimum.residuals.count
      guard size > 2, replicates > 1 else { return (0, 0) }
      let fitted = predicted(minimum.parameters)
      let scale = (Double(size) / Double(size - 2)).squareRoot()
      let raw = zip(minimum.residuals, weights).map { -$0 / $1 * scale }
      let mean = raw.reduce(0, +) / Double(size)
      var random = SplitMix(seed: seed)
      var demands: [Double] = []
      var delays: [Double] = []
      for _ in 0..<replicates {
        let targets = fitted.map { $0 + raw[random.index(below: size)] - mean }
        let found = NonlinearLeastSquares.minimum(from: minimum.parameters, iterations: 12) {
          residuals($0, against: targets)
        }
        let model = model(found.parameters)
        demands.append(Logarithm.natural(model.demand.value))
        delays.append(Logarithm.natural(max(model.delay.value, 1e-12)))
      }
      return (Self.deviation(demands), Self.deviation(delays))
    }

    private static func deviation(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (sum / Double(max(1, values.count - 1))).squareRoot()
    }
  }
}
