import Quantities
import Queueing

/// Family g: queues over time, and instances on demand.
extension StudyKind {
  private static let transientKeys = [
    serviceMean, Key("arrival_rate_before_per_s", "arrivals before time 0; those at time 0"),
    Key("servers_before", "servers before time 0; those at time 0"),
    Key("arrival_rate_pieces", "list of {from_s, rate_per_s}"),
    Key("server_pieces", "list of {from_s, servers}"), Key("horizon_s", "until when in s"),
    Key("drain_threshold_waiting_jobs", "mean waiting at which the queue counts as drained"),
    Key("times", "list of times in s at which means are wanted; ten over the horizon"),
    Key("waits", "list of waits in s whose excess is wanted; 0 and 1"),
  ]

  static let transient: [StudyKind] = [
    StudyKind(
      "mmc_transient", "Arrivals and servers that change over time",
      transientKeys
    ) { input in try solveTransient(input, patience: nil) },
    StudyKind(
      "mmc_transient_abandonment", "The same with patience",
      transientKeys + [Key("patience_mean_s", "mean patience in s")]
    ) { input in
      try solveTransient(input, patience: Seconds(try input.number("patience_mean_s", .positive)))
    },
    StudyKind(
      "unlimited_servers", "As many servers as there are requests: the ideal of scaling",
      [
        serviceLaw, Key("arrival_rate_before_per_s", "arrivals before time 0; those at time 0"),
        Key("arrival_rate_pieces", "list of {from_s, rate_per_s}"),
        Key("times", "list of times in s at which the mean number busy is wanted"),
      ]
    ) { input in
      let pieces = try input.pieces("arrival_rate_pieces", "rate_per_s", .notNegative)
      let before = try input.number(
        "arrival_rate_before_per_s", .notNegative,
        default: PiecewiseConstant(before: 0, pieces: pieces).value(at: 0))
      let law = try input.serviceLaw()
      let ideal = UnlimitedServers(
        arrivalRate: PiecewiseConstant(before: before, pieces: pieces), serviceTime: law.mean,
        law: .general(law))
      var answer = StudyAnswer()
      answer.add(
        "mean_busy", of: "t", at: try input.numbers("times", .notNegative), UnlimitedServers.method,
        { ideal.meanBusy(at: Seconds($0)) })
      return answer
    },
    StudyKind(
      "cold_start_single", "One instance: is it still warm?",
      [arrivals, Key("idle_timeout_s", "idleness after which it is discarded, in s")]
    ) { input in
      input.ignore(["service_time_mean_s"])
      let share = WarmInstances.singleColdShare(
        arrivalRate: try input.arrivalRate(),
        idleTimeout: Seconds(try input.number("idle_timeout_s", .positive)))
      var answer = StudyAnswer()
      answer.add("p_cold", share, .exact)
      answer.add("mean_idle_instances", 1 - share, .exact)
      return answer
    },
    StudyKind(
      "cold_start_lifo", "Instances on demand, most recent first",
      coldKeys, solveColdStarts),
    StudyKind(
      "cold_start_simulated", "The same for other laws and orders of reuse",
      coldKeys + [serviceLaw], solveColdStarts),
  ]

  private static let coldKeys = [
    arrivals, serviceMean, Key("idle_timeout_s", "idleness after which one is discarded, in s"),
    Key("dispatch", "most recently used, random or least recently used idle instance first"),
  ]

  @Sendable private static func solveColdStarts(_ input: StudyReader) throws -> StudyAnswer {
    let rate = try input.arrivalRate()
    let timeout = Seconds(try input.number("idle_timeout_s", .positive))
    let mean: Seconds
    var isExponential = true
    if let service = input.optional("service"), service.text == nil {
      let law = try input.serviceLaw()
      mean = law.mean
      if case .exponential = law {} else { isExponential = false }
    } else {
      if let word = input.optional("service")?.text { isExponential = word == "exponential" }
      mean = Seconds(try input.number("service_time_mean_s", .positive))
    }
    guard (rate * mean).value <= 20_000 else {
      throw StudyRefusal("more than 20,000 busy instances; cold starts are then negligible")
    }
    let dispatch = input.optional("dispatch")?.text ?? "most recently used"
    let order: WarmInstances.Order
    switch dispatch {
    case "most recently used", "most recently used idle instance first": order = .mostRecent
    case "random", "random idle instance": order = .random
    case "least recently used", "least recently used idle instance first": order = .leastRecent
    default:
      throw input.fail(
        input.optional("dispatch"), "`\(dispatch)` is no order of reuse",
        remedy: "write `most recently used`, `random` or `least recently used`")
    }
    guard (rate * mean).value <= 1e9 else {
      throw StudyRefusal(
        "more than 10^9 busy instances; the share of cold starts is not followed there")
    }
    let warm = WarmInstances(
      arrivalRate: rate, serviceTime: mean, idleTimeout: timeout, order: order,
      isExponential: isExponential)
    var answer = StudyAnswer()
    answer.add("p_cold", warm.coldShare, warm.method)
    answer.add("cold_starts_per_s", warm.coldStartRate.value, "1/s", warm.method)
    answer.add("mean_busy_instances", warm.meanBusy, .exact)
    answer.add("mean_idle_instances", warm.meanIdle, warm.method)
    return answer
  }

