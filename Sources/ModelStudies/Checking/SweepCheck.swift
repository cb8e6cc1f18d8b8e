import Quantities
import Queueing

/// A measured sweep: the scalability law is fitted to the levels up to the one suggested for
/// calibration, and predicts the others.
struct SweepCheck {
  let quantities: [QuantityCheck]
  let refused: String?

  private struct Point {
    let level: Double
    let throughput: Double
    let latency: Double?
  }

  init(_ one: VectorFile.Case) {
    let meaning = one.inputs["level_meaning"]?.text ?? "concurrent clients"
    guard !meaning.contains("rate") else {
      quantities = []
      refused = "levels are offered rates, for which there is no scalability law"
      return
    }
    let points = (one.expected["measured"]?.elements ?? []).compactMap(Self.point)
    let limit = Self.calibrationLimit(one, points)
    let known = points.filter { $0.level <= limit }
    do {
      let fit = try ScalabilityFit.orRefuse(known.map(\.level), known.map(\.throughput))
      // With think time the mean latency is not N/X.
      let hasLatency = one.inputs["load"]?.text.map { $0.contains("no think") } ?? true
      quantities = points.filter { $0.level > limit }
        .flatMap { Self.predictions($0, fit, hasLatency: hasLatency) }
      refused = nil
    } catch {
      quantities = []
      refused = (error as? StudyRefusal)?.reason ?? "it cannot be fitted"
    }
  }

  private static func point(_ node: StudyNode) -> Point? {
    guard let level = (node["concurrency"] ?? node["level"])?.number,
      let throughput = node["throughput"]?.number
    else { return nil }
    let milliseconds = node["latency_mean_ms"]?.number
    return Point(
      level: level, throughput: throughput,
      latency: node["latency_mean_s"]?.number ?? milliseconds.map { $0 / 1000 })
  }

  /// The greatest level to fit on: the suggested one, or the middle of them.
  private static func calibrationLimit(_ one: VectorFile.Case, _ points: [Point]) -> Double {
    let suggested =
      one.node["suggested_calibration_max_concurrency"]
      ?? one.node["suggested_calibration_max_level"]
    if let limit = suggested?.number { return limit }
    let levels = points.map(\.level).sorted()
    return levels.isEmpty ? 0 : levels[(levels.count - 1) / 2]
  }

  private static func predictions(_ point: Point, _ fit: ScalabilityFit, hasLatency: Bool)
    -> [QuantityCheck]
  {
    guard let prediction = try? fit.prediction(at: point.level, allowingExtrapolation: true) else {
      return []
    }
    let place = "level=\(StudyNumber.text(point.level))"
    var checks = [
      QuantityCheck(
        "throughput \(place)", measured: point.throughput, predicted: prediction.throughput,
        prediction.method)
    ]
    if hasLatency, let latency = point.latency, latency > 0 {
      checks.append(
        QuantityCheck(
          "latency_mean_s \(place)", measured: latency,
          predicted: fit.law.latency(at: point.level), prediction.method))
    }
    return checks
  }
}
