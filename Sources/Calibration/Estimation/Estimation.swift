import CatalogModel
import Quantities
import Queueing

/// The estimates from levels that passed their checks.
struct Estimation {
  let observations: [Observation]
  let options: CalibrationOptions
  let place: Place

  /// Demands by the utilization law where levels have a utilization, else from response times.
  func demand(
    _ findings: inout [Finding], _ diagnostics: inout [Diagnostic]
  ) -> CalibrationResult.Demand? {
    let busy = observations.filter { $0.busyServers != nil || $0.utilization != nil }
    if !busy.isEmpty { return byUtilization(busy, &findings, &diagnostics) }
    guard options.servers != nil || options.fitsServers else { return nil }
    return byResponseTime(&findings)
  }

  private func byUtilization(
    _ levels: [Observation], _ findings: inout [Finding], _ diagnostics: inout [Diagnostic]
  ) -> CalibrationResult.Demand? {
    let servers = options.servers ?? levels.compactMap(\.busyServers).max() ?? 1
    let names = levels.allSatisfy { !$0.classes.isEmpty } ? levels[0].classes.map(\.name) : []
    let isPerClass = !names.isEmpty && levels.allSatisfy { $0.classes.map(\.name) == names }
    let rows = levels.map { level in
      UtilizationLawFit.Level(
        rates: isPerClass ? level.classes.map(\.rate.value) : [level.throughput.value],
        busy: level.busyServers ?? (level.utilization ?? 0) * servers)
    }
    let fit: UtilizationLawFit
    do {
      fit = try UtilizationLawFit(rows, classes: isPerClass ? names : ["requests"])
    } catch {
      diagnostics.append(Self.diagnostic(error, place))
      return nil
    }
    if levels.count == 1 {
      findings.append(
        Finding(
          .singleLevel, "there is one level with a utilization",
          meaning: "it has no scatter to judge by; an interval of ±20 % is assumed"))
    }
    if fit.background > 0.02 * servers {
      let text = DecimalText.significant(fit.background, 2)
      findings.append(
        Finding(
          .background, "\(text) servers are busy without any request",
          meaning: "agents and the system; the demand of a request does not include them"))
    }
    note(error: fit.relativeError, of: "the utilization law", &findings)
    return CalibrationResult.Demand(
      law: .utilization,
      classes: fit.demands.enumerated().map { index, estimate in
        .init(name: isPerClass ? names[index] : nil, demand: estimate)
      }, servers: servers, background: fit.background, delay: nil,
      relativeError: fit.relativeError, station: nil, method: UtilizationLawFit.method,
      isDetermined: true)
  }

  private func byResponseTime(_ findings: inout [Finding]) -> CalibrationResult.Demand? {
    let servers = options.servers.map { max(1, Int($0.rounded())) }
    guard
      let fit = try? ResponseTimeFit(
        observations, servers: servers, replicates: options.replicates, seed: options.seed)
    else { return nil }
    let most = observations.map(\.throughput).max() ?? .zero
    if fit.fitsServers {
      findings.append(
        Finding(
          .fittedServers, "the number of servers, \(fit.model.servers), was fitted, not given",
          meaning:
            "only the capacity, servers over demand, is well known; give --vcpus for the demand"))
    }
    if most.value < 0.6 * fit.model.capacity.value {
      findings.append(
        Finding(
          .neverSaturated,
          "no level came near the capacity that was fitted, "
            + "\(DecimalText.significant(fit.model.capacity.value)) req/s",
          meaning: "demand and delay can hardly be told apart; measure up to where it queues"))
    }
    if !fit.isDetermined {
      findings.append(
        Finding(
          .undetermined, "two levels were fitted with two unknowns, demand and delay",
          meaning:
            "any two levels fit, so that nothing speaks for the model; the demand is written as "
            + "assumed. Measure a third level, or the utilization of the servers"))
    }
    note(error: fit.relativeError, of: "the response-time fit", &findings)
    return CalibrationResult.Demand(
      law: .responseTime, classes: [.init(name: nil, demand: fit.demand)],
      servers: Double(fit.model.servers), background: 0, delay: fit.delay,
      relativeError: fit.relativeError, station: fit.model, method: ResponseTimeFit.method,
      isDetermined: fit.isDetermined)
  }

