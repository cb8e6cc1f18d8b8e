import Foundation
import Quantities
import Queueing
import Testing

/// Family a of the oracles, at its own tolerances.
@Suite struct MarkovOracleTests {
  @Test(arguments: Oracle.cases("a-markov", "erlang_b"))
  func erlangB(_ one: OracleCase) throws {
    let servers = Int(try one.input("servers"))
    let load = Erlangs(try one.input("offered_load_erlang"))
    try one.expect(
      ErlangFormula.logBlocking(servers: servers, offeredLoad: load) / M_LN10, "log10_blocking")
    if one.expected.keys.contains("blocking") {
      try one.expect(ErlangFormula.blocking(servers: servers, offeredLoad: load), "blocking")
    }
  }

  @Test(arguments: Oracle.cases("a-markov", "mmc"))
  func multiServerQueue(_ one: OracleCase) throws {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: Seconds(try one.input("service_time_mean_s")),
      servers: Int(try one.input("servers")))
    try one.expect(queue.utilization, "utilization")
    try one.expect(queue.delayProbability, "p_wait")
    try one.expect(queue.queueLength, "queue_length_mean")
    try one.expect(queue.inSystem, "in_system_mean")
    try one.expect(queue.meanWait.value, "wait_mean")
    try one.expect(queue.meanResponse.value, "response_mean")
    var points = 0
    for point in one.expected["wait_tail"].list {
      let time = Seconds(try #require(point["t"].number))
      try expectAgreement(queue.waitTail(beyond: time), point, "wait tail beyond \(time)")
      points += 1
    }
    for point in one.expected["response_tail"].list {
      let time = Seconds(try #require(point["t"].number))
      try expectAgreement(queue.responseTail(beyond: time), point, "response beyond \(time)")
      points += 1
    }
    for point in one.expected["wait_percentiles"].list {
      let p = try #require(point["p"].number)
      try expectAgreement(queue.waitPercentile(p).value, point, "wait p\(p)")
      points += 1
    }
    for point in one.expected["response_percentiles"].list {
      let p = try #require(point["p"].number)
      try expectAgreement(queue.responsePercentile(p).value, point, "response p\(p)")
      points += 1
    }
    #expect(points >= 16)
  }

  @Test(arguments: Oracle.cases("a-markov", "mmck"))
  func finiteCapacityQueue(_ one: OracleCase) throws {
    let queue = FiniteCapacityQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: Seconds(try one.input("service_time_mean_s")),
      servers: Int(try one.input("servers")), capacity: Int(try one.input("capacity_total")))
    try one.expect(queue.blockingProbability, "p_block")
    try one.expect(queue.throughput.value, "throughput_per_s")
    try one.expect(queue.utilization, "utilization")
    try one.expect(queue.inSystem, "in_system_mean")
    try one.expect(queue.queueLength, "queue_length_mean")
    try one.expect(queue.meanResponse.value, "response_mean_accepted")
    try one.expect(queue.meanWait.value, "wait_mean_accepted")
    try one.expect(queue.delayProbability, "p_wait_accepted")
    try one.expect(queue.emptyProbability, "p_empty")
  }

  @Test(arguments: Oracle.cases("a-markov", "mmc_abandonment"))
  func abandonmentQueue(_ one: OracleCase) throws {
    let queue = AbandonmentQueue(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: Seconds(try one.input("service_time_mean_s")),
      patience: Seconds(try one.input("patience_mean_s")),
      servers: Int(try one.input("servers")))
    try one.expect(queue.delayProbability, "p_wait")
    try one.expect(queue.abandonmentProbability, "p_abandon")
    try one.expect(queue.queueLength, "queue_length_mean")
    try one.expect(queue.meanWait.value, "wait_in_queue_mean_all")
    try one.expect(queue.throughput.value, "throughput_served_per_s")
    try one.expect(queue.utilization, "utilization")
  }

  @Test(arguments: Oracle.cases("a-markov", "mmc_min_servers"))
  func minimumServers(_ one: OracleCase) throws {
    let servers = try criterion(one.inputs["criterion"]).minimumServers(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: Seconds(try one.input("service_time_mean_s")))
    try expectAgreement(Double(try #require(servers)), one.expected["servers"], one.id)
  }

  /// The criterion that an oracle case describes.
  private func criterion(_ json: JSON) throws -> ServerCriterion {
    func number(_ key: String) throws -> Double { try #require(json[key].number) }
    switch json["type"].text {
    case "p_wait_at_most": return .delayProbability(atMost: try number("target"))
    case "p_wait_longer_than_at_most":
      return .waitTail(beyond: Seconds(try number("t_s")), atMost: try number("target"))
    case "wait_mean_at_most": return .meanWait(atMost: Seconds(try number("target_s")))
    case "erlang_b_blocking_at_most": return .blocking(atMost: try number("target"))
    case "response_percentile_at_most":
      return .responsePercentile(try number("p"), atMost: Seconds(try number("target_s")))
    default: throw UnknownCriterion()
    }
  }

  private struct UnknownCriterion: Error {}
}
