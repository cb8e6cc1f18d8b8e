import Quantities
import Queueing

extension StudyAnswer {
  /// Percentiles of a class of a closed network, where any are asked for.
  mutating func addPercentiles(
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
  func closedPercentiles() throws -> [Double] {
    try numbers("percentiles", .insideShare, default: [])
  }

  /// The order in which a station serves.
  func order() throws -> ClosedResponse.Order {
    try word("order", among: ["fcfs", "sharing"], default: "fcfs") == "sharing"
      ? .processorSharing : .firstComeFirstServed
  }

  func customers(_ key: String) throws -> [ClosedNetwork.CustomerClass] {
    try objects(key).enumerated().map { index, one in
      defer { one.finish() }
      return ClosedNetwork.CustomerClass(
        name: try one.name("class \(index + 1)"),
        population: try one.integer("population", 0...1_000_000),
        thinkTime: Seconds(try one.number("think_time_s", .notNegative, default: 0)))
    }
  }

  func closedDiscipline() throws -> ClosedNetwork.Discipline {
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
  func requireTime(_ thinking: [Seconds], _ demands: [[Seconds]]) throws {
    for (index, think) in thinking.enumerated() where think <= .zero {
      if !demands.contains(where: { $0[index] > .zero }) {
        throw fail(nil, "class \(index + 1) spends no time anywhere")
      }
    }
  }
}

extension ClosedNetworkSolution {
  /// The relative errors that the method states; zero where it is exact.
  var errorClasses: (throughput: Double, response: Double) {
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
func isTooLarge(_ population: Int, _ stations: [ClosedNetwork.Station]) -> Bool {
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
func orRefuseClosed<Value>(_ body: () throws -> Value) throws -> Value {
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
