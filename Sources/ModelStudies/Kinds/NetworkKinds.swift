import Quantities
import Queueing

/// Family c: closed and mixed networks.
extension StudyKind {
  private static let stationKeys = Key(
    "stations",
    "list of {name, type: queue or delay, servers (1), demands_s (one per class), order (fcfs or "
      + "sharing, for percentiles; fcfs)}; for one class {visits (1), service_time_s} instead of "
      + "demands, or rate_multipliers instead of servers")
  private static let closedPercentiles = Key(
    "percentiles",
    "list between 0 and 1, of responses where each station is visited once and service is "
      + "exponential; none")

  static let closed: [StudyKind] = [
    StudyKind(
      "closed_single_class", "N users who think and come back, one class",
      [
        Key("population", "N"), Key("think_time_s", "mean think time in s; 0"), stationKeys,
        closedPercentiles,
      ]
    ) { input in
      let population = try input.integer("population", 1...1_000_000)
      let think = Seconds(try input.number("think_time_s", .notNegative, default: 0))
      let readers = try input.objects("stations")
      var stations: [ClosedNetwork.Station] = []
      var orders: [ClosedResponse.Order] = []
      for (index, station) in readers.enumerated() {
        let demand: Double
        if station.has("demand_s") {
          demand = try station.number("demand_s", .notNegative)
        } else {
          demand =
            try station.number("visits", .notNegative, default: 1)
            * station.number("service_time_s", .notNegative)
        }
        stations.append(
          ClosedNetwork.Station(
            name: try station.name("station \(index + 1)"),
            discipline: try station.closedDiscipline(),
            demands: [Seconds(demand)]))
        orders.append(try station.order())
        station.finish()
      }
      try input.requireTime([think], stations.map(\.demands))
      let network = ClosedNetwork(
        population: population, thinkTime: think, stations: stations)
      let solution = try orRefuseClosed {
        try isTooLarge(population, stations)
          ? network.solveApproximately() : network.solveExactly()
      }
      let method = solution.method
      let errors = solution.errorClasses
      var answer = StudyAnswer()
      answer.add(
        "throughput_per_s", solution.throughputs[0].value, "1/s", method,
        errorClass: errors.throughput)
      answer.add(
        "response_time_s", solution.responseTime(class: 0).value, "s", method,
        errorClass: errors.response)
      try answer.addPercentiles(of: network, orders, at: try input.closedPercentiles(), class: 0)
      answer.add(
        "stations",
        .parts(
          stations.indices.map { index in
            var part = StudyAnswer(name: stations[index].name)
            if let utilization = solution.utilization(station: index) {
              part.add("utilization", utilization, method, errorClass: errors.throughput)
            }
            part.add(
              "queue_length", solution.queueLength(station: index), method,
              errorClass: errors.response)
            part.add(
              "residence_time_s", solution.residenceTimes[index][0].value, "s", method,
              errorClass: errors.response)
            return part
          }))
      let byPopulation = solution.throughputByPopulation
      answer.add("throughput_by_population", of: "population", at: [], "1/s", method) {
        let index = Int($0) - 1
        return byPopulation.indices.contains(index) ? byPopulation[index].value : .nan
      }
      return answer
    },
    StudyKind(
      "closed_multi_class", "The same with several classes",
      [
        Key("classes", "list of {name, population, think_time_s (0)}"), stationKeys,
        closedPercentiles,
      ]
    ) { input in
      let classes = try input.customers("classes")
      var orders: [ClosedResponse.Order] = []
      let stations = try input.objects("stations").enumerated().map { index, station in
        defer { station.finish() }
        orders.append(try station.order())
        return ClosedNetwork.Station(
          name: try station.name("station \(index + 1)"),
          discipline: try station.closedDiscipline(),
          demands: try station.demands(classes.count))
      }
      try input.requireTime(classes.map(\.thinkTime), stations.map(\.demands))
      let network = ClosedNetwork(classes: classes, stations: stations)
      let solution = try orRefuseClosed { try network.solve() }
      let percentiles = try input.closedPercentiles()
      let method = solution.method
      let errors = solution.errorClasses
      var answer = StudyAnswer()
      answer.add(
        "classes",
        .parts(
          try classes.indices.map { index in
            var part = StudyAnswer(name: classes[index].name)
            part.add(
              "throughput_per_s", solution.throughputs[index].value, "1/s", method,
              errorClass: errors.throughput)
            part.add(
              "response_time_s", solution.responseTime(class: index).value, "s", method,
              errorClass: errors.response)
            if classes[index].population > 0 {
              try part.addPercentiles(of: network, orders, at: percentiles, class: index)
            }
            return part
          }))
      answer.add(
        "stations",
        .parts(
          stations.indices.map { station in
            var part = StudyAnswer(name: stations[station].name)
            if let utilization = solution.utilization(station: station) {
              part.add("utilization", utilization, method, errorClass: errors.throughput)
            }
            part.add(
              "queue_length_by_class",
              .list(
                classes.indices.map {
                  StudyQuantity(
                    solution.queueLength(station: station, class: $0), "", method,
                    errorClass: errors.response)
                }))
            part.add(
              "residence_time_s_by_class",
              .list(
                classes.indices.map {
                  StudyQuantity(
                    solution.residenceTimes[station][$0].value, "s", method,
                    errorClass: errors.response)
                }))
            return part
          }))
      return answer
    },
    StudyKind(
      "mixed_multi_class", "Open and closed classes on the same stations",
      [
        Key("open_classes", "list of {name, arrival_rate_per_s}"),
        Key("closed_classes", "list of {name, population, think_time_s (0)}"),
        Key("stations", "as above; demands_s lists the open classes first"),
      ]
    ) { input in
      let open = try input.trafficClasses("open_classes")
      let closed = try input.customers("closed_classes")
      let stations = try input.objects("stations").enumerated().map { index, station in
        defer { station.finish() }
        return OpenNetwork.Station(
          name: try station.name("station \(index + 1)"), discipline: try station.openDiscipline(),
          demands: try station.demands(open.count + closed.count))
      }
      try input.requireTime(
        closed.map(\.thinkTime), stations.map { Array($0.demands.dropFirst(open.count)) })
      let solution = try orRefuseClosed {
        try MixedNetwork(openClasses: open, closedClasses: closed, stations: stations)
          .solveByBestMethod()
      }
      let method = solution.method
      var answer = StudyAnswer()
      answer.add(
        "open_classes",
        .parts(
          open.indices.map { index in
            var part = StudyAnswer(name: open[index].name)
            part.add("response_time_s", solution.openResponseTime(class: index).value, "s", method)
            part.add(
              "residence_time_s_by_station",
              .list(
                stations.indices.map {
                  StudyQuantity(solution.openResidenceTimes[$0][index].value, "s", method)
                }))
            part.add(
              "queue_length_by_station",
              .list(
                stations.indices.map {
                  StudyQuantity(
                    solution.openQueueLength(station: $0, class: index), "", method)
                }))
            return part
          }))
      answer.add(
        "closed_classes",
        .parts(
          closed.indices.map { index in
            var part = StudyAnswer(name: closed[index].name)
            part.add("throughput_per_s", solution.closed.throughputs[index].value, "1/s", method)
            part.add(
              "response_time_s", solution.closed.responseTime(class: index).value, "s", method)
            part.add(
              "residence_time_s_by_station",
              .list(
                stations.indices.map {
                  StudyQuantity(solution.closed.residenceTimes[$0][index].value, "s", method)
                }))
            part.add(
              "queue_length_by_station",
              .list(
                stations.indices.map {
                  StudyQuantity(
                    solution.closed.queueLength(station: $0, class: index), "", method)
                }))
            return part
          }))
      return answer
    },
    StudyKind(
      "operational_bounds", "Bounds on a closed network",
      [
        Key("population", "N"), Key("think_time_s", "mean think time in s; 0"),
        Key("demands_s", "one demand per station in s"),
      ]
    ) { input in
      let demands = try input.numbers("demands_s", .positive)
      guard !demands.isEmpty else {
        throw input.fail(input.optional("demands_s"), "`demands_s` is empty")
      }
      let bounds = OperationalBounds(
        population: try input.integer("population", 1...1_000_000_000),
        thinkTime: Seconds(try input.number("think_time_s", .notNegative, default: 0)),
        demands: demands.map { Seconds($0) })
      let method = OperationalBounds.method
      var answer = StudyAnswer()
      answer.add("saturation_population", bounds.saturationPopulation, .exact)
      answer.add("asymptotic_throughput_upper", bounds.throughputUpper.value, "1/s", method)
      answer.add("asymptotic_throughput_lower", bounds.throughputLower.value, "1/s", method)
      answer.add("asymptotic_response_lower", bounds.responseLower.value, "s", method)
      answer.add("asymptotic_response_upper", bounds.responseUpper.value, "s", method)
      answer.add(
        "balanced_job_throughput_upper", bounds.balancedThroughputUpper.value, "1/s", method)
      answer.add(
        "balanced_job_throughput_lower", bounds.balancedThroughputLower.value, "1/s", method)
      return answer
    },
  ]

