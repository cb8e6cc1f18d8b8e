import Quantities
import Queueing

extension StudyKind {
  /// Users of one class who think and come back.
  static let closedSingleClass = StudyKind(
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
  }
}
