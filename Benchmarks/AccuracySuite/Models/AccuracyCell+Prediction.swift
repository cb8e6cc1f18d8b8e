import Quantities
import Queueing
import Simulation

extension AccuracyCell {
  /// What the capacity model says; a prediction without values where no method answers.
  package func prediction() -> CellPrediction {
    do {
      return try solve() ?? CellPrediction(id: id, tag: "none", method: "no method", values: [:])
    } catch {
      return CellPrediction(id: id, tag: "none", method: "refused: \(error)", values: [:])
    }
  }

  private func solve() throws -> CellPrediction? {
    switch model {
    case .queue(let interarrival, let service, let servers):
      let queue = try GeneralQueue(
        interarrival: interarrival.distribution, service: service.distribution, servers: servers)
      return CellPrediction(
        self, queue.method,
        percentiles(queue.responsePercentile).merging([
          .mean: queue.meanResponse.value, .throughput: queue.arrivalRate.value,
        ]) { $1 })
    case .sharing(let rate, let service, let servers):
      let queue = try GeneralProcessorSharingQueue(
        arrivalRate: RequestsPerSecond(rate), demand: service.distribution, servers: servers)
      return CellPrediction(
        self, queue.method,
        percentiles(queue.responsePercentile).merging([
          .mean: queue.meanResponse.value, .throughput: rate,
        ]) { $1 })
    case .path(let path): return try path.prediction(self)
    case .forkJoin(let rate, let service, let servers, let ways):
      return try ForkJoinPrediction(rate: rate, service: service, servers: servers, ways: ways)
        .prediction(self)
    case .layered(let layered): return try layered.prediction(self)
    case .closed(let closed): return try closed.prediction(self)
    case .cache(let store, let rate): return store.prediction(self, rate: rate)
    case .coldStart(let rate, let service, let idleTimeout):
      var isExponential = false
      if case .exponential = service { isExponential = true }
      let pool = WarmInstances(
        arrivalRate: RequestsPerSecond(rate), serviceTime: service.mean,
        idleTimeout: Seconds(idleTimeout), isExponential: isExponential)
      return CellPrediction(self, pool.method, [.coldShare: pool.coldShare])
    case .retries(let queue): return queue.prediction(self)
    case .changing(let changing): return try changing.prediction(self)
    }
  }

  private func percentiles(_ percentile: (Double) -> Seconds) -> [CellTruth.Quantity: Double] {
    [.p50: percentile(0.5).value, .p90: percentile(0.9).value, .p99: percentile(0.99).value]
  }
}

extension OpenPath {
  fileprivate func prediction(_ cell: AccuracyCell) throws -> CellPrediction {
    var rates = stations.map { _ in 0.0 }
    for one in classes {
      for visit in one.visits {
        rates[visit.station] += rate * one.share * visit.probability * visit.count
      }
    }
    let queues = try stations.indices.map { index in
      try MultiServerQueue(
        arrivalRate: RequestsPerSecond(rates[index]), serviceTime: Seconds(stations[index].mean),
        servers: stations[index].servers)
    }
    let path = try ResponsePath([
      .choice(
        classes.map { one in
          let visits = one.visits.map { visit in
            PathStage.choice([
              PathBranch(
                probability: visit.probability,
                stages: [.revisits(queues[visit.station], visits: visit.count)])
            ])
          }
          return PathBranch(
            probability: one.share, stages: [.constant(Seconds(one.delay))] + visits)
        })
    ])
    return CellPrediction(
      cell, path.method,
      [
        .mean: path.mean.value, .p50: path.percentile(0.5).value,
        .p90: path.percentile(0.9).value, .p99: path.percentile(0.99).value, .throughput: rate,
      ])
  }
}

extension ClosedSystem {
  /// Throughput and mean over all classes, weighted by their throughputs.
  fileprivate func prediction(_ cell: AccuracyCell) throws -> CellPrediction {
    let network = ClosedNetwork(
      classes: users.indices.map {
        ClosedNetwork.CustomerClass(
          name: "class \($0)", population: users[$0], thinkTime: Seconds(think[$0]))
      },
      stations: stations.enumerated().map { index, station in
        ClosedNetwork.Station(
          name: "station \(index)", discipline: .queue(servers: station.servers),
          demands: station.demands.map { Seconds($0) })
      })
    let solution = try network.solveExactly()
    let total = solution.throughputs.map(\.value).reduce(0, +)
    let weighted = users.indices.reduce(0.0) {
      $0 + solution.throughputs[$1].value * solution.responseTime(class: $1).value
    }
    guard
      let response = try? ClosedResponse(
        network,
        orders: stations.map { $0.isShared ? .processorSharing : .firstComeFirstServed })
    else {
      // Too many customers for percentiles.
      return CellPrediction(
        cell, solution.method, [.mean: weighted / total, .throughput: total])
    }
    return CellPrediction(
      cell, ClosedResponse.method,
      [
        .mean: weighted / total, .throughput: total, .p50: response.percentile(0.5).value,
        .p90: response.percentile(0.9).value, .p99: response.percentile(0.99).value,
      ])
  }
}

extension CacheStore {
  fileprivate func prediction(_ cell: AccuracyCell, rate: Double) -> CellPrediction {
    let popularity = ZipfPopularity(items: catalog, exponent: exponent)
    guard let timeToLive else {
      let cache = RecencyCache(popularity: popularity, capacity: size)
      return CellPrediction(cell, cache.method, [.hitRatio: cache.hitRatio])
    }
    let cache = ExpiringCache(
      popularity: popularity, requestRate: RequestsPerSecond(rate), timeToLive: timeToLive,
      renewal: isSliding ? .atUse : .atLoading)
    return CellPrediction(cell, ExpiringCache.method, [.hitRatio: cache.hitRatio])
  }
}

extension RetryingQueue {
  /// The good state: that with the least load.
  fileprivate func prediction(_ cell: AccuracyCell) -> CellPrediction? {
    let load = RetryLoad(
      arrivalRate: RequestsPerSecond(rate), retries: attempts,
      limit: RequestsPerSecond(Double(servers) / mean)
    ) { tries in
      let queue = try? MultiServerQueue(
        arrivalRate: tries, serviceTime: Seconds(mean), servers: servers)
      return queue?.responseTail(beyond: Seconds(timeout)) ?? 1
    }
    guard let state = load.states.first(where: \.isStable) else { return nil }
    return CellPrediction(cell, RetryLoad.method, [.attempts: state.load.value])
  }
}

extension Law {
  /// The same law as the capacity model writes it.
  var distribution: Distribution {
    switch self {
    case .deterministic(let time): .deterministic(time)
    case .exponential(let mean): .exponential(mean: mean)
    case .erlang(let mean, let phases): .erlang(mean: mean, phases: phases)
    case .hyperexponential(let mean, let cv): .hyperexponential(mean: mean, variation: cv)
    case .lognormal(let mean, let cv): .lognormal(mean: mean, variation: cv)
    case .gamma(let mean, let shape): .gamma(mean: mean, variation: 1 / shape.squareRoot())
    case .weibull(let mean, let shape): .weibull(mean: mean, shape: shape)
    case .pareto(let mean, let shape):
      .boundedPareto(
        lowest: mean * ((shape - 1) / shape), highest: Seconds(.infinity), shape: shape)
    // No case of the suite is uniform.
    case .uniform(let low, let high): .deterministic((low + high) / 2)
    }
  }
}