  /// Family d: open networks and paths.
  static let open: [StudyKind] = [
    StudyKind(
      "open_multi_class", "An open network of product form",
      [
        Key("classes", "list of {name, arrival_rate_per_s}"),
        Key("stations", "list of {name, type: queue or delay, servers (1), demands_s}"),
      ]
    ) { input in
      let classes = try input.trafficClasses("classes")
      let stations = try input.objects("stations").enumerated().map { index, station in
        defer { station.finish() }
        return OpenNetwork.Station(
          name: try station.name("station \(index + 1)"), discipline: try station.openDiscipline(),
          demands: try station.demands(classes.count))
      }
      let network = OpenNetwork(classes: classes, stations: stations)
      let solution = try orRefuse { try network.solve() }
      let method = OpenNetworkSolution.method
      var answer = StudyAnswer()
      answer.add("system_response_time_s", solution.systemResponseTime.value, "s", method)
      answer.add(
        "classes",
        .parts(
          classes.indices.map { index in
            var part = StudyAnswer(name: classes[index].name)
            part.add("response_time_s", solution.responseTimes[index].value, "s", method)
            return part
          }))
      answer.add(
        "stations",
        .parts(
          stations.indices.map { station in
            var part = StudyAnswer(name: stations[station].name)
            part.add("utilization", solution.utilization(of: station), method)
            part.add("in_system_mean", solution.inSystem(of: station), method)
            part.add(
              "residence_time_s_by_class",
              .list(
                classes.indices.map {
                  StudyQuantity(
                    solution.residenceTime(station: station, class: $0).value, "s", method)
                }))
            return part
          }))
      if let point = network.saturationPoint {
        answer.add("load_factor_at_saturation", point.scale, method)
      }
      return answer
    },
    StudyKind(
      "fcfs_path_percentiles", "Percentiles of a path through queues",
      [
        arrivals,
        Key(
          "path",
          "list of {type: fcfs, servers, service_time_mean_s, probability (1), visits (1, one right "
            + "after the other)} and {type: constant, delay_s}"), percentiles, times,
      ]
    ) { input in
      let rate = try input.number("arrival_rate_per_s", .positive)
      var stages: [PathStage] = []
      var returns = false
      for stage in try input.objects("path") {
        let type = try stage.word(
          "type", among: ["fcfs", "constant"],
          default: stage.has("delay_s") ? "constant" : "fcfs")
        let probability = try stage.number("probability", .share, default: 1)
        let one: PathStage
        if type == "constant" {
          one = .constant(Seconds(try stage.number("delay_s", .notNegative)))
        } else {
          let service = try stage.exponentialService()
          let servers = try stage.integer("servers", StudyReader.servers, default: 1)
          let visits = try stage.number("visits", .between(0, 1_000), default: 1)
          let queue = try orRefuse {
            try MultiServerQueue(
              arrivalRate: RequestsPerSecond(rate * probability * visits), serviceTime: service,
              servers: servers)
          }
          one = visits == 1 ? .queue(queue) : .revisits(queue, visits: visits)
          returns = returns || visits > 1
        }
        stage.ignore(["name"])
        stage.finish()
        stages.append(
          probability < 1
            ? .choice([PathBranch(probability: probability, stages: [one])]) : one)
      }
      let path = try orRefuse { try ResponsePath(stages) }
      var answer = StudyAnswer()
      answer.add("response_mean", path.mean.value, "s", .exact)
      let errorClass = path.method == .exact ? 0 : returns ? 0.03 : 0.001
      answer.add(
        "response_percentiles", of: "p", at: try input.percentiles(), "s", path.method,
        errorClass: errorClass, inside { path.percentile($0) })
      answer.add(
        "response_tail", of: "t", at: try input.times(), path.method, errorClass: errorClass,
        from0 { path.tail(beyond: $0) })
      return answer
    },
  ]
}

