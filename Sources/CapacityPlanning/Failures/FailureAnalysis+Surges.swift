package import CatalogModel
import Quantities
import Queueing
package import Requirements

extension FailureAnalysis {
  /// A crowd that comes within a minute while the tier runs what the mean needs.
  func flashCrowd(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> WhatIf? {
    let state = try state(architecture, workload, .init())
    let premise =
      "a crowd of \(DecimalText.significant(premises.crowdFactor)) times the peak for "
      + "\(DecimalText.significant(premises.crowdLength.value / 60)) minutes, on top of a mean hour"
    let rate = state.origin.requestRate.value
    let crowd = rate * premises.crowdFactor
    let mean = rate * workload.meanShare
    let behind = try behindCompute(architecture, workload)
    guard let station = state.compute else {
      return try functionCrowd(
        architecture, state, mean: mean, crowd: crowd, behind: behind, premise: premise)
    }
    guard station.load.value > 0 else { return nil }
    let tier = architecture.compute
    let policy = try policy(of: tier)
    let rates = rates(mean: mean, crowd: crowd)
    let serviceTime = Seconds(station.load.value / rate / station.speed)
    let run = AutoscalingRun(
      rates: rates,
      service: .init(
        serviceTime: serviceTime, serversPerInstance: station.servers, timeout: premises.timeout,
        isPooled: false),
      policy: policy, instances: policy.minimum, sampling: 1)
    let wait = MomentaryWait(serviceTime: serviceTime, serversPerInstance: station.servers)
    // What the objective leaves besides the wait that the usual 95th percentile already has.
    let allowed = wait.percentile(0.95, rate: rate, instances: station.machines) + slack(state)
    let late = wait.count(
      0.95, above: allowed,
      zip(run.samples, rates).lazy.map { ($1, $0.instances, $0.backlog) })
    let figures: [WhatIf.Figure] = [
      .init("peak backlog", run.peakBacklog, "requests", run.method),
      .init("over the objective", Double(late), "s", MomentaryWait.method),
      .init(
        "timed out", run.lostRequests, "requests",
        .approximate("fluid; who gives up leaves the queue unserved")),
      .init("machines at most", Double(run.mostInstances), "machines", run.method),
    ]
    let needed = InstanceSizing.count(
      load: station.load.value * premises.crowdFactor,
      perInstance: Double(station.servers) * station.speed, target: 0.95, targetZoneLost: 1,
      zones: 1)
    var outcome = WhatIf.Outcome.holds
    var remedy: String?
    if run.lostRequests >= 1 || late > 0 {
      outcome = run.lostRequests >= 1 ? .fails : .degrades
      remedy =
        tier.platform == .singleInstance
        ? "\(needed) machines of this size, or a queue before the work"
        : needed > tier.count
          ? "\(needed) machines ready before the crowd comes; the group ends at \(tier.count)"
          : "\(needed) machines ready before the crowd comes, instead of \(tier.minimumCount)"
    }
    return Self.crowd(
      premise, figures: figures, outcome: outcome, remedy: remedy, behind: behind)
  }

  private func policy(of tier: ComputeTier) throws(Catalog.Gap) -> ScalingPolicy {
    guard tier.platform != .singleInstance else { return .fixed(1) }
    let delay = try catalog.number("planning.scaleOutSeconds#" + tier.platform.rawValue)
    let period = try catalog.number("autoscaling.targetTrackingMetricPeriodSeconds")
    // What the catalog gives is from the breach to more capacity, the alarm's periods included.
    let alarm = 3 * period
    return ScalingPolicy(
      target: parameters.computeTarget, period: Seconds(period),
      bootTime: Seconds(max(0, delay - alarm) + 1), minimum: max(1, tier.minimumCount),
      maximum: max(1, tier.minimumCount, tier.count))
  }

  /// The crowd at the machines of an architecture while nobody gives up, as it is asked and as the
  /// model answers; nil for functions and without load.
  package func crowd(
    at architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> CrowdModel? {
    let state = try state(architecture, workload, .init())
    guard let station = state.compute, station.load.value > 0 else { return nil }
    let rate = state.origin.requestRate
    let rates = rates(
      mean: rate.value * workload.meanShare, crowd: rate.value * premises.crowdFactor)
    let policy = try policy(of: architecture.compute)
    let demand = Seconds(station.load.value / rate.value)
    let run = AutoscalingRun(
      rates: rates,
      service: .init(
        serviceTime: demand / station.speed, serversPerInstance: station.servers, isPooled: false),
      policy: policy, instances: policy.minimum, sampling: 1)
    let samples = run.samples
    let minutes = stride(from: 0, to: samples.count, by: CrowdModel.minute).map { start in
      let part = samples[start..<min(samples.count, start + CrowdModel.minute)]
      return part.reduce(0) { $0 + $1.inSystem } / Double(part.count)
    }
    return CrowdModel(
      rates: rates, demand: demand, servers: station.servers, speed: station.speed,
      target: policy.target, period: policy.period, periodsToGrow: policy.periodsToGrow,
      periodsToShrink: policy.periodsToShrink, lag: policy.bootTime, least: policy.minimum,
      most: policy.maximum, greatestInMinute: minutes.max() ?? 0,
      mostMachines: run.mostInstances, method: CrowdModel.method)
  }

  /// What a crowd meets behind the compute tier, once that has grown with it.
  private struct BehindCompute {
    var figures: [WhatIf.Figure] = []
    var outcome = WhatIf.Outcome.holds
    var remedy: String?
  }

  /// The stores, throttles and pools under the load of the crowd, with as many times the machines.
  private func behindCompute(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> BehindCompute {
    let tier = architecture.compute
    let count = Int((Double(tier.count) * premises.crowdFactor).rounded(.up))
    let ample =
      tier.count > 0
      ? architecture.counting(count: count, minimumCount: count) : architecture
    let state = try state(ample, workload.scaled(by: premises.crowdFactor), .init())
    var found = BehindCompute()
    var fullest = (name: "nothing", use: 0.0)
    let database = state.uses.filter { $0.name != "compute" }.map(\.use).max() ?? 0
    if database > 0 {
      found.figures.append(.init("database in use", database, "share", .exact))
      fullest = ("database", database)
    }
    // Executions and pools of the compute tier grow with it, and are followed over time.
    let ceilings = try ceilings(of: state, load: premises.crowdFactor)
      .filter { $0.tier != .compute }
    if let ceiling = ceilings.max(by: { $0.use < $1.use }), ceiling.use > fullest.use {
      found.figures.append(
        .init("\(ceiling.name) in use", ceiling.use, "share", ceiling.method))
      fullest = (ceiling.name, ceiling.use)
    }
    let need = "\(DecimalText.fixed(max(1.1, fullest.use / 0.9), 1)) times the \(fullest.name)"
    if fullest.use >= 1 {
      found.outcome = .fails
      found.remedy = need
    } else if database > 0, model.missedPercentile(state) != nil,
      model.missedPercentile(try self.state(architecture, workload, .init())) == nil
    {
      // The compute tier is as full as at the peak, so that it is the stores that are late.
      found.outcome = .degrades
      found.remedy = need
    }
    return found
  }

  /// What becomes of a crowd with what it meets behind the compute tier.
  private static func crowd(
    _ premise: String, figures: [WhatIf.Figure], outcome: WhatIf.Outcome, remedy: String?,
    behind: BehindCompute
  ) -> WhatIf {
    WhatIf(
      kind: .flashCrowd, premise: premise, figures: figures + behind.figures,
      outcome: max(outcome, behind.outcome),
      remedy: [remedy, behind.remedy].compactMap { $0 }.joinedWithSemicolons)
  }

  /// How long requests may wait besides what they take before the 95th percentile is missed.
  private func slack(_ state: NetworkState) -> Double {
    let usual = model.mixture(state)?.percentile(0.95, tolerance: 1e-3).value ?? 0
    return max(0.01, requirements.objectives.p95.value - usual)
  }

  /// A minute of the mean, a minute of rising, the crowd, and the mean again for as long.
  private func rates(mean: Double, crowd: Double) -> [Double] {
    let length = Int(premises.crowdLength.value)
    var rates = [Double](repeating: mean, count: 60)
    rates += (0..<60).map { mean + (crowd - mean) * (Double($0) + 0.5) / 60 }
    rates += [Double](repeating: crowd, count: length)
    rates += [Double](repeating: mean, count: length)
    return rates
  }

  /// Functions: the ramp of environments up to the account's limit.
  private func functionCrowd(
    _ architecture: Architecture, _ state: NetworkState, mean: Double, crowd: Double,
    behind: BehindCompute, premise: String
  ) throws(Catalog.Gap) -> WhatIf {
    let burst = try catalog.number("lambda.scalingRate")
    let quota = try catalog.number("lambda.concurrencyDefault")
    let limit = max(quota, Double(architecture.compute.concurrency))
    let functions = FunctionConcurrency(
      burst: burst, refill: burst / 10, limit: limit,
      requestsPerEnvironment: try catalog.number("lambda.requestsPerSecondPerConcurrency"))
    let duration = NetworkState.unqueuedDuration(
      state.origin, architecture: architecture, parameters)
    let ramp = functions.ramp(
      rate: PiecewiseConstant(before: mean, pieces: [.init(from: .zero, value: crowd)]),
      duration: duration, until: premises.crowdLength)
    let needed = functions.environments(rate: RequestsPerSecond(crowd), duration: duration)
    let figures: [WhatIf.Figure] = [
      .init("throttled", ramp.throttledRequests, "requests", FunctionConcurrency.method),
      .init("cold starts", ramp.coldStarts, "starts", FunctionConcurrency.method),
      .init("environments needed", needed, "executions", FunctionConcurrency.method),
    ]
    var outcome = WhatIf.Outcome.holds
    var remedy: String?
    if ramp.throttledRequests >= 1 {
      outcome = .fails
      remedy =
        needed > limit
        ? "a quota of \(DecimalText.fixed(needed.rounded(.up))) concurrent executions"
        : "provisioned concurrency before the crowd comes"
    }
    return Self.crowd(
      premise, figures: figures, outcome: outcome, remedy: remedy, behind: behind)
  }

  /// Clients that give up and try again, at the peak.
  func retryStorm(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> WhatIf? {
    guard let retry = try retries(architecture, workload, .init()) else { return nil }
    var figures: [WhatIf.Figure] = [
      .init("margin to collapse", retry.margin, "share of the load", retry.method),
      .init("tries that time out", retry.settled.timeoutShare, "share", retry.method),
    ]
    var outcome = WhatIf.Outcome.holds
    var remedy: String?
    if retry.settled.isCollapsed || retry.margin < 0 {
      outcome = .fails
      remedy = "fewer retries, a longer timeout, or more capacity: it collapses by itself"
    } else if let tipping = retry.tipping {
      figures.append(
        .init("tips over at", tipping, "times the new requests", retry.method))
      outcome = .degrades
      remedy =
        "a budget or a circuit breaker for retries: after an overload of "
        + "\(DecimalText.fixed(tipping, 1)) times the new requests it stays collapsed when the "
        + "overload is gone"
    }
    return WhatIf(
      kind: .retryStorm,
      premise: "clients give up after \(DecimalText.significant(premises.timeout.value)) s and try "
        + "again \(premises.retries) times, at the peak",
      figures: figures, outcome: outcome, remedy: remedy)
  }

  /// What retries make of a state.
  struct Retries {
    let settled: RetryLoad.State
    /// How far the load may grow before the good state is gone, as a share of it.
    let margin: Double
    /// The new requests, as a multiple of the present ones, that lead into the bad state, in which
    /// the system stays when they are gone; nil where there is no bad state.
    ///
    /// The greatest rate with a good state, and no more than the tries at which the bad one attracts.
    let tipping: Double?
    let method: Method
  }

  /// All states with retries; nil where nothing can saturate.
  func retries(
    _ architecture: Architecture, _ workload: Workload, _ loss: NetworkState.Loss
  ) throws(Catalog.Gap) -> Retries? {
    guard let limit = try saturation(architecture, workload, loss) else { return nil }
    let curve = timeouts(architecture, workload, loss, limit: limit, collapse: premises.retries)
    let load = RetryLoad(
      arrivalRate: RequestsPerSecond(1), retries: premises.retries,
      limit: RequestsPerSecond(limit)
    ) { curve.share($0.value) }
    if let gap = curve.gap { throw gap }
    return Retries(
      settled: load.settled, margin: load.marginToCollapse,
      tipping: load.tippingLoad.map { min($0.value, load.collapseRate.value) },
      method: Self.retryMethod)
  }

  /// The state with retries that a calm system settles in, for which few loads are computed; nil where nothing can
  /// saturate.
  func settledRetries(
    _ architecture: Architecture, _ workload: Workload, _ loss: NetworkState.Loss
  ) throws(Catalog.Gap) -> RetryLoad.State? {
    guard let limit = try saturation(architecture, workload, loss) else { return nil }
    let curve = timeouts(architecture, workload, loss, limit: limit, collapse: nil)
    let settled = RetryLoad.settled(
      arrivalRate: RequestsPerSecond(1), retries: premises.retries,
      limit: RequestsPerSecond(limit)
    ) { curve.share($0.value) }
    if let gap = curve.gap { throw gap }
    return settled
  }

  static let retryMethod = Method.approximate(
    "tries taken as Poisson and served even when timed out, each load as a steady state; timeouts "
      + "between at most 14 computed loads")

  /// The load at which the fullest part saturates, as a multiple of the present one; nil where nothing can.
  private func saturation(
    _ architecture: Architecture, _ workload: Workload, _ loss: NetworkState.Loss
  ) throws(Catalog.Gap) -> Double? {
    let present = try state(architecture, workload, loss)
    let ceiling = try ceilings(of: present).map(\.use).max() ?? 0
    let fullest = max(ceiling, present.uses.map(\.use).max() ?? 0)
    return fullest > 0 && fullest.isFinite ? 1 / fullest : nil
  }

  /// The share of timeouts over the load.
  ///
  /// It is computed at some loads between none and saturation, closer to it ever more finely, and its logarithm
  /// taken as straight between them: at 14 at most, since loads that nothing depends on are not computed
  /// (`TimeoutCurve`).
  private func timeouts(
    _ architecture: Architecture, _ workload: Workload, _ loss: NetworkState.Loss, limit: Double,
    collapse retries: Int?
  ) -> TimeoutCurve {
    TimeoutCurve(saturation: limit, retries: retries) { scale throws(Catalog.Gap) in
      let state = try state(architecture, workload.scaled(by: scale), loss)
      return model.sampledPath(state)?.tail(beyond: premises.timeout, isCoarse: false) ?? 1
    }
  }
}
