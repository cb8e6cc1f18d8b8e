import Quantities
import Queueing

/// What a system meets in operation: retries, scaling, hot keys, ramps, growth, lost zones. These
/// have no reference vectors.
extension StudyKind {
  static let operations: [StudyKind] = [
    StudyKind(
      "retries", "Timeouts and retries: all loads to settle at",
      [
        arrivals, serviceMean, serverCount, Key("timeout_s", "timeout of a try in s"),
        Key("retries", "the most retries of a request"),
      ]
    ) { input in
      let load = RetryLoad(
        arrivalRate: try input.arrivalRate(), serviceTime: try input.exponentialService(),
        servers: try input.integer("servers", 1...100_000),
        timeout: Seconds(try input.number("timeout_s", .positive)),
        retries: try input.integer("retries", 0...1000))
      let method = RetryLoad.method
      var answer = StudyAnswer()
      answer.add(
        "states",
        .parts(
          load.states.map { state in
            var part = StudyAnswer(
              name: !state.isStable ? "unstable" : state.isCollapsed ? "collapsed" : "good")
            part.add("load_per_s", state.load.value, "1/s", method)
            part.add("timeout_share", state.timeoutShare, method)
            part.add("success_share", state.successShare, method)
            return part
          }))
      answer.add("collapse_rate_per_s", load.collapseRate.value, "1/s", method)
      answer.add("margin_to_collapse", load.marginToCollapse, method)
      return answer
    },
    StudyKind(
      "autoscaling", "A service that follows its load, with delays",
      [
        Key("arrival_rate_pieces", "list of {from_s, rate_per_s}"), serviceMean,
        Key("servers_per_instance", "servers of an instance"),
        Key("target_utilization", "what the controller holds"),
        Key("minimum_instances", "at least"), Key("maximum_instances", "at most"),
        Key("boot_s", "from decision to serving in s; 120"),
        Key("warm_up_s", "from serving to counting in the metric in s; 60"),
        Key("period_s", "metric period in s; 60"),
        Key("periods_to_grow", "periods above the target before growing; 3"),
        Key("timeout_s", "a request that would wait longer is lost; none"),
        Key("horizon_s", "until when in s"),
      ]
    ) { input in
      let pieces = try input.objects("arrival_rate_pieces").map { piece in
        defer { piece.finish() }
        return PiecewiseConstant.Piece(
          from: Seconds(try piece.number("from_s", .notNegative)),
          value: try piece.number("rate_per_s", .notNegative))
      }
      let rate = PiecewiseConstant(before: 0, pieces: pieces)
      let horizon = try input.integer("horizon_s", 1...2_678_400)
      let minimum = try input.integer("minimum_instances", 1...1_000_000)
      let policy = ScalingPolicy(
        target: try input.number("target_utilization", .between(0.01, 1)),
        period: Seconds(try input.number("period_s", .between(1, 3600), default: 60)),
        periodsToGrow: try input.integer("periods_to_grow", 1...100, default: 3),
        bootTime: Seconds(try input.number("boot_s", .notNegative, default: 120)),
        warmUp: Seconds(try input.number("warm_up_s", .notNegative, default: 60)),
        minimum: minimum, maximum: try input.integer("maximum_instances", minimum...1_000_000))
      let timeout = input.has("timeout_s") ? try input.number("timeout_s", .positive) : nil
      let service = AutoscalingRun.Service(
        serviceTime: try input.exponentialService(),
        serversPerInstance: try input.integer("servers_per_instance", 1...100_000, default: 1),
        timeout: timeout.map { Seconds($0) })
      let run = AutoscalingRun(
        rates: (0..<horizon).map { rate.value(at: Double($0)) }, service: service, policy: policy)
      let method = run.method
      let peak: Method =
        run.peakTime.value < Double(horizon)
        ? method : .bound("not below: still growing at the horizon; \(method.label)")
      var answer = StudyAnswer()
      answer.add("peak_backlog", run.peakBacklog, peak)
      answer.add("peak_time_s", run.peakTime.value, "s", peak)
      answer.add("longest_wait_s", run.longestWait.value, "s", method)
      answer.add("overloaded_s", run.overloadedTime.value, "s", method)
      answer.add("lost_requests", run.lostRequests, method)
      answer.add("most_instances", Double(run.mostInstances), method)
      answer.add("instance_hours", run.instanceHours, "h", method)
      answer.add("decisions", Double(run.decisions), method)
      return answer
    },
    StudyKind(
      "hot_keys", "Popular keys on partitions: throttling",
      [
        Key("catalog_size", "keys"), Key("zipf_exponent", "popularity of key i is i^-exponent"),
        Key("partitions", "partitions"),
        Key("partition_limit", "units a second of one partition: 3000 read, 1000 write"),
        Key("load", "units a second asked of the table"),
      ]
    ) { input in
      let keys = HotKeys(
        popularity: try input.popularity(),
        partitions: try input.integer("partitions", 1...1_000_000),
        partitionLimit: try input.number("partition_limit", .positive))
      let load = try input.number("load", .positive)
      var answer = StudyAnswer()
      answer.add("throttled_share", keys.throttledShare(load: load), HotKeys.method)
      answer.add(
        "throttled_share_isolated", keys.throttledShareWhenIsolated(load: load),
        .bound("not below, when every hot key has a partition to itself"))
      answer.add("single_key_limit", keys.singleKeyLimit, "1/s", .exact)
      answer.add("typical_limit", keys.typicalLimit, "1/s", HotKeys.limitMethod)
      return answer
    },
    StudyKind(
      "function_ramp", "Functions under a rising rate: throttling",
      [
        Key("arrival_rate_pieces", "list of {from_s, rate_per_s}"),
        Key("arrival_rate_before_per_s", "arrivals before time 0; 0"),
        Key("duration_s", "duration of a request in s"),
        Key("account_limit", "environments at once; 1000"), Key("horizon_s", "until when in s"),
      ]
    ) { input in
      let pieces = try input.objects("arrival_rate_pieces").map { piece in
        defer { piece.finish() }
        return PiecewiseConstant.Piece(
          from: Seconds(try piece.number("from_s", .notNegative)),
          value: try piece.number("rate_per_s", .notNegative))
      }
      let before = try input.number("arrival_rate_before_per_s", .notNegative, default: 0)
      let limits = FunctionConcurrency(
        limit: try input.number("account_limit", .positive, default: 1000))
      let ramp = limits.ramp(
        rate: PiecewiseConstant(before: before, pieces: pieces),
        duration: Seconds(try input.number("duration_s", .positive)),
        until: Seconds(try input.number("horizon_s", .between(1, 1e6))))
      let method = FunctionConcurrency.method
      var answer = StudyAnswer()
      answer.add("throttled_requests", ramp.throttledRequests, method)
      answer.add("throttled_share", ramp.throttledShare, method)
      if let time = ramp.recoveredAfter { answer.add("recovered_after_s", time.value, "s", method) }
      // The fluid knows no chance: close to the limit some arrive while all environments are taken.
      let duration = Seconds(try input.number("duration_s", .positive))
      let most = pieces.map(\.value).max() ?? before
      let load =
        RequestsPerSecond(most)
        * Seconds(
          max(duration.value, 1 / limits.requestsPerEnvironment))
      answer.add(
        "throttled_share_by_chance",
        ErlangFormula.blocking(servers: Int(limits.limit), offeredLoad: load),
        .approximate("Erlang B of the greatest rate, held for long"))
      answer.add("greatest_concurrency", ramp.greatestConcurrency, method)
      answer.add("cold_starts", ramp.coldStarts, method)
      return answer
    },
    StudyKind(
      "growth", "Months until a growing size meets a limit",
      [
        Key("size", "today's size"), Key("limit", "what it must not exceed"),
        Key("compound_per_month", "growth as a share per month"),
        Key("linear_per_month", "or as an amount per month"),
        Key("months", "list of months whose size is wanted; 6, 12, 24"),
      ]
    ) { input in
      let size = try input.number("size", .positive)
      let limit = try input.number("limit", .positive)
      let growth: CapacityGrowth.Growth =
        input.has("linear_per_month")
        ? .linear(perMonth: Estimate(try input.number("linear_per_month", .between(-1e15, 1e15))))
        : .compound(
          perMonth: Estimate(try input.number("compound_per_month", .between(-0.99, 100))))
      input.ignore(["compound_per_month"])
      let months = try input.numbers("months", .notNegative, default: [6, 12, 24])
      let path = CapacityGrowth(size: Estimate(size), growth: growth, limit: Estimate(limit))
      let method = CapacityGrowth.method
      var answer = StudyAnswer()
      answer.add("months_to_limit", path.monthsToLimit.likely, "months", method)
      answer.add("sizes", of: "months", at: months, method) {
        path.size(afterMonths: $0).likely
      }
      return answer
    },
    StudyKind(
      "zone_loss", "An open network without one zone",
      [
        Key("classes", "list of {name, arrival_rate_per_s}"),
        Key(
          "stations",
          "list of {name, type, servers, demands_s, zones (none), demand_factor (1)}"),
        Key("timeout_s", "timeout of a request in s; none"),
        Key("retries", "the most retries of a request; 0"),
      ]
    ) { input in try solveZoneLoss(input) },
  ]