  /// The scalability law over all levels; nil where they are too few.
  func scalability(_ findings: inout [Finding]) -> CalibrationResult.Scalability? {
    let points = measurements(of: observations)
    let levels = Set(points.map(\.concurrency)).count
    if levels > 0, levels < 6 {
      findings.append(
        Finding(
          .fewLevels, "there \(levels == 1 ? "is 1 level" : "are \(levels) levels") of concurrency",
          meaning:
            "a scalability law has three coefficients; six levels or more make its intervals useful"
        ))
    }
    if let least = points.map(\.concurrency).min(), let most = points.map(\.concurrency).max(),
      levels > 1, most < 4 * least
    {
      findings.append(
        Finding(
          .narrowRange, "the greatest concurrency is less than four times the least",
          meaning: "the curve can be anything beyond; spread the levels, doubling each"))
    }
    guard let found = scalability(over: points) else { return nil }
    note(error: found.relativeError, of: "the scalability law", &findings)
    return found
  }

  /// The law over the closed levels with at most as many clients as servers; nil below four of them.
  ///
  /// Above them clients wait for a server, which would count as contention, and three levels leave no
  /// interval. Of an open level the number present is random: its mean may be below the servers while
  /// requests queue, so that what it loses to waiting cannot be told from contention.
  ///
  /// - Parameter isDatabase: Whether the coefficients are an answer, so that it is said why they are
  ///   not estimated.
  func processorScalability(
    isDatabase: Bool, _ findings: inout [Finding]
  ) -> CalibrationResult.Scalability? {
    guard let servers = options.servers else { return nil }
    let levels = observations.filter { level in
      guard level.control == .closed, level.thinkTime == .zero, let clients = level.clients else {
        return false
      }
      return clients >= 1 && clients == clients.rounded() && clients <= servers
    }
    if let found = scalability(over: measurements(of: levels)), found.bootstrap != nil {
      return found
    }
    if isDatabase {
      let count = Set(levels.compactMap(\.clients)).count
      let most = DecimalText.significant(servers)
      findings.append(
        Finding(
          .noContention,
          observations.allSatisfy { $0.control == .open }
            ? "the contention of vCPUs cannot be told from open levels"
            : "the contention of vCPUs was not estimated: \(count) closed "
              + "level\(count == 1 ? " has" : "s have") at most as many clients as vCPUs",
          meaning: "neither contention nor coherency is written; it takes four closed levels "
            + "without think time, of 1 to \(most) clients"))
    }
    return nil
  }

  private func scalability(
    over points: [ScalabilityFit.Measurement]
  ) -> CalibrationResult.Scalability? {
    guard let fit = try? ScalabilityFit(points) else { return nil }
    return CalibrationResult.Scalability(
      fit: fit,
      bootstrap: ScalabilityBootstrap(
        fit, replicates: max(20, options.replicates), seed: options.seed))
  }

  private func measurements(of levels: [Observation]) -> [ScalabilityFit.Measurement] {
    levels.compactMap { level in
      level.concurrency.flatMap { concurrency in
        concurrency > 0
          ? ScalabilityFit.Measurement(
            concurrency: concurrency, throughput: level.throughput.value) : nil
      }
    }
  }

  /// Which of the fitted station and the scalability law is nearer to the levels, where one clearly is.
  func compare(
    _ scalability: CalibrationResult.Scalability?, _ demand: CalibrationResult.Demand?,
    _ findings: inout [Finding]
  ) {
    guard let scalability, let demand else { return }
    guard let station = demand.station else {
      comparePeak(scalability, demand, &findings)
      return
    }
    let (law, other) = (scalability.relativeError, demand.relativeError)
    guard max(law, other) > 0.01, max(law, other) > 2 * min(law, other) else { return }
    func percent(_ share: Double) -> String { DecimalText.fixed(share * 100, 1) + " %" }
    let capacity = DecimalText.significant(station.capacity.value, 3)
    findings.append(
      other < law
        ? Finding(
          .betterModel,
          "the station fits the levels within \(percent(other)), the scalability law within "
            + percent(law),
          meaning: "go by the capacity of the station, \(capacity) req/s: the law takes waiting "
            + "for a server as contention, and its peak is a guess")
        : Finding(
          .betterModel,
          "the scalability law fits the levels within \(percent(law)), the station within "
            + percent(other),
          meaning: "go by the law: throughput bends as it does not behind servers that only queue"
        ))
  }