extension StudyAnswer {
  /// Percentiles of a class of a closed network, where any are asked for.
  fileprivate mutating func addPercentiles(
    of network: ClosedNetwork, _ orders: [ClosedResponse.Order], at points: [Double],
    class index: Int
  ) throws {
    guard !points.isEmpty else { return }
    if network.classes.count == 1, network.classes[0].population > ClosedResponse.mostCustomers {
      throw StudyRefusal(
        "percentiles of a closed network are known up to \(ClosedResponse.mostCustomers) customers; "
          + "leave out `percentiles` for means")
    }
    let response = try orRefuseClosed {
      try ClosedResponse(network, orders: orders, class: index)
    }
    add(
      "response_percentiles", of: "p", at: points, "s", ClosedResponse.method(network),
      inside { response.percentile($0) })
  }
}

extension StudyReader {
  fileprivate func closedPercentiles() throws -> [Double] {
    try numbers("percentiles", .insideShare, default: [])
  }

  /// The order in which a station serves.
  fileprivate func order() throws -> ClosedResponse.Order {
    try word("order", among: ["fcfs", "sharing"], default: "fcfs") == "sharing"
      ? .processorSharing : .firstComeFirstServed
  }

  fileprivate func customers(_ key: String) throws -> [ClosedNetwork.CustomerClass] {
    try objects(key).enumerated().map { index, one in
      defer { one.finish() }
      return ClosedNetwork.CustomerClass(
        name: try one.name("class \(index + 1)"),
        population: try one.integer("population", 0...1_000_000),
        thinkTime: Seconds(try one.number("think_time_s", .notNegative, default: 0)))
    }
  }

