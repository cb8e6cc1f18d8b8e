import Quantities
import Queueing
import RealModule

/// Family a: Erlang's formulas and the M/M/c family.
extension StudyKind {
  static let markovian: [StudyKind] = [
    StudyKind(
      "erlang_b", "Loss without waiting, M/G/c/c: Erlang B",
      [serverCount, Key("offered_load_erlang", "arrival rate times service time")]
    ) { input in
      let servers = try input.integer("servers", 0...10_000_000)
      let load = Erlangs(try input.number("offered_load_erlang", .notNegative))
      var answer = StudyAnswer()
      answer.add("blocking", ErlangFormula.blocking(servers: servers, offeredLoad: load), .exact)
      answer.add(
        "log10_blocking",
        ErlangFormula.logBlocking(servers: servers, offeredLoad: load) / .log(10), .exact)
      return answer
    },
    StudyKind(
      "mmc", "Exponential service, c servers, one queue",
      [arrivals, serviceMean, serverCount, percentiles, times]
    ) { input in
      let queue = try MultiServerQueue.read(input)
      return try StudyAnswer(waiting: queue, input)
    },
    StudyKind(
      "mmck", "The same with room for K; others are turned away",
      [arrivals, serviceMean, serverCount, Key("capacity_total", "K, those in service included")]
    ) { input in
      let rate = try input.arrivalRate()
      let service = try input.exponentialService()
      let servers = try input.integer("servers", StudyReader.servers)
      let capacity = try input.integer("capacity_total", servers...(servers + 100_000_000))
      let queue = FiniteCapacityQueue(
        arrivalRate: rate, serviceTime: service, servers: servers, capacity: capacity)
      var answer = StudyAnswer()
      answer.add("p_block", queue.blockingProbability, .exact)
      answer.add("throughput_per_s", queue.throughput.value, "1/s", .exact)
      answer.add("utilization", queue.utilization, .exact)
      answer.add("in_system_mean", queue.inSystem, .exact)
      answer.add("queue_length_mean", queue.queueLength, .exact)
      answer.add("p_empty", queue.emptyProbability, .exact)
      answer.add("p_wait_accepted", queue.delayProbability, .exact)
      answer.add("wait_mean_accepted", queue.meanWait.value, "s", .exact)
      answer.add("response_mean_accepted", queue.meanResponse.value, "s", .exact)
      answer.add(
        "wait_tail_accepted", of: "t", at: try input.times(), .exact,
        from0 { queue.waitTail(beyond: $0) })
      return answer
    },
    StudyKind(
      "mmc_abandonment", "The same with patience: who waits may give up",
      [arrivals, serviceMean, serverCount, Key("patience_mean_s", "mean patience in s")]
    ) { input in
      let rate = try input.arrivalRate()
      let service = try input.exponentialService()
      let patience = Seconds(try input.number("patience_mean_s", .positive))
      let servers = try input.integer("servers", StudyReader.servers)
      guard (rate.value - Double(servers) / service.value) * patience.value < 1e8 else {
        throw StudyRefusal("more than 100,000,000 would wait; the sum over them is too long")
      }
      let queue = AbandonmentQueue(
        arrivalRate: rate, serviceTime: service, patience: patience, servers: servers)
      var answer = StudyAnswer()
      answer.add("p_wait", queue.delayProbability, .exact)
      answer.add("p_abandon", queue.abandonmentProbability, .exact)
      answer.add("queue_length_mean", queue.queueLength, .exact)
      answer.add("wait_in_queue_mean_all", queue.meanWait.value, "s", .exact)
      answer.add("throughput_served_per_s", queue.throughput.value, "1/s", .exact)
      answer.add("utilization", queue.utilization, .exact)
      return answer
    },
    StudyKind(
      "mmc_min_servers", "The fewest servers that meet a criterion",
      [
        arrivals, serviceMean,
        Key(
          "criterion",
          "{type, target or target_s} with type p_wait_at_most, p_wait_longer_than_at_most (t_s), "
            + "wait_mean_at_most, erlang_b_blocking_at_most or response_percentile_at_most (p)"),
      ]
    ) { input in
      let rate = try input.arrivalRate()
      let service = try input.exponentialService()
      let criterion = try ServerCriterion.read(try input.object("criterion"))
      guard (rate * service).value < 1e12 else {
        throw StudyRefusal("the offered load is beyond 1e12 erlangs")
      }
      guard let servers = criterion.minimumServers(arrivalRate: rate, serviceTime: service) else {
        throw StudyRefusal("no number of servers meets the criterion")
      }
      var answer = StudyAnswer()
      answer.add("servers", Double(servers), .exact)
      return answer
    },
  ]
}

