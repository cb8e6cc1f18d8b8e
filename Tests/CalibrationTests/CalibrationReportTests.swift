import CatalogModel
import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

@testable import Calibration

/// The report `docs/calibration.md` is what the code gives.
///
/// It says how well laws that were fitted to the lower levels of a sweep predict the upper ones;
/// `make calibration-report` writes it.
@Suite struct CalibrationReportTests {
  /// The predictions for one data set.
  struct Outcome {
    let sweep: MeasuredSweep
    let law: ScalabilityLaw
    let station: StationModel
    /// How many of the upper levels are within the 95 % interval; nil where there is none.
    let held: Int?

    init(_ sweep: MeasuredSweep) throws {
      self.sweep = sweep
      let fit = try ScalabilityFit(
        sweep.fitted.map { .init(concurrency: $0.concurrency, throughput: $0.throughput) })
      law = fit.law
      let levels = sweep.fitted.map { level -> Observation in
        var observation = Observation(
          place: Place(file: sweep.name), throughput: RequestsPerSecond(level.throughput))
        observation.control = .closed
        observation.clients = level.concurrency
        return observation
      }
      station = try ResponseTimeFit(levels, servers: nil, replicates: 0).model
      let bootstrap = ScalabilityBootstrap(fit, replicates: 40, seed: 1)
      held = bootstrap.map { bootstrap in
        sweep.predicted.count { level in
          let interval = bootstrap.throughput(of: fit, at: level.concurrency)
          return interval.low <= level.throughput && level.throughput <= interval.high
        }
      }
    }

    func lawErrors() -> [Double] {
      sweep.predicted.map { law.throughput(at: $0.concurrency) / $0.throughput - 1 }
    }

    func stationErrors() -> [Double] {
      sweep.predicted.map {
        station.closed(clients: $0.concurrency, thinkTime: .zero).throughput.value / $0.throughput
          - 1
      }
    }
  }

