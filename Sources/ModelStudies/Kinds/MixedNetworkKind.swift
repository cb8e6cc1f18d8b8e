import Quantities
import Queueing

extension StudyKind {
  /// Open and closed classes on the same stations.
  static let mixedMultiClass = StudyKind(
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
  }
}
