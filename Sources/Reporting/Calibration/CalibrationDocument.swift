package import Calibration
import Quantities
import Queueing

/// What `tenfold calibrate` prints.
package struct CalibrationDocument: Sendable {
  let result: CalibrationResult
  let changes: [AnswerChange]
  /// The answer file before and after.
  let before: String
  let after: String
  let answersFile: String
  let isWritten: Bool
  let signs: LoadPlot.Signs
  let width: Int

  package init(
    _ result: CalibrationResult, changes: [AnswerChange], before: String, after: String,
    answersFile: String, isWritten: Bool, signs: LoadPlot.Signs, width: Int = 100
  ) {
    self.result = result
    self.changes = changes
    self.before = before
    self.after = after
    self.answersFile = answersFile
    self.isWritten = isWritten
    self.signs = signs
    self.width = width
  }

  var levels: [CalibrationLevel] { result.observations.map { CalibrationLevel($0, result) } }

  /// Where the numbers are from.
  var origin: String {
    let kinds = Set(result.sources.map(\.kind.title)).sorted().joined(separator: ", ")
    let files = result.sources.count
    let count = result.observations.count
    return "\(count) level\(count == 1 ? "" : "s") of the \(result.tier.rawValue) tier"
      + " from \(files) file\(files == 1 ? "" : "s") (\(kinds))"
  }

  /// The estimates: what, the value with its interval, how it was obtained.
  var estimates: [(name: String, value: String, note: String)] {
    var rows: [(String, String, String)] = []
    if let demand = result.demand {
      for item in demand.classes {
        rows.append(
          (
            "demand" + (item.name.map { " of \($0)" } ?? ""), Self.time(item.demand),
            "of one vCPU; \(demand.law.rawValue), fit within \(Self.percent(demand.relativeError))"
          ))
      }
      if let delay = demand.delay, delay.likely > 0.001 * (demand.classes.first?.demand.likely ?? 0)
      {
        rows.append(("delay", Self.time(delay), "beside the station: network and other tiers"))
      }
      if demand.background > 0 {
        rows.append(
          ("background", "\(NumberText.count(demand.background)) vCPUs", "busy without requests"))
      }
      if let station = demand.station {
        rows.append(
          (
            "capacity", NumberText.rate(station.capacity),
            "\(station.servers) server\(station.servers == 1 ? "" : "s") over the demand"
          ))
      }
    }
    if let scalability = result.scalability {
      rows += Self.rows(of: scalability, suffix: "")
    }
    if let processor = result.processorScalability, processor != result.scalability {
      rows += Self.rows(of: processor, suffix: " of vCPUs")
    }
    if let cold = result.coldShare {
      rows.append(("cold starts", NumberText.share(cold), "of the requests"))
    }
    return rows
  }

  private static func rows(
    of scalability: CalibrationResult.Scalability, suffix: String
  ) -> [(String, String, String)] {
    let law = scalability.fit.law
    let bootstrap = scalability.bootstrap
    let levels = scalability.fit.measurements
    let range =
      "\(NumberText.count(levels.map(\.concurrency).min() ?? 0)) to "
      + "\(NumberText.count(scalability.fit.measuredConcurrency)) in the system"
    let how = bootstrap == nil ? "no interval from three levels" : "95 % by bootstrap"
    let peak =
      law.peakConcurrency.isFinite
      ? "\(NumberText.rate(RequestsPerSecond(law.peakThroughput))) at "
        + "\(NumberText.count(law.peakConcurrency))"
      : law.contention > 0
        ? "none; at most \(NumberText.rate(RequestsPerSecond(law.amdahlLimit)))" : "none"
    return [
      (
        "contention" + suffix, share(bootstrap?.contention ?? Estimate(law.contention)),
        "\(how); \(range)"
      ),
      ("coherency" + suffix, share(bootstrap?.coherency ?? Estimate(law.coherency)), ""),
      ("peak" + suffix, peak, "of the scalability law"),
    ]
  }

  /// An estimate in seconds as milliseconds with its interval: `6.12 ms (5.9 to 6.4)`.
  static func time(_ estimate: Estimate) -> String {
    let parts = [estimate.likely, estimate.low, estimate.high].map {
      NumberText.milliseconds(Seconds($0))
    }
    return "\(parts[0]) ms (\(parts[1]) to \(parts[2]))"
  }

  static func share(_ estimate: Estimate) -> String {
    let parts = [estimate.likely, estimate.low, estimate.high].map {
      DecimalText.significant(NumberText.rounded($0 * 100, digits: 3))
    }
    if estimate.isKnown { return "\(parts[0]) %" }
    return "\(parts[0]) % (\(parts[1]) to \(parts[2]))"
  }

  static func percent(_ share: Double) -> String {
    DecimalText.fixed(share * 100, share.magnitude < 0.0995 ? 1 : 0) + " %"
  }

  /// The lines of the answer file that change, each with `-` or `+` before it.
  var difference: [String] {
    func split(_ text: String) -> [Substring] {
      // The last line end begins no line.
      let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
      return body.split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (old, new) = (split(before), split(after))
    var lines: [(position: Double, text: String)] = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, let line, _):
        lines.append((Double(offset), "- \(offset + 1): \(line)"))
      case .insert(let offset, let line, _):
        lines.append((Double(offset) + 0.5, "+ \(offset + 1): \(line)"))
      }
    }
    return lines.sorted { $0.position < $1.position }.map(\.text)
  }

  /// What happens to the answer file, in a sentence.
  var outcome: String {
    if changes.isEmpty {
      return result.tier == .database
        ? "Nothing is written: the contention of vCPUs needs --vcpus and four levels with no more "
          + "clients than vCPUs, and the demand of a query needs --vcpus."
        : "There is nothing to write into the answers."
    }
    let count = "\(changes.count) answer\(changes.count == 1 ? "" : "s")"
    let poor = changes.count { !$0.isMeasured }
    let confidence =
      poor == 0
      ? "measured"
      : (poor == changes.count ? "assumed" : "measured, \(poor) of them as assumed")
        + ", since a law that misses the levels by more than "
        + "\(Self.percent(CalibrationResult.greatestMisfit)) measures nothing"
    return isWritten
      ? "\(answersFile): \(count) written as \(confidence); comments are kept."
      : "\(answersFile): \(count) would be written as \(confidence)."
  }
}
