import Quantities
import Queueing

extension StudyKind {
  /// Users of several classes who think and come back.
  static let closedMultiClass = StudyKind(
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
  }
}
