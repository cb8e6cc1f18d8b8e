package import CatalogModel
import Quantities
import Queueing

/// Estimates demands and scalability from measurements.
package enum Calibrator {
  /// The estimates, or what must be corrected first; warnings of the files come along with either.
  ///
  /// - Complexity: That of the bootstraps, a fit per replicate.
  package static func calibrate(
    _ files: [Measurements], _ options: CalibrationOptions
  ) -> (result: CalibrationResult?, diagnostics: [Diagnostic]) {
    var diagnostics = files.flatMap(\.diagnostics)
    let joined = files.flatMap(\.series).observations()
    diagnostics += joined.diagnostics
    guard !diagnostics.hasErrors else { return (nil, diagnostics.sortedByPlace()) }
    let observations = (files.flatMap(\.observations) + joined.observations).sorted {
      ($0.concurrency ?? $0.throughput.value, $0.throughput.value)
        < ($1.concurrency ?? $1.throughput.value, $1.throughput.value)
    }
    var questions = missing(files, observations, options)
    let checks = ObservationChecks(observations: observations, servers: options.servers)
    questions += checks.errors
    var findings = checks.findings
    guard questions.isEmpty, let tier = tier(of: files, options) else {
      return (nil, refusal(diagnostics + questions, findings, observations))
    }
    if Set(files.map(\.kind)).count > 1, joined.observations.count < observations.count,
      !joined.observations.isEmpty
    {
      findings.append(
        Finding(
          .mixedTools, "metrics of CloudWatch and results of load generators are mixed",
          meaning: "both are levels of the same fit; check that they saw the same requests"))
    }
    let estimation = Estimation(
      observations: observations, options: options, place: observations[0].place)
    // An environment of a function serves one request at a time: nothing queues at a station.
    let isFunction = files.flatMap(\.series).contains { $0.label.contains("Invocations") }
    if isFunction {
      findings.append(
        Finding(
          .functionDuration, "the duration of a function is not its CPU time",
          meaning:
            "it contains the waiting for data; no demand is fitted, and only durations and cold starts "
            + "are shown"))
    }
    let demand = isFunction ? nil : estimation.demand(&findings, &diagnostics)
    let scalability = isFunction ? nil : estimation.scalability(&findings)
    let processor =
      isFunction
      ? nil
      : estimation.processorScalability(isDatabase: tier == .database, &findings)
    estimation.compare(scalability, demand, &findings)
    let predictions = estimation.predictions(scalability, demand, &diagnostics)
    if demand == nil, scalability == nil, !isFunction, !diagnostics.hasErrors {
      diagnostics.append(
        Diagnostic(
          .error, at: observations[0].place, "there is too little to estimate anything from",
          remedy: "measure at three levels of load or more, or give the utilization of the servers")
      )
    }
    guard !diagnostics.hasErrors else {
      return (nil, refusal(diagnostics, findings, observations))
    }
    let cold = observations.filter { $0.coldShare != nil }
    let coldRate = cold.reduce(0) { $0 + $1.throughput.value }
    let sources = files.map { file in
      CalibrationResult.Source(
        file: file.file, kind: file.kind, levels: file.observations.count + file.series.count)
    }
    let result = CalibrationResult(
      tier: tier, sources: sources, observations: observations, demand: demand,
      scalability: scalability, processorScalability: processor, predictions: predictions,
      coldShare: cold.isEmpty
        ? nil : cold.reduce(0) { $0 + ($1.coldShare ?? 0) * $1.throughput.value } / coldRate,
      findings: findings)
    return (result, diagnostics.sortedByPlace())
  }

  /// What must be corrected, and behind it what limits the measurements anyway.
  private static func refusal(
    _ diagnostics: [Diagnostic], _ findings: [Finding], _ observations: [Observation]
  ) -> [Diagnostic] {
    let place = observations.first?.place
    return diagnostics.sortedByPlace()
      + findings.compactMap { finding in
        place.map { Diagnostic(.warning, at: $0, finding.text, remedy: finding.meaning) }
      }
  }

  /// The tier that was measured: the one given, or the one that all files are usually about.
  package static func tier(
    of files: [Measurements], _ options: CalibrationOptions
  ) -> MeasuredTier? { options.tier ?? usualTier(files) }

  private static func usualTier(_ files: [Measurements]) -> MeasuredTier? {
    let tiers = Set(files.map(\.kind.usualTier))
    return tiers.count == 1 ? tiers.first ?? nil : nil
  }

  /// What nobody said and cannot be told from the files.
  private static func missing(
    _ files: [Measurements], _ observations: [Observation], _ options: CalibrationOptions
  ) -> [Diagnostic] {
    let place = Place(file: files.first?.file ?? "measurements")
    guard !observations.isEmpty else {
      return [
        Diagnostic(
          .error, at: place, "there is no level of load in the measurements",
          remedy: "give the results of a load test, or metrics that cover one")
      ]
    }
    var found: [Diagnostic] = []
    if tier(of: files, options) == nil {
      found.append(
        Diagnostic(
          .error, at: place, "it is not known which tier was measured",
          remedy: "add --tier compute (the machines that run the code) or --tier database"))
    }
    let hasUtilization = observations.contains { $0.utilization != nil }
    let hasBusy = observations.contains { $0.busyServers != nil }
    let isFunction = files.flatMap(\.series).contains { $0.label.contains("Invocations") }
    if options.servers == nil, hasUtilization {
      found.append(
        Diagnostic(
          .error, at: place, "a utilization says nothing without the number of servers",
          remedy: "add --vcpus with the vCPUs of all machines of the tier together"))
    } else if options.servers == nil, !hasBusy, !isFunction, !options.fitsServers,
      tier(of: files, options) == .compute
    {
      found.append(
        Diagnostic(
          .error, at: place,
          "the demand cannot be told from response times without the number of servers",
          remedy: "add --vcpus with the vCPUs of the tier, or --vcpus fit to estimate them, too"))
    }
    return found
  }
}
