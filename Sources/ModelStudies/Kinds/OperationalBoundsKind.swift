import Quantities
import Queueing

extension StudyKind {
  /// Bounds on throughput and response that need no solution.
  static let operationalBounds = StudyKind(
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
  }
}
