import Quantities
import Queueing
import Testing

/// Family c of the oracles, at its own tolerances.
@Suite struct ClosedNetworkOracleTests {
  static let family = "c-closed-networks"

  @Test(arguments: Oracle.cases(family, "closed_single_class"))
  func singleClass(_ one: OracleCase) throws {
    let stations = try one.inputs["stations"].list.map { station in
      let visits = try #require(station["visits"].number)
      let time = try #require(station["service_time_s"].number)
      return ClosedNetwork.Station(
        name: station["name"].text ?? "", discipline: try discipline(station),
        demands: [Seconds(visits * time)])
    }
    let solution = try ClosedNetwork(
      population: Int(try one.input("population")),
      thinkTime: Seconds(try one.input("think_time_s")), stations: stations
    ).solveExactly()
    #expect(solution.method == .exact)
    try one.expect(solution.throughputs[0].value, "throughput_per_s")
    try one.expect(solution.responseTime(class: 0).value, "response_time_s")
    for (index, station) in one.expected["stations"].list.enumerated() {
      let name = "\(one.id) \(index)"
      try expectAgreement(
        solution.queueLength(station: index), station["queue_length"], "\(name) queue")
      try expectAgreement(
        solution.residenceTimes[index][0].value, station["residence_time_s"], "\(name) residence")
      if station.keys.contains("utilization") {
        try expectAgreement(
          try #require(solution.utilization(station: index)), station["utilization"],
          "\(name) utilization")
      }
    }
    for point in one.expected["throughput_by_population"].list {
      let population = Int(try #require(point["population"].number))
      try expectAgreement(
        solution.throughputByPopulation[population - 1].value, point, "\(one.id) X(\(population))")
    }
  }

  @Test(arguments: Oracle.cases(family, "closed_multi_class"))
  func multiClass(_ one: OracleCase) throws {
    let solution = try network(one).solveExactly()
    for (index, expected) in one.expected["classes"].list.enumerated() {
      try expectAgreement(
        solution.throughputs[index].value, expected["throughput_per_s"], "\(one.id) X\(index)")
      try expectAgreement(
        solution.responseTime(class: index).value, expected["response_time_s"],
        "\(one.id) R\(index)")
    }
    for (station, expected) in one.expected["stations"].list.enumerated() {
      for (index, value) in expected["queue_length_by_class"].list.enumerated() {
        try expectAgreement(
          solution.queueLength(station: station, class: index), value,
          "\(one.id) Q\(station)\(index)")
      }
      for (index, value) in expected["residence_time_s_by_class"].list.enumerated() {
        try expectAgreement(
          solution.residenceTimes[station][index].value, value, "\(one.id) R\(station)\(index)")
      }
      try expectAgreement(
        try #require(solution.utilization(station: station)), expected["utilization"],
        "\(one.id) U\(station)")
    }
  }

  @Test(arguments: Oracle.cases(family, "mixed_multi_class"))
  func mixed(_ one: OracleCase) throws {
    let network = MixedNetwork(
      openClasses: try one.inputs["open_classes"].list.map {
        .init(
          name: $0["name"].text ?? "",
          arrivalRate: RequestsPerSecond(try #require($0["arrival_rate_per_s"].number)))
      },
      closedClasses: try one.inputs["closed_classes"].list.map { try customers($0) },
      stations: try one.inputs["stations"].list.map { station in
        OpenNetwork.Station(
          name: station["name"].text ?? "",
          discipline: .queue(servers: Int(try #require(station["servers"].number))),
          demands: try demands(station))
      })
    let solution = try network.solve()
    for (index, expected) in one.expected["open_classes"].list.enumerated() {
      try expectAgreement(
        solution.openResponseTime(class: index).value, expected["response_time_s"],
        "\(one.id) open \(index)")
      for (station, value) in expected["residence_time_s_by_station"].list.enumerated() {
        try expectAgreement(
          solution.openResidenceTimes[station][index].value, value, "\(one.id) open R")
      }
      for (station, value) in expected["queue_length_by_station"].list.enumerated() {
        try expectAgreement(
          solution.openQueueLength(station: station, class: index), value, "\(one.id) open Q")
      }
    }
    for (index, expected) in one.expected["closed_classes"].list.enumerated() {
      try expectAgreement(
        solution.closed.throughputs[index].value, expected["throughput_per_s"], "\(one.id) X")
      try expectAgreement(
        solution.closed.responseTime(class: index).value, expected["response_time_s"],
        "\(one.id) R")
      for (station, value) in expected["queue_length_by_station"].list.enumerated() {
        try expectAgreement(
          solution.closed.queueLength(station: station, class: index), value, "\(one.id) Q")
      }
    }
  }

  @Test(arguments: Oracle.cases(family, "operational_bounds"))
  func bounds(_ one: OracleCase) throws {
    let bounds = OperationalBounds(
      population: Int(try one.input("population")),
      thinkTime: Seconds(try one.input("think_time_s")), demands: try demands(one.inputs))
    try one.expect(bounds.saturationPopulation, "saturation_population")
    try one.expect(bounds.throughputUpper.value, "asymptotic_throughput_upper")
    try one.expect(bounds.throughputLower.value, "asymptotic_throughput_lower")
    try one.expect(bounds.responseLower.value, "asymptotic_response_lower")
    try one.expect(bounds.responseUpper.value, "asymptotic_response_upper")
    try one.expect(bounds.balancedThroughputUpper.value, "balanced_job_throughput_upper")
    try one.expect(bounds.balancedThroughputLower.value, "balanced_job_throughput_lower")
  }

  private func network(_ one: OracleCase) throws -> ClosedNetwork {
    ClosedNetwork(
      classes: try one.inputs["classes"].list.map { try customers($0) },
      stations: try one.inputs["stations"].list.map { station in
        ClosedNetwork.Station(
          name: station["name"].text ?? "", discipline: try discipline(station),
          demands: try demands(station))
      })
  }

  private func customers(_ json: JSON) throws -> ClosedNetwork.CustomerClass {
    .init(
      name: json["name"].text ?? "", population: Int(try #require(json["population"].number)),
      thinkTime: Seconds(try #require(json["think_time_s"].number)))
  }

  private func demands(_ json: JSON) throws -> [Seconds] {
    try json["demands_s"].list.map { Seconds(try #require($0.number)) }
  }

  private func discipline(_ station: JSON) throws -> ClosedNetwork.Discipline {
    if station["type"].text == "delay" { return .delay }
    if station.keys.contains("rate_multipliers") {
      let multipliers = try station["rate_multipliers"].list.map { try #require($0.number) }
      return .loadDependent(multipliers: multipliers)
    }
    return .queue(servers: Int(try #require(station["servers"].number)))
  }
}