  private static func solveZoneLoss(_ input: StudyReader) throws -> StudyAnswer {
    let classes = try input.trafficClasses("classes")
    var stations: [OpenNetwork.Station] = []
    var exposures: [ZoneLoss.Exposure] = []
    for (index, station) in try input.objects("stations").enumerated() {
      stations.append(
        OpenNetwork.Station(
          name: try station.name("station \(index + 1)"),
          discipline: try station.openDiscipline(),
          demands: try station.demands(classes.count)))
      exposures.append(
        ZoneLoss.Exposure(
          zones: station.has("zones") ? try station.integer("zones", 1...100) : nil,
          demandFactor: try station.number("demand_factor", .notNegative, default: 1)))
      station.finish()
    }
    let timeout = input.has("timeout_s") ? try input.number("timeout_s", .positive) : nil
    let retries = try input.integer("retries", 0...100, default: 0)
    let loss = ZoneLoss(
      network: OpenNetwork(classes: classes, stations: stations), exposures: exposures,
      retrying: timeout.map { ZoneLoss.Retrying(timeout: Seconds($0), retries: retries) })
    let method = loss.method
    var answer = StudyAnswer()
    switch loss.outcome() {
    case .isLost(let station):
      throw StudyRefusal("no server of `\(station)` is left without the zone")
    case .collapses(let saturation, let load):
      guard let load else { throw StudyRefusal(saturation) }
      throw StudyRefusal(
        "with its retries " + StudyRefusal(saturation).reason
          + "; at most \(StudyNumber.text(load.collapseRate.value)) new requests a second do not "
          + "collapse it")
    case .holds(let solution, let load):
      answer.add("system_response_time_s", solution.systemResponseTime.value, "s", method)
      if let load {
        answer.add("load_per_s", load.settled.load.value, "1/s", method)
        answer.add("timeout_share", load.settled.timeoutShare, method)
        answer.add("margin_to_collapse", load.marginToCollapse, method)
      }
      answer.add(
        "stations",
        .parts(
          stations.indices.map { index in
            var part = StudyAnswer(name: stations[index].name)
            part.add("utilization", solution.utilization(of: index), method)
            return part
          }))
    }
    return answer
  }
}