  private static func percent(_ share: Double) -> String {
    DecimalText.fixed(share * 100, 1) + " %"
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1.magnitude } / Double(max(1, values.count))
  }

  private static func worst(_ values: [Double]) -> Double {
    values.max { $0.magnitude < $1.magnitude } ?? 0
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  static func report(_ outcomes: [Outcome]) -> String {
    var lines = [
      "# Calibration: fitted below, predicted above", "",
      "Measured sweeps of real systems (families e and i of `Tests/Oracles`): the scalability law and",
      "a closed station of fitted demand, servers and delay are fitted to the lower levels of",
      "concurrency, and predict the throughput of the upper ones, which they have not seen. Errors are",
      "predicted over measured, less one. Nothing is tuned to these data. `make calibration-report`",
      "writes this file, and a test compares it with what the code gives.", "",
      "| data set | fitted levels | predicted levels | law, mean | law, worst | in 95 % interval "
        + "| station, mean | station, worst |",
      "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for outcome in outcomes {
      let (law, station) = (outcome.lawErrors(), outcome.stationErrors())
      let held = outcome.held.map { "\($0) of \(law.count)" } ?? "none"
      lines.append(
        "| `\(outcome.sweep.name)` | \(range(outcome.sweep.fitted)) "
          + "| \(range(outcome.sweep.predicted)) | \(percent(mean(law))) | \(percent(worst(law))) "
          + "| \(held) | \(percent(mean(station))) | \(percent(worst(station))) |")
    }
    let law = outcomes.map { mean($0.lawErrors()) }
    let station = outcomes.map { mean($0.stationErrors()) }
    let intervals = outcomes.compactMap { outcome in
      outcome.held.map { (held: $0, of: outcome.sweep.predicted.count) }
    }
    let near = outcomes.flatMap { outcome -> [(Double, Double)] in
      let most = outcome.sweep.fitted.last?.concurrency ?? 0
      return zip(outcome.sweep.predicted, zip(outcome.lawErrors(), outcome.stationErrors()))
        .filter { $0.0.concurrency <= 2 * most }.map { ($0.1.0, $0.1.1) }
    }
    lines += [
      "", "## What this says", "",
      "- Of the mean errors of the data sets the median is \(percent(median(law))) for the law and "
        + "\(percent(median(station))) for the station; the worst are "
        + "\(percent(law.max() ?? 0)) and \(percent(station.max() ?? 0)).",
      "- Up to twice the measured concurrency (\(near.count) levels) the mean error is "
        + "\(percent(mean(near.map(\.0)))) for the law and \(percent(mean(near.map(\.1)))) for the "
        + "station; beyond it \(tail(outcomes)). That is why `calibrate` refuses to predict further "
        + "without `--extrapolate`.",
      "- The 95 % intervals of the law hold \(intervals.reduce(0) { $0 + $1.held }) of "
        + "\(intervals.reduce(0) { $0 + $1.of }) upper levels: they measure the scatter around a "
        + "curve, not whether the system keeps to that curve.",
      "- Three levels determine the three coefficients of the law without any residual: it then "
        + "passes through noise, and has no interval.",
      "- The station has a ceiling, servers over demand; the law has none of its own. Fitted below a",
      "  ceiling it rises through it (`mysql-5.6.27-commodity`), and fitted around one it bends down",
      "  where the system stays flat (`techempower`). Prefer the station, and give the law levels far",
      "  beyond the knee.",
      "- The station cannot fall: where throughput drops under overload, or the load generator shares the",
      "  machine (`local-pgbench`, `redis-ycsb`), it is too high at the end.",
      "", "## Levels", "",
      "| data set | concurrency | measured | law | error | station | error |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for outcome in outcomes {
      for (level, errors) in zip(
        outcome.sweep.predicted, zip(outcome.lawErrors(), outcome.stationErrors()))
      {
        lines.append(
          "| `\(outcome.sweep.name)` | \(DecimalText.significant(level.concurrency)) "
            + "| \(DecimalText.fixed(level.throughput)) "
            + "| \(DecimalText.fixed(level.throughput * (1 + errors.0))) | \(percent(errors.0)) "
            + "| \(DecimalText.fixed(level.throughput * (1 + errors.1))) | \(percent(errors.1)) |")
      }
    }
    lines += [
      "", "## Fits", "",
      "| data set | contention | coherency | servers | demand | delay | system |",
      "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for outcome in outcomes {
      let station = outcome.station
      lines.append(
        "| `\(outcome.sweep.name)` | \(percent(outcome.law.contention)) "
          + "| \(DecimalText.significant(outcome.law.coherency * 100, 2)) % | \(station.servers) "
          + "| \(DecimalText.significant(station.demand.milliseconds, 3)) ms "
          + "| \(DecimalText.significant(station.delay.milliseconds, 3)) ms "
          + "| \(outcome.sweep.system) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func range(_ levels: [MeasuredSweep.Level]) -> String {
    let least = DecimalText.significant(levels.first?.concurrency ?? 0)
    let most = DecimalText.significant(levels.last?.concurrency ?? 0)
    return "\(levels.count): \(least) to \(most)"
  }

  private static func tail(_ outcomes: [Outcome]) -> String {
    let far = outcomes.flatMap { outcome -> [(Double, Double)] in
      let most = outcome.sweep.fitted.last?.concurrency ?? 0
      return zip(outcome.sweep.predicted, zip(outcome.lawErrors(), outcome.stationErrors()))
        .filter { $0.0.concurrency > 2 * most }.map { ($0.1.0, $0.1.1) }
    }
    return "(\(far.count) levels) \(percent(mean(far.map(\.0)))) and "
      + percent(mean(far.map(\.1)))
  }

  /// The tags of predictions say what these sweeps show, and no less.
  @Test func tagsSayWhatTheSweepsShow() throws {
    var near: [Double] = []
    var far: [Double] = []
    for outcome in try MeasuredSweep.all().map({ try Outcome($0) }) {
      let most = outcome.sweep.fitted.last?.concurrency ?? 0
      for (level, error) in zip(outcome.sweep.predicted, outcome.lawErrors()) {
        if level.concurrency <= 2 * most { near.append(error) } else { far.append(error) }
      }
    }
    func holds(_ stated: Double, _ found: Double) -> Bool {
      found <= stated && found > stated - 0.02
    }
    #expect(holds(ScalabilityFit.meanErrorToTwice, Self.mean(near)))
    #expect(holds(ScalabilityFit.greatestErrorToTwice, Self.worst(near).magnitude))
    #expect(holds(ScalabilityFit.meanErrorBeyond, Self.mean(far)))
  }

  @Test func theReportIsWhatTheCodeGives() throws {
    let outcomes = try MeasuredSweep.all().map { try Outcome($0) }
    #expect(outcomes.count == 13)
    let text = Self.report(outcomes)
    let path = RepositoryFiles.path("docs/calibration.md")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      Issue.record("Recorded docs/calibration.md.")
      return
    }
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == written, "run `make calibration-report` and look at what changed")
  }

  /// The predictions that the reference vectors state for the same fits.
  @Test func theLawPredictsWhatTheReferenceDoes() throws {
    for sweep in try MeasuredSweep.all().filter({ $0.name == "techempower-2013-i7-db-11148" }) {
      let errors = try Outcome(sweep).lawErrors()
      #expect((Self.mean(errors) - 0.269).magnitude < 0.001)
      #expect((Self.worst(errors).magnitude - 0.391).magnitude < 0.001)
    }
  }
}