extension MultiServerQueue {
  fileprivate static func read(_ input: StudyReader) throws -> MultiServerQueue {
    let rate = try input.arrivalRate()
    let service = try input.exponentialService()
    let servers = try input.integer("servers", StudyReader.servers, default: 1)
    return try orRefuse {
      try MultiServerQueue(arrivalRate: rate, serviceTime: service, servers: servers)
    }
  }
}

extension ServerCriterion {
  fileprivate static func read(_ input: StudyReader) throws -> ServerCriterion {
    let type = try input.word(
      "type",
      among: [
        "p_wait_at_most", "p_wait_longer_than_at_most", "wait_mean_at_most",
        "erlang_b_blocking_at_most", "response_percentile_at_most",
      ])
    defer { input.finish() }
    switch type {
    case "p_wait_at_most": return .delayProbability(atMost: try input.number("target", .share))
    case "p_wait_longer_than_at_most":
      return .waitTail(
        beyond: Seconds(try input.number("t_s", .notNegative)),
        atMost: try input.number("target", .share))
    case "wait_mean_at_most":
      return .meanWait(atMost: Seconds(try input.number("target_s", .positive)))
    case "erlang_b_blocking_at_most":
      return .blocking(atMost: try input.number("target", .share))
    default:
      return .responsePercentile(
        try input.number("p", .insideShare),
        atMost: Seconds(try input.number("target_s", .positive)))
    }
  }
}

extension StudyAnswer {
  /// What a queue first come first served answers.
  init(waiting queue: some WaitingLaws, _ input: StudyReader) throws {
    self.init()
    let method = queue.method
    let errorClass = method.errorClass ?? 0
    let shares = try input.percentiles()
    if input.reference == nil, let most = shares.max(), most > queue.greatestPercentile {
      throw StudyRefusal(
        "a percentile of \(StudyNumber.point(most)) is beyond the digits of the method for this law; "
          + "the greatest is \(StudyNumber.point(queue.greatestPercentile))")
    }
    let times = try input.times()
    add("utilization", queue.utilization, .exact)
    // The class of a method is that of response times, so that a wait errs by that share of the
    // response, and P(wait) = E[wait] / E[wait | wait] by that over the mean wait of those who wait.
    let meanError = errorClass * queue.meanResponse.value
    let ofWaits: Method =
      if case .approximate(let text, _) = method {
        .approximate("\(text); a wait errs by that share of the response")
      } else { method }
    let conditional =
      queue.delayProbability > 0 ? queue.meanWait.value / queue.delayProbability : 0
    add(
      "p_wait", queue.delayProbability, "", ofWaits,
      derivedError: min(1, conditional > 0 ? meanError / conditional : meanError))
    add(
      "queue_length_mean", queue.queueLength, "", ofWaits,
      derivedError: meanError * queue.arrivalRate.value)
    add("in_system_mean", queue.inSystem, method, errorClass: errorClass)
    add("wait_mean", queue.meanWait.value, "s", ofWaits, derivedError: meanError)
    add("response_mean", queue.meanResponse.value, "s", method, errorClass: errorClass)
    add(
      "wait_percentiles",
      .curve(
        Curve(variable: "p", points: shares) { p in
          guard p > 0, p <= queue.greatestPercentile else {
            return StudyQuantity(.nan, "s", ofWaits)
          }
          return StudyQuantity(
            queue.waitPercentile(p).value, "s", ofWaits,
            derivedError: errorClass * queue.responsePercentile(p).value)
        }))
    add(
      "response_percentiles", of: "p", at: shares, "s", method, errorClass: errorClass,
      inside { $0 <= queue.greatestPercentile ? queue.responsePercentile($0) : Seconds(.nan) })
    add(
      "wait_tail", of: "t", at: times, ofWaits, errorClass: errorClass,
      from0 { queue.waitTail(beyond: $0) })
    add(
      "response_tail", of: "t", at: times, method, errorClass: errorClass,
      from0 { queue.responseTail(beyond: $0) })
  }
}