  private static func solveTransient(_ input: StudyReader, patience: Seconds?) throws -> StudyAnswer
  {
    let arrivals = try input.pieces("arrival_rate_pieces", "rate_per_s", .notNegative)
    let servers = try input.pieces("server_pieces", "servers", .between(0, 1e8))
    for piece in servers where piece.value != piece.value.rounded() {
      throw input.fail(input.optional("server_pieces"), "`servers` should be whole numbers")
    }
    func first(_ pieces: [PiecewiseConstant.Piece]) -> Double {
      PiecewiseConstant(before: 0, pieces: pieces).value(at: 0)
    }
    let horizon = try input.number("horizon_s", .positive)
    let rateBefore = try input.number(
      "arrival_rate_before_per_s", .notNegative, default: first(arrivals))
    let serversBefore = try input.integer(
      "servers_before", 1...100_000_000, default: max(1, Int(first(servers))))
    let queue = TransientQueue(
      arrivalRate: PiecewiseConstant(before: rateBefore, pieces: arrivals),
      serviceTime: try input.exponentialService(),
      servers: PiecewiseConstant(before: Double(serversBefore), pieces: servers),
      patience: patience, horizon: Seconds(horizon))
    let level =
      input.has("drain_threshold_waiting_jobs")
      ? try input.number("drain_threshold_waiting_jobs", .notNegative) : nil
    var times = try input.numbers(
      "times", .between(0, horizon), default: (0...10).map { horizon * Double($0) / 10 })
    var waits = try input.numbers("waits", .notNegative, default: [0, 1])
    if let reference = input.reference {
      times = reference.times.filter { $0 >= 0 && $0 <= horizon }
      waits = reference.waits.filter { $0 >= 0 }
    }
    let questions = TransientQueue.Questions(
      times: times.map { Seconds($0) },
      waits: patience == nil ? waits.map { Seconds($0) } : [], drainedWaiting: level,
      // The references integrate delayed shares by Simpson's rule on 300 panels, which is off by up
      // to 0.07 %; the same rule is used to compare with them, and a finer one otherwise.
      panels: input.reference == nil ? nil : 300)
    return try StudyAnswer(transient: queue, questions)
  }
}

extension StudyReader {
  /// A quantity over time.
  fileprivate func pieces(_ key: String, _ value: String, _ range: StudyRange) throws
    -> [PiecewiseConstant.Piece]
  {
    guard has(key) else { return [] }
    return try objects(key).map { piece in
      defer { piece.finish() }
      return PiecewiseConstant.Piece(
        from: Seconds(try piece.number("from_s", .notNegative)),
        value: try piece.number(value, range))
    }
  }
}

extension StudyAnswer {
  /// The peak of a queue whose law is too wide to be followed state by state.
  private init(fluid queue: TransientQueue) {
    self.init()
    let fluid = FluidSchedule(
      arrivalRate: queue.arrivalRate, serviceTime: queue.serviceTime, servers: queue.servers,
      horizon: queue.horizon
    ).solve(step: min(Seconds(1), queue.horizon * 0.001))
    let isGrowing = fluid.peakTime.value >= queue.horizon.value * (1 - 1e-9)
    let peak: Method =
      isGrowing ? .bound("not below: still growing at the horizon") : FluidSchedule.method
    add("peak_mean_in_system", fluid.peakInSystem, peak, errorClass: 0.04)
    add("peak_time_s", fluid.peakTime.value, "s", peak, errorClass: 0.1)
    add("final_mean_in_system", fluid.finalInSystem, FluidSchedule.method, errorClass: 0.6)
  }

  /// What a queue does over time, at the times and waits asked for.
  fileprivate init(transient queue: TransientQueue, _ questions: TransientQueue.Questions) throws {
    self.init()
    let solution: TransientSolution
    do {
      solution = try queue.solve(questions)
    } catch {
      switch error {
      case .saturatedBefore(let saturation): throw StudyRefusal(saturation)
      case .tooManyUpdates where queue.patience == nil:
        self.init(fluid: queue)
        return
      case .tooManyUpdates(let limit):
        throw StudyRefusal(
          "more than \(StudyNumber.text(limit)) state updates: too many events on too wide a law")
      }
    }
    let times = questions.times.map(\.value)
    let method = TransientSolution.method
    let isGrowing = solution.peakTime.value >= queue.horizon.value * (1 - 1e-9)
    let peak: Method = isGrowing ? .bound("not below: still growing at the horizon") : method
    add("peak_mean_in_system", solution.peakInSystem, peak)
    add("peak_time_s", solution.peakTime.value, "s", peak)
    if let time = solution.drainTime {
      add("drain_time_s", time.value, "s", method)
    } else if questions.drainedWaiting != nil {
      add(
        "drain_time_s", queue.horizon.value, "s",
        .bound("not below: not drained at the horizon"))
    }
    let points = solution.points
    @Sendable func point(_ time: Double) -> TransientSolution.Point? {
      times.firstIndex(of: time).map { points[$0] }
    }
    add("mean_in_system", of: "t", at: times, method) { point($0)?.inSystem ?? .nan }
    add("mean_waiting", of: "t", at: times, method) { point($0)?.waiting ?? .nan }
    add("p_all_busy", of: "t", at: times, method) { point($0)?.allBusy ?? .nan }
    guard queue.patience == nil else { return }
    let waits = questions.waits.map(\.value)
    let shares = solution.delayedShares
    add(
      "fraction_delayed_longer_than", of: "tau_s", at: waits,
      questions.panels == nil
        ? TransientSolution.delayMethod
        : .approximate("Simpson's rule on 300 panels, as the references are made"),
      errorClass: 7e-4
    ) { wait in waits.firstIndex(of: wait).map { shares[$0] } ?? .nan }
  }
}
