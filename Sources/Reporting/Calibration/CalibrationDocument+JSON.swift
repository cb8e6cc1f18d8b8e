import Calibration
import Quantities
import Queueing

extension CalibrationDocument {
  /// For machines: times in seconds, rates per second, shares of 1.
  package var json: String {
    JSONValue.object([
      "answers": .string(answersFile), "written": .bool(isWritten),
      "tier": .string(result.tier.rawValue),
      "sources": .array(
        result.sources.map { source in
          .object(["file": .string(source.file), "form": .string(source.kind.rawValue)])
        }),
      "levels": .array(levels.map(Self.level)), "demand": demand,
      "scalability": Self.law(result.scalability),
      "processorScalability": Self.law(result.processorScalability),
      "coldShare": .optional(result.coldShare),
      "predictions": .array(result.predictions.map(Self.prediction)),
      "findings": .array(
        result.findings.map { finding in
          .object([
            "kind": .string(finding.kind.rawValue), "text": .string(finding.text),
            "meaning": .string(finding.meaning),
          ])
        }),
      "changes": .array(
        changes.map { change in
          .object([
            "answer": .string(change.path), "before": .optional(change.before),
            "after": .string(change.after), "measured": .bool(change.isMeasured),
          ])
        }),
    ]).document
  }

  private static func estimate(_ estimate: Estimate) -> JSONValue {
    .object([
      "low": .number(estimate.low), "likely": .number(estimate.likely),
      "high": .number(estimate.high),
    ])
  }

  private static func level(_ row: CalibrationLevel) -> JSONValue {
    .object([
      "loop": .string(row.level.control.rawValue), "clients": .optional(row.level.clients),
      "concurrency": .optional(row.level.concurrency),
      "throughput": .number(row.level.throughput.value),
      "offered": .optional(row.level.offeredRate?.value),
      "meanLatency": .optional(row.level.meanLatency?.value),
      "percentiles": .array(
        row.level.percentiles.map { .array([.number($0.p), .number($0.time.value)]) }),
      "busy": .optional(row.busy), "fittedBusy": .optional(row.fittedBusy),
      "fittedThroughput": .optional(row.fittedThroughput),
      "fittedLatency": .optional(row.fittedLatency?.value), "error": .optional(row.error),
    ])
  }

  private var demand: JSONValue {
    guard let demand = result.demand else { return .null }
    return .object([
      "law": .string(demand.law.rawValue), "method": .string(demand.method.label),
      "servers": .number(demand.servers), "background": .number(demand.background),
      "relativeError": .number(demand.relativeError),
      "delay": demand.delay.map(Self.estimate) ?? .null,
      "classes": .array(
        demand.classes.map {
          .object(["name": .optional($0.name), "demand": Self.estimate($0.demand)])
        }),
    ])
  }

  private static func law(_ scalability: CalibrationResult.Scalability?) -> JSONValue {
    guard let scalability else { return .null }
    let law = scalability.fit.law
    return .object([
      "unitThroughput": estimate(
        scalability.bootstrap?.unitThroughput ?? Estimate(law.unitThroughput)),
      "contention": estimate(scalability.bootstrap?.contention ?? Estimate(law.contention)),
      "coherency": estimate(scalability.bootstrap?.coherency ?? Estimate(law.coherency)),
      "peakConcurrency": .optional(law.peakConcurrency.isFinite ? law.peakConcurrency : nil),
      "hasIntervals": .bool(scalability.bootstrap != nil),
      "measuredConcurrency": .number(scalability.fit.measuredConcurrency),
    ])
  }

  private static func prediction(_ prediction: CalibrationResult.Prediction) -> JSONValue {
    .object([
      "clients": .number(prediction.clients), "throughput": estimate(prediction.throughput),
      "latency": .number(prediction.latency.value), "method": .string(prediction.method.label),
      "station": prediction.station.map { station in
        .object([
          "throughput": estimate(station.throughput), "method": .string(station.method.label),
        ])
      } ?? .null,
    ])
  }
}
