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
    guard questions.isEmpty, let tier = options.tier ?? usualTier(files) else {
      return (nil, (diagnostics + questions).sortedByPlace())
    }
    var findings = checks.findings
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
    let processor = isFunction ? nil : estimation.processorScalability()
    let predictions = estimation.predictions(scalability, demand, &diagnostics)
    if demand == nil, scalability == nil, !isFunction, !diagnostics.hasErrors {
      diagnostics.append(
        Diagnostic(
          .error, at: observations[0].place, "there is too little to estimate anything from",
          remedy: "measure at three levels of load or more, or give the utilization of the servers")
      )
    }
    guard !diagnostics.hasErrors else { return (nil, diagnostics.sortedByPlace()) }
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
    if options.tier == nil, usualTier(files) == nil {
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
      options.tier ?? usualTier(files) == .compute
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