  func trafficClasses(_ key: String) throws -> [OpenNetwork.TrafficClass] {
    try objects(key).enumerated().map { index, one in
      defer { one.finish() }
      return OpenNetwork.TrafficClass(
        name: try one.name("class \(index + 1)"),
        arrivalRate: RequestsPerSecond(try one.number("arrival_rate_per_s", .notNegative)))
    }
  }

  func openDiscipline() throws -> OpenNetwork.Discipline {
    let type = try word("type", among: ["queue", "delay"], default: "queue")
    if type == "delay" {
      ignore(["servers"])
      return .delay
    }
    return .queue(servers: try integer("servers", StudyReader.servers, default: 1))
  }

  fileprivate func closedDiscipline() throws -> ClosedNetwork.Discipline {
    let type = try word("type", among: ["queue", "delay"], default: "queue")
    if type == "delay" {
      ignore(["servers"])
      return .delay
    }
    if has("rate_multipliers") {
      let multipliers = try numbers("rate_multipliers", .positive)
      guard !multipliers.isEmpty else {
        throw fail(optional("rate_multipliers"), "`rate_multipliers` is empty")
      }
      return .loadDependent(multipliers: multipliers)
    }
    return .queue(servers: try integer("servers", 1...1_000_000, default: 1))
  }

  /// Refuses a class of customers that never spends any time.
  fileprivate func requireTime(_ thinking: [Seconds], _ demands: [[Seconds]]) throws {
    for (index, think) in thinking.enumerated() where think <= .zero {
      if !demands.contains(where: { $0[index] > .zero }) {
        throw fail(nil, "class \(index + 1) spends no time anywhere")
      }
    }
  }
}

extension ClosedNetworkSolution {
  /// The relative errors that the method states; zero where it is exact.
  fileprivate var errorClasses: (throughput: Double, response: Double) {
    guard method != .exact else { return (0, 0) }
    let hasSeveral = network.stations.contains { station in
      switch station.discipline {
      case .queue(let servers): servers > 1
      case .loadDependent: true
      case .delay: false
      }
    }
    return hasSeveral ? (0.08, 0.1) : (0.03, 0.04)
  }
}

/// Whether an exact solution would take minutes: a large population over many stations with many
/// servers.
private func isTooLarge(_ population: Int, _ stations: [ClosedNetwork.Station]) -> Bool {
  var work = 0.0
  for station in stations {
    switch station.discipline {
    case .queue(let servers) where servers > 1:
      work += Double(population) * Double(min(servers, population))
    case .loadDependent: work += Double(population) * Double(population)
    default: work += Double(population)
    }
  }
  return work > 3e9
}

/// Runs a closed solver, with its refusals in words.
private func orRefuseClosed<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let refusal as ClosedNetworkRefusal {
    switch refusal {
    case .tooManyStates(let limit):
      throw StudyRefusal("more than \(limit) combinations of populations; merge classes")
    case .saturation(let saturation): throw StudyRefusal(saturation)
    case .inconsistent(let name, let population, let found):
      throw StudyRefusal(
        "the solution adds up to \(StudyNumber.text(found)) customers of `\(name)`, not "
          + "\(population): it cannot be trusted")
    }
  }
}
