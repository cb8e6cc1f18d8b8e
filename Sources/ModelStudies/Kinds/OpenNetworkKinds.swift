import Quantities
import Queueing

extension StudyKind {
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

extension StudyReader {
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
}
