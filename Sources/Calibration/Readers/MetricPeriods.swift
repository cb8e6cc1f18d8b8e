import CatalogModel
import Quantities

/// Why series cannot be put on one period.
enum PeriodProblem: Error {
  /// A series that counts has fewer than two times.
  case unknown(MetricSeries)
  /// The period of one is no multiple of that of the other, in seconds.
  case uneven(MetricSeries, Double, MetricSeries, Double)
  /// A percentile over short periods says nothing of that over longer ones.
  case percentile(MetricSeries, Double, MetricSeries, Double)

  var diagnostic: Diagnostic {
    func describe(_ series: MetricSeries, _ period: Double) -> String {
      "`\(series.label)` every \(DecimalText.significant(period)) s"
    }
    switch self {
    case .unknown(let series):
      return Diagnostic(
        .error, at: series.place,
        "`\(series.label)` has fewer than two times, so that its period is not known",
        remedy: "export several periods in which the load differed")
    case .uneven(let one, let period, let other, let longer):
      return Diagnostic(
        .error, at: one.place,
        "\(describe(one, period)) and \(describe(other, longer)) do not fit each other",
        remedy: "export all metrics with the same start, end and period")
    case .percentile(let one, let period, let other, let longer):
      return Diagnostic(
        .error, at: one.place,
        "\(describe(one, period)) and \(describe(other, longer)): percentiles of short periods "
          + "cannot be put together",
        remedy: "export all metrics with the same period, or leave it out with --series "
          + "\(one.label)=ignore")
    }
  }
}

extension MetricSeries {
  /// The least distance between two of its times, in seconds; nil for fewer than two times.
  var period: Double? {
    zip(points, points.dropFirst()).map { $1.time - $0.time }.filter { $0 >= 1 }.min()
  }
}

extension [MetricSeries] {
  /// The series on the longest of their periods: counts added, all else averaged, weighted by the
  /// requests where these are counted in the same short periods.
  ///
  /// CloudWatch reports the load balancer and the machines at different periods. Periods of which some
  /// points are missing are left out. Cold starts are only reported where there were any, and are taken
  /// as they are.
  func onOnePeriod() throws(PeriodProblem) -> (series: [MetricSeries], period: Double) {
    var longest: (series: MetricSeries, period: Double)?
    for series in self where series.role != .coldStarts {
      guard let period = series.period else {
        if series.role == .requests { throw .unknown(series) }
        continue
      }
      if period > longest?.period ?? 0 { longest = (series, period) }
    }
    guard let longest else { throw .unknown(self[0]) }
    let starts = longest.series.points.map(\.time)
    var requests: [Double: Double] = [:]
    for series in self where series.role == .requests && series.period != longest.period {
      for point in series.points { requests[point.time, default: 0] += point.value }
    }
    var result: [MetricSeries] = []
    for series in self {
      guard let period = series.period, period < longest.period || series.role == .coldStarts
      else {
        result.append(series)
        continue
      }
      let ratio = (longest.period / period).rounded()
      let isSparse = series.role == .coldStarts
      if !isSparse, (ratio * period - longest.period).magnitude > 1e-6 * period {
        throw .uneven(series, period, longest.series, longest.period)
      }
      if case .percentile = series.role {
        throw .percentile(series, period, longest.series, longest.period)
      }
      result.append(
        MetricSeries(
          label: series.label, role: series.role, place: series.place,
          points: series.together(
            from: starts, for: longest.period, count: isSparse ? nil : Int(ratio),
            requests: requests)))
    }
    return (result, longest.period)
  }
}

extension MetricSeries {
  /// One point for each longer period that begins at one of these times and of which all points are
  /// there.
  fileprivate func together(
    from starts: [Double], for length: Double, count: Int?, requests: [Double: Double]
  ) -> [Point] {
    var result: [Point] = []
    var next = 0
    for start in starts {
      while next < points.count, points[next].time < start - 1e-6 { next += 1 }
      var end = next
      while end < points.count, points[end].time < start + length - 1e-6 { end += 1 }
      let inside = points[next..<end]
      next = end
      guard !inside.isEmpty, count == nil || inside.count == count else { continue }
      var sum = 0.0
      var weight = 0.0
      for point in inside {
        let share = role == .meanLatency ? requests[point.time] ?? 1 : 1
        sum += share * point.value
        weight += share
      }
      switch role {
      case .requests, .coldStarts: result.append(Point(time: start, value: sum))
      default: if weight > 0 { result.append(Point(time: start, value: sum / weight)) }
      }
    }
    return result
  }
}
