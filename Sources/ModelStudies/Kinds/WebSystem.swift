import Quantities
import Queueing
import RealModule

/// A web system as the reference vectors describe it, reduced to a network of queues.
///
/// App instances are processor-sharing stations; under balancing other than random they count as one
/// pool of all their cores, which is what least outstanding comes near to. The database is one
/// station for the primary and one per replica. A worker limit is not in the model: where it binds,
/// the means are too low, and the error class says so. Throughput and utilizations of open systems
/// are exact; the response mean is, where the network is of product form.
struct WebSystem {
  private struct Kind {
    let name: String
    let probability: Double
    let appDemand: Double
    let readDemand: Double
    let writeDemand: Double
    let cacheTime: Double
    let network: Double
    let reads: Double
    let writes: Double
    let calls: Double
  }

  private let kinds: [Kind]
  private let rate: Double?
  private let users: Int
  private let think: Double
  private let instances: Int
  private let cores: Double
  private let isRandom: Bool
  private let primaryServers: Int
  private let replicas: Int
  private let replicaServers: Int
  private let hasLimits: Bool
  private let isProductForm: Bool

  init(_ input: StudyReader) throws {
    let arrivals = try input.object("arrivals")
    if try arrivals.word("kind", among: ["open_poisson", "closed"]) == "closed" {
      rate = nil
      users = try arrivals.integer("users", 1...1_000_000)
      think = try arrivals.distribution("think_time").mean.value
    } else {
      rate = try arrivals.number("rate_per_s", .positive)
      users = 0
      think = 0
    }
    arrivals.finish()
    let app = try input.object("app")
    instances = try app.integer("instances", 1...1_000_000)
    cores = try app.number("cores_per_instance", .positive)
    let balancing = try app.word(
      "load_balancing", among: ["random", "round_robin", "least_outstanding"], default: "random")
    isRandom = balancing == "random" || instances == 1
    _ = try app.word("discipline", among: ["PS"], default: "PS")
    let hasWorkers = app.has("workers_per_instance")
    if hasWorkers { _ = try app.integer("workers_per_instance", 1...1_000_000) }
    app.ignore(["worker_held_during_data_calls"])
    app.finish()
    let db = try input.object("db")
    let discipline = try db.word("discipline", among: ["PS", "FCFS"], default: "PS")
    primaryServers = try db.integer("primary_servers", 1...1_000_000)
    replicas = try db.integer("replicas", 0...10_000, default: 0)
    replicaServers =
      replicas > 0 ? try db.integer("servers_per_replica", 1...1_000_000) : 1
    let hasPool = db.has("max_concurrent_per_node")
    db.ignore(["servers_per_replica"])
    db.finish()
    hasLimits = hasWorkers || hasPool
    var kinds: [Kind] = []
    for (index, one) in try input.objects("classes").enumerated() {
      func mean(_ key: String) throws -> Double {
        one.has(key) ? try one.distribution(key).mean.value : 0
      }
      let calls = try one.number("data_calls", .notNegative, default: 0)
      let writeFraction = try one.number("write_fraction", .share, default: 0)
      let hit = try one.number("cache_hit_ratio", .share, default: 0)
      kinds.append(
        Kind(
          name: try one.name("class \(index + 1)"),
          probability: try one.number("probability", .share, default: 1),
          appDemand: try mean("app_demand_before") + mean("app_demand_after"),
          readDemand: try mean("db_read_demand"), writeDemand: try mean("db_write_demand"),
          cacheTime: try mean("cache_latency"),
          network: 2 * (try one.number("network_one_way_s", .notNegative, default: 0)),
          reads: calls * (1 - writeFraction) * (1 - hit), writes: calls * writeFraction,
          calls: calls * (1 - writeFraction)))
      one.finish()
    }
    self.kinds = kinds
    isProductForm = isRandom && !hasLimits && discipline == "PS"
  }

  /// Demand of a request on all app instances, on the primary, on all replicas, and elsewhere.
  private func demands(_ kind: Kind) -> (
    app: Double, primary: Double, replica: Double, delay: Double
  ) {
    let reads = kind.reads * kind.readDemand
    return (
      kind.appDemand, kind.writes * kind.writeDemand + (replicas == 0 ? reads : 0),
      replicas > 0 ? reads : 0, kind.network + kind.calls * kind.cacheTime
    )
  }