  /// Says that the law's peak is none where more was measured already.
  private func comparePeak(
    _ scalability: CalibrationResult.Scalability, _ demand: CalibrationResult.Demand,
    _ findings: inout [Finding]
  ) {
    let peak = scalability.fit.law.peakThroughput
    let most = scalability.fit.measurements.map(\.throughput).max() ?? 0
    guard demand.law == .utilization, demand.classes.count == 1, peak < most else { return }
    let capacity = (demand.servers - demand.background) / demand.classes[0].demand.likely
    func rate(_ value: Double) -> String { DecimalText.significant(value, 3) }
    findings.append(
      Finding(
        .betterModel,
        "the peak of the scalability law, \(rate(peak)) req/s, is below the \(rate(most)) req/s that "
          + "were measured",
        meaning: "go by the utilization law, by which \(rate(demand.servers)) vCPUs carry "
          + "\(rate(capacity)) req/s: the scalability law takes waiting for a server as contention")
    )
  }

  private func note(error: Double, of law: String, _ findings: inout [Finding]) {
    guard error > 0.1 else { return }
    findings.append(
      Finding(
        .poorFit, "\(law) misses the levels by \(DecimalText.significant(error * 100, 2)) %",
        meaning: "its intervals hold only the scatter around the law, not how far the law is off; "
          + "look at the plot"))
  }

  /// What was asked for; beyond twice the measured range only on demand.
  func predictions(
    _ scalability: CalibrationResult.Scalability?, _ demand: CalibrationResult.Demand?,
    _ diagnostics: inout [Diagnostic]
  ) -> [CalibrationResult.Prediction] {
    guard !options.predictions.isEmpty else { return [] }
    guard let scalability else {
      diagnostics.append(
        Diagnostic(
          .error, at: place, "there are too few levels of concurrency to predict others",
          remedy: "measure at three levels or more"))
      return []
    }
    let station = predictedStation(demand)
    return options.predictions.compactMap { clients in
      do throws(ScalabilityRefusal) {
        let prediction = try scalability.fit.prediction(
          at: clients, allowingExtrapolation: options.allowsExtrapolation)
        let interval =
          scalability.bootstrap?.throughput(of: scalability.fit, at: clients)
          ?? Estimate(prediction.throughput)
        return CalibrationResult.Prediction(
          clients: clients, throughput: interval,
          latency: Seconds(clients / max(prediction.throughput, 1e-300)),
          station: station.map { Self.prediction($0.model, $0.demand, at: clients) },
          method: prediction.method)
      } catch {
        diagnostics.append(
          Diagnostic(
            .error, at: place, error.message,
            remedy: "measure up to half of it, or add --extrapolate to get a guess"))
        return nil
      }
    }
  }

  /// The fitted station and the interval of its demand: that of the demand, or where utilization gave
  /// it one that is fitted beside it.
  private func predictedStation(
    _ demand: CalibrationResult.Demand?
  ) -> (model: StationModel, demand: Estimate)? {
    if let station = demand?.station, let interval = demand?.classes.first?.demand {
      return (station, interval)
    }
    let fit = try? ResponseTimeFit(
      observations, servers: options.servers.map { max(1, Int($0.rounded())) },
      replicates: options.replicates, seed: options.seed)
    return fit.map { ($0.model, $0.demand) }
  }

  private static func prediction(
    _ station: StationModel, _ demand: Estimate, at clients: Double
  ) -> CalibrationResult.StationPrediction {
    func throughput(_ demand: Double) -> Double {
      StationModel(demand: Seconds(demand), servers: station.servers, delay: station.delay)
        .closed(clients: clients, thinkTime: .zero).throughput.value
    }
    return CalibrationResult.StationPrediction(
      throughput: Estimate(
        low: throughput(demand.high), likely: throughput(station.demand.value),
        high: throughput(demand.low)),
      method: .approximate("M/M/c station, 95 % interval of its demand"))
  }

  private static func diagnostic(_ refusal: UtilizationLawFit.Refusal, _ place: Place) -> Diagnostic
  {
    switch refusal {
    case .inseparable(let classes):
      Diagnostic(
        .error, at: place,
        "the throughputs of \(classes.joined(separator: ", ")) rise and fall together, so that their "
          + "demands cannot be told apart",
        remedy: "measure with another mix, or each class by itself")
    case .tooFewLevels(let found, let needed):
      Diagnostic(
        .error, at: place, "\(found) levels for the demands of \(needed) classes",
        remedy: "measure at \(needed) levels or more, with different mixes")
    }
  }
}
