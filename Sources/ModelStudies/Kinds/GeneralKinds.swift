import Quantities
import Queueing

/// Family b: general laws of service and arrivals, processor sharing.
extension StudyKind {
  static let general: [StudyKind] = [
    StudyKind(
      "mg1", "Any law of service, one server",
      [arrivals, serviceLaw, percentiles, times]
    ) { input in
      let rate = try input.arrivalRate()
      let law = try input.serviceLaw()
      let queue = try orRefuse { try GeneralServiceQueue(arrivalRate: rate, service: law) }
      return try StudyAnswer(waiting: queue, input)
    },
    StudyKind(
      "mmc_ps", "Exponential demands, processor sharing",
      [arrivals, serviceMean, serverCount, percentiles]
    ) { input in
      let rate = try input.arrivalRate()
      let service = try input.exponentialService()
      let servers = try input.integer("servers", 1...100_000, default: 1)
      let states = ProcessorSharingQueue.states(
        load: rate * service, servers: servers)
      guard states <= ProcessorSharingQueue.mostStates || states == .infinity else {
        throw StudyRefusal(
          "its percentiles need \(StudyNumber.text(states, digits: 2)) states, more than "
            + "\(StudyNumber.text(ProcessorSharingQueue.mostStates)): too many servers, or a load too "
            + "close to one; `mmc` has the same means")
      }
      let queue = try orRefuse {
        try ProcessorSharingQueue(arrivalRate: rate, serviceTime: service, servers: servers)
      }
      var answer = StudyAnswer()
      answer.add("utilization", queue.utilization, .exact)
      answer.add("in_system_mean", queue.inSystem, .exact)
      answer.add("response_mean", queue.meanResponse.value, "s", .exact)
      answer.add(
        "response_percentiles", of: "p", at: try input.percentiles(), "s", .exact,
        inside { queue.responsePercentile($0) })
      return answer
    },
    StudyKind(
      "mg1_ps_mean", "Any demands, sharing one server: means",
      [arrivals, serviceLaw, Key("demand_sizes_s", "demands in s to answer for; none")]
    ) { input in
      let rate = try input.arrivalRate()
      let law = try input.serviceLaw()
      let sizes = try input.numbers("demand_sizes_s", .notNegative, default: [])
      let queue = try orRefuse {
        try GeneralProcessorSharingQueue(arrivalRate: rate, demand: law, servers: 1)
      }
      var answer = StudyAnswer()
      answer.add("utilization", queue.utilization, .exact)
      answer.add("response_mean", queue.meanResponse.value, "s", .exact)
      answer.add("response_mean_given_demand", of: "demand_s", at: sizes, "s", .exact) {
        queue.meanResponse(demand: Seconds($0)).value
      }
      return answer
    },
    StudyKind(
      "gimc", "Any law between arrivals, exponential service",
      [
        Key("interarrival", "the law between arrivals, written as `service` is"), serviceMean,
        serverCount, percentiles, times,
      ]
    ) { input in
      let law = try input.distribution("interarrival")
      let service = try input.exponentialService()
      let servers = try input.integer("servers", 1...100_000, default: 1)
      let queue = try orRefuse {
        try GeneralArrivalQueue(interarrival: law, serviceTime: service, servers: servers)
      }
      var answer = try StudyAnswer(waiting: queue, input)
      answer.add("sigma", queue.sigma, .exact)
      return answer
    },
    StudyKind(
      "mdc", "Constant service, c servers",
      [
        arrivals, Key("service", "{type: deterministic, mean}, or service_time_mean_s"),
        serverCount, percentiles, times,
      ]
    ) { input in
      let rate = try input.arrivalRate()
      let mean: Seconds
      if input.has("service_time_mean_s") {
        input.ignore(["service"])
        mean = Seconds(try input.number("service_time_mean_s", .positive))
      } else {
        let law = try input.distribution("service")
        guard case .deterministic(let time) = law else {
          throw input.fail(input.optional("service"), "this kind takes deterministic service only")
        }
        mean = time
      }
      let servers = try input.integer("servers", 1...100_000, default: 1)
      let queue = try orRefuse {
        try DeterministicServiceQueue(arrivalRate: rate, serviceTime: mean, servers: servers)
      }
      return try StudyAnswer(waiting: queue, input)
    },
    StudyKind(
      "ggc_simulated", "Any laws of arrivals and service, c servers",
      [
        Key("interarrival", "the law between arrivals, as `service` is; or arrival_rate_per_s"),
        serviceLaw, serverCount, percentiles, times,
      ]
    ) { input in
      let between: Distribution
      if input.has("interarrival") {
        input.ignore(["arrival_rate_per_s"])
        between = try input.distribution("interarrival")
      } else {
        between = .exponential(
          mean: Seconds(1 / (try input.number("arrival_rate_per_s", .positive))))
      }
      let law = try input.serviceLaw()
      let servers = try input.integer("servers", 1...100_000, default: 1)
      let queue = try orRefuse {
        try GeneralQueue(interarrival: between, service: law, servers: servers)
      }
      return try StudyAnswer(waiting: queue, input)
    },
    StudyKind(
      "mgc_ps_simulated", "Any demands, sharing c servers: percentiles",
      [arrivals, serviceLaw, serverCount, percentiles]
    ) { input in
      let rate = try input.arrivalRate()
      let law = try input.serviceLaw()
      let servers = try input.integer("servers", 1...100_000, default: 1)
      let queue = try orRefuse {
        try GeneralProcessorSharingQueue(arrivalRate: rate, demand: law, servers: servers)
      }
      var answer = StudyAnswer()
      answer.add("utilization", queue.utilization, .exact)
      answer.add("in_system_mean", queue.meanResponse.value * rate.value, .exact)
      answer.add("response_mean", queue.meanResponse.value, "s", .exact)
      let method = queue.method
      answer.add(
        "response_percentiles", of: "p", at: try input.percentiles(), "s", method,
        inside { queue.responsePercentile($0) })
      return answer
    },
    StudyKind(
      "fork_join", "Parallel calls at equal queues, of which the last counts",
      [
        arrivals, serviceLaw, Key("servers", "of each queue; 1"),
        Key("ways", "queues that each request goes to at once"), percentiles, times,
      ]
    ) { input in
      let rate = try input.arrivalRate()
      let law = try input.serviceLaw()
      let servers = try input.integer("servers", 1...100_000, default: 1)
      let ways = try input.integer("ways", 1...64)
      let queue = try orRefuse {
        try GeneralQueue(
          interarrival: .exponential(mean: Seconds(1 / rate.value)), service: law,
          servers: servers)
      }
      let all = ForkJoin(ForkJoin.Branch(queue, service: law), ways: ways)
      var answer = StudyAnswer()
      answer.add("utilization", queue.utilization, .exact)
      answer.add(
        "response_mean", all.mean?.value ?? .nan, "s", all.method)
      answer.add(
        "response_percentiles", of: "p", at: try input.percentiles(), "s", all.method,
        inside { all.percentile($0) })
      answer.add(
        "response_tail", of: "t", at: try input.times(), all.method, errorClass: 0.1,
        from0 { all.tail(beyond: $0) })
      return answer
    },
  ]
}
