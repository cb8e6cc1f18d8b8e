import Quantities
import Queueing
import Testing

/// Family b of the oracles, at its own tolerances.
@Suite struct GeneralServiceOracleTests {
  static let family = "b-general-service"

  @Test(arguments: Oracle.cases(family, "mg1")) func generalService(_ one: OracleCase) throws {
    let queue = try GeneralServiceQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      service: try one.inputs["service"].distribution())
    try one.expect(queue.utilization, "utilization")
    try expectMeans(of: queue, one)
    try one.expect(queue.queueLength, "queue_length_mean")
    try one.expect(queue.inSystem, "in_system_mean")
    try one.expect(queue.delayProbability, "p_wait")
    try expectPercentiles(one, "wait_percentiles") { queue.waitPercentile($0) }
    try expectPercentiles(one, "response_percentiles") { queue.responsePercentile($0) }
  }

  @Test(arguments: Oracle.cases(family, "gimc")) func generalArrivals(_ one: OracleCase) throws {
    let queue = try GeneralArrivalQueue(
      interarrival: try one.inputs["interarrival"].distribution(),
      serviceTime: try one.inputs["service"].distribution().mean,
      servers: Int(try one.input("servers")))
    try one.expect(queue.utilization, "utilization")
    try one.expect(queue.sigma, "sigma")
    try one.expect(queue.delayProbability, "p_wait")
    try expectMeans(of: queue, one)
    try expectPercentiles(one, "wait_percentiles") { queue.waitPercentile($0) }
  }

  @Test(arguments: Oracle.cases(family, "mdc")) func constantService(_ one: OracleCase) throws {
    let queue = try DeterministicServiceQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: try one.inputs["service"].distribution().mean,
      servers: Int(try one.input("servers")))
    try one.expect(queue.utilization, "utilization")
    try one.expect(queue.queueLength, "queue_length_mean")
    try expectMeans(of: queue, one)
  }

  @Test(arguments: Oracle.cases(family, "mmc_ps")) func sharing(_ one: OracleCase) throws {
    let queue = try ProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: try one.inputs["service"].distribution().mean,
      servers: Int(try one.input("servers")))
    try one.expect(queue.utilization, "utilization")
    try one.expect(queue.meanResponse.value, "response_mean")
    try expectPercentiles(one, "response_percentiles") { queue.responsePercentile($0) }
  }

  @Test(arguments: Oracle.cases(family, "mg1_ps_mean"))
  func sharingByDemand(_ one: OracleCase) throws {
    let queue = try GeneralProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      demand: try one.inputs["service"].distribution(), servers: 1)
    try one.expect(queue.meanResponse.value, "response_mean")
    let points = one.expected["response_mean_given_demand"].list
    #expect(points.count >= 3)
    for point in points {
      let demand = Seconds(try #require(point["demand_s"].number))
      try expectAgreement(queue.meanResponse(demand: demand).value, point, "demand \(demand)")
    }
  }

  private func expectMeans(of queue: some WaitingLaws, _ one: OracleCase) throws {
    try one.expect(queue.meanWait.value, "wait_mean")
    try one.expect(queue.meanResponse.value, "response_mean")
  }

  private func expectPercentiles(
    _ one: OracleCase, _ key: String, _ percentile: (Double) -> Seconds
  ) throws {
    let points = one.expected[key].list
    #expect(points.count >= 5)
    for point in points {
      let p = try #require(point["p"].number)
      try expectAgreement(percentile(p).value, point, "\(one.id) \(key) \(p)")
    }
  }
}