  /// Fewer than one core serves more slowly; otherwise each core is a server.
  private var coresPerServer: (servers: Int, slowdown: Double) {
    let whole = max(1, Int(cores.rounded(.down)))
    return (whole, Double(whole) / cores)
  }

  func solve(percentiles: [Double]) throws -> StudyAnswer {
    let stations = self.stations
    var rate: Double
    var answer = StudyAnswer()
    let means: Method =
      isProductForm
      ? .exact
      : .approximate(hasLimits ? "product form without the limits" : "product form")
    let meanError = isProductForm ? 0.0 : hasLimits ? 0.5 : 0.3
    var responses: [Double] = []
    if let open = self.rate {
      rate = open
      let network = OpenNetwork(
        classes: kinds.map {
          .init(name: $0.name, arrivalRate: RequestsPerSecond(open * $0.probability))
        }, stations: stations)
      let solution = try orRefuse { try network.solve() }
      responses = solution.responseTimes.map(\.value)
      answer.add("throughput_per_s", open, "1/s", .exact)
    } else {
      let demands = stations.indices.map { index in
        kinds.enumerated().reduce(0) {
          $0 + $1.element.probability * stations[index].demands[$1.offset].value
        }
      }
      let network = ClosedNetwork(
        population: users, thinkTime: Seconds(think),
        stations: zip(stations, demands).map { station, demand in
          let discipline: ClosedNetwork.Discipline =
            if case .queue(let servers) = station.discipline { .queue(servers: servers) } else {
              .delay
            }
          return ClosedNetwork.Station(
            name: station.name, discipline: discipline, demands: [Seconds(demand)])
        })
      let solution: ClosedNetworkSolution
      do {
        solution = try network.solveExactly()
      } catch {
        throw StudyRefusal("the closed network is beyond what is solved exactly")
      }
      rate = solution.throughputs[0].value
      responses = kinds.indices.map { kind in
        stations.indices.reduce(0) { sum, index in
          let stretch =
            demands[index] > 0
            ? solution.residenceTimes[index][0].value / demands[index] : 1
          return sum + stations[index].demands[kind].value * stretch
        }
      }
      answer.add("throughput_per_s", rate, "1/s", means, errorClass: meanError)
    }
    addUtilizations(rate, isOpen: self.rate != nil, means, meanError, to: &answer)
    let total = kinds.indices.reduce(0) { $0 + kinds[$1].probability * responses[$1] }
    answer.add("response_mean", total, "s", means, errorClass: meanError)
    if isProductForm {
      answer.add("response_mean_product_form", total, "s", .exact)
    }
    try addPercentiles(rate, percentiles, to: &answer)
    answer.add(
      "classes",
      .parts(
        kinds.indices.map { index in
          var part = StudyAnswer(name: kinds[index].name)
          part.add("response_mean", responses[index], "s", means, errorClass: meanError)
          if let path = path(of: index, rate) { part.addPath(path, percentiles) }
          return part
        }))
    return answer
  }

  private func addUtilizations(
    _ rate: Double, isOpen: Bool, _ means: Method, _ meanError: Double,
    to answer: inout StudyAnswer
  ) {
    func load(_ demand: (Kind) -> Double) -> Double {
      rate * kinds.reduce(0) { $0 + $1.probability * demand($1) }
    }
    let method = isOpen ? Method.exact : means
    let errorClass = isOpen ? 0 : meanError
    answer.add(
      "app_utilization", load { demands($0).app } / (Double(instances) * cores), method,
      errorClass: errorClass)
    answer.add(
      "db_primary_utilization", load { demands($0).primary } / Double(primaryServers), method,
      errorClass: errorClass)
    if replicas > 0 {
      answer.add(
        "db_replica_utilization",
        load { demands($0).replica } / Double(replicas * replicaServers), method,
        errorClass: errorClass)
    }
  }

