import Quantities
import Queueing
import Testing

/// Family d of the oracles, at its own tolerances.
@Suite struct OpenNetworkOracleTests {
  @Test(arguments: Oracle.cases("d-open-networks", "open_multi_class"))
  func openMultiClass(_ one: OracleCase) throws {
    let solution = try network(one).solve()
    try one.expect(solution.systemResponseTime.value, "system_response_time_s")
    let classes = one.expected["classes"].list
    #expect(classes.count == solution.responseTimes.count)
    for (index, expected) in classes.enumerated() {
      try expectAgreement(
        solution.responseTimes[index].value, expected["response_time_s"], "class \(index)")
    }
    let stations = one.expected["stations"].list
    #expect(stations.count == solution.network.stations.count)
    for (station, expected) in stations.enumerated() {
      let name = solution.network.stations[station].name
      // The oracle gives no utilization at delays.
      if expected.keys.contains("utilization") {
        try expectAgreement(
          solution.utilization(of: station), expected["utilization"], "utilization of \(name)")
      }
      if expected.keys.contains("in_system_mean") {
        try expectAgreement(
          solution.inSystem(of: station), expected["in_system_mean"], "number at \(name)")
      }
      let residences = expected["residence_time_s_by_class"].list
      #expect(residences.count == classes.count)
      for (index, residence) in residences.enumerated() {
        try expectAgreement(
          solution.residenceTime(station: station, class: index).value, residence,
          "residence of class \(index) at \(name)")
      }
    }
  }

  @Test(arguments: Oracle.cases("d-open-networks", "fcfs_path_percentiles"))
  func pathPercentiles(_ one: OracleCase) throws {
    let rate = try one.input("arrival_rate_per_s")
    let path = try ResponsePath(one.inputs["path"].list.map { try stage($0, rate: rate) })
    try one.expect(path.mean.value, "response_mean")
    for point in one.expected["response_percentiles"].list {
      let p = try #require(point["p"].number)
      try expectAgreement(path.percentile(p).value, point, "p\(p)")
    }
    for point in one.expected["response_tail"].list {
      let time = Seconds(try #require(point["t"].number))
      try expectAgreement(path.tail(beyond: time), point, "tail beyond \(time)")
    }
    #expect(one.expected["response_percentiles"].list.count == 5)
    #expect((path.method == .exact) == one.independence?.hasPrefix("exact"))
  }

  private func network(_ one: OracleCase) throws -> OpenNetwork {
    let classes = try one.inputs["classes"].list.map {
      OpenNetwork.TrafficClass(
        name: try #require($0["name"].text),
        arrivalRate: RequestsPerSecond(try #require($0["arrival_rate_per_s"].number)))
    }
    let stations = try one.inputs["stations"].list.map {
      let isQueue = try #require($0["type"].text) == "queue"
      return OpenNetwork.Station(
        name: try #require($0["name"].text),
        discipline: isQueue
          ? .queue(servers: Int(try #require($0["servers"].number))) : .delay,
        demands: $0["demands_s"].list.compactMap(\.number).map { Seconds($0) })
    }
    return OpenNetwork(classes: classes, stations: stations)
  }

  private func stage(_ json: JSON, rate: Double) throws -> PathStage {
    if let delay = json["delay_s"].number { return .constant(Seconds(delay)) }
    let probability = json["probability"].number ?? 1
    let queue = PathStage.queue(
      try MultiServerQueue(
        arrivalRate: RequestsPerSecond(rate * probability),
        serviceTime: Seconds(try #require(json["service_time_mean_s"].number)),
        servers: Int(try #require(json["servers"].number))))
    guard probability < 1 else { return queue }
    return .choice([PathBranch(probability: probability, stages: [queue])])
  }
}