  /// The stations: each instance by itself under random balancing, else their pool.
  private var stations: [OpenNetwork.Station] {
    let (servers, slowdown) = coresPerServer
    var stations: [OpenNetwork.Station] = []
    func add(_ name: String, _ discipline: OpenNetwork.Discipline, _ demand: (Kind) -> Double) {
      stations.append(
        OpenNetwork.Station(
          name: name, discipline: discipline, demands: kinds.map { Seconds(demand($0)) }))
    }
    if isRandom {
      for instance in 1...instances {
        add("app \(instance)", .queue(servers: servers)) {
          demands($0).app * slowdown / Double(instances)
        }
      }
    } else {
      add("app", .queue(servers: servers * instances)) { demands($0).app * slowdown }
    }
    add("primary", .queue(servers: primaryServers)) { demands($0).primary }
    for replica in 0..<replicas {
      add("replica \(replica + 1)", .queue(servers: replicaServers)) {
        demands($0).replica / Double(replicas)
      }
    }
    add("delays", .delay) { demands($0).delay }
    return stations
  }

  /// The way of a request of a class through one instance and the database; nil when saturated.
  private func path(of index: Int, _ rate: Double) -> ResponsePath? {
    let kind = kinds[index]
    let (servers, slowdown) = coresPerServer
    var stages: [PathStage] = [.constant(Seconds(kind.network))]
    func queue(_ total: Double, _ servers: Int, _ demand: Double) -> PathStage? {
      guard demand > 0 else { return nil }
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(total / demand), serviceTime: Seconds(demand),
        servers: servers)
      return queue.map { .queue($0) }
    }
    func load(_ demand: (Kind) -> Double) -> Double {
      rate * kinds.reduce(0) { $0 + $1.probability * demand($1) }
    }
    let appLoad = load { demands($0).app } * slowdown
    if kind.appDemand > 0 {
      guard
        let app = queue(
          isRandom ? appLoad / Double(instances) : appLoad,
          isRandom ? servers : servers * instances, kind.appDemand * slowdown)
      else { return nil }
      stages.append(app)
    }
    if kind.calls > 0 && kind.cacheTime > 0 {
      stages.append(
        .repeated(visits: kind.calls, stages: [.exponential(mean: Seconds(kind.cacheTime))]))
    }
    let primary = load { demands($0).primary }
    let replica = replicas > 0 ? load { demands($0).replica } / Double(replicas) : 0
    for (visits, total, servers, demand) in [
      (
        kind.reads, replicas > 0 ? replica : primary,
        replicas > 0 ? replicaServers : primaryServers, kind.readDemand
      ),
      (kind.writes, primary, primaryServers, kind.writeDemand),
    ] where visits > 0 && demand > 0 {
      guard let node = queue(total, servers, demand) else { return nil }
      stages.append(.repeated(visits: visits, stages: [node]))
    }
    return try? ResponsePath(stages)
  }

  private func addPercentiles(
    _ rate: Double, _ percentiles: [Double], to answer: inout StudyAnswer
  ) throws {
    let paths = kinds.indices.map { path(of: $0, rate) }
    guard paths.allSatisfy({ $0 != nil }) else { return }
    let known = paths.compactMap { $0 }
    let shares = kinds.map(\.probability)
    var mean = 0.0
    var square = 0.0
    for (path, share) in zip(known, shares) {
      mean += share * path.mean.value
      square += share * (path.variance + path.mean.value * path.mean.value)
    }
    let method = Method.approximate("stations as independent M/M/c queues at their utilization")
    answer.add(
      "response_sd", max(0, square - mean * mean).squareRoot(), "s", method, errorClass: 0.5)
    answer.add(
      "response_percentiles", of: "p", at: percentiles, "s", method, errorClass: 0.5
    ) { p in
      guard p > 0 && p < 1 else { return .nan }
      // The mixture of the classes: bisect between the least and the greatest of their percentiles.
      let each = known.map { $0.percentile(p).value }
      var low = each.min() ?? 0
      var high = each.max() ?? 0
      for _ in 0..<60 where high - low > 1e-10 * high {
        let middle = 0.5 * (low + high)
        let tail = zip(known, shares).reduce(0) { $0 + $1.1 * $1.0.tail(beyond: Seconds(middle)) }
        if tail > 1 - p { low = middle } else { high = middle }
      }
      return high
    }
  }
}

extension StudyAnswer {
  fileprivate mutating func addPath(_ path: ResponsePath, _ percentiles: [Double]) {
    let method = Method.approximate("stations as independent M/M/c queues at their utilization")
    add("response_sd", path.variance.squareRoot(), "s", method, errorClass: 0.5)
    add(
      "response_percentiles", of: "p", at: percentiles, "s", method, errorClass: 0.5,
      inside { path.percentile($0) })
  }
}
