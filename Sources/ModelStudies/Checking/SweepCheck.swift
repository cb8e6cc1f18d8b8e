import Calibration
import Quantities
import Queueing

/// A measured sweep: two models are fitted to the levels up to the one suggested for calibration, and
/// predict the others, which they have not seen.
///
/// The scalability law is what families e and i are about; one closed station of fitted demand,
/// servers and delay is beside it, because it predicts better wherever a system keeps its throughput
/// beyond the knee.
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
      let station = Self.station(known, at: one)
      // With think time the mean latency is not N/X.
      let hasLatency = one.inputs["load"]?.text.map { $0.contains("no think") } ?? true
      quantities = points.filter { $0.level > limit }
        .flatMap { Self.predictions($0, fit, station, hasLatency: hasLatency) }
      refused = nil
    } catch {
      quantities = []
      refused = (error as? StudyRefusal)?.reason ?? "it cannot be fitted"
    }
  }

  private static func point(_ node: StudyNode) -> Point? {
    guard let level = (node["concurrency"] ?? node["level"])?.number,
      let throughput = node["throughput"]?.number, level > 0, level <= 1e6, throughput > 0
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

  /// A closed station through the known levels.
  private static func station(_ known: [Point], at one: VectorFile.Case) -> StationModel? {
    let observations = known.map { point -> Observation in
      var observation = Observation(
        place: one.node.place, throughput: RequestsPerSecond(point.throughput))
      observation.control = .closed
      observation.clients = point.level
      return observation
    }
    return (try? ResponseTimeFit(observations, servers: nil, replicates: 0))?.model
  }

  private static func predictions(
    _ point: Point, _ fit: ScalabilityFit, _ station: StationModel?, hasLatency: Bool
  ) -> [QuantityCheck] {
    let place = "level=\(StudyNumber.text(point.level))"
    var checks: [QuantityCheck] = []
    func add(_ name: String, _ throughput: Double, _ method: Method) {
      checks.append(
        QuantityCheck(
          "\(name): throughput \(place)", measured: point.throughput, predicted: throughput, method)
      )
      guard hasLatency, let latency = point.latency, latency > 0, throughput > 0 else { return }
      checks.append(
        QuantityCheck(
          "\(name): latency_mean_s \(place)", measured: latency,
          predicted: point.level / throughput, method))
    }
    if let station {
      let predicted = station.closed(clients: point.level, thinkTime: .zero)
      add("station", predicted.throughput.value, ResponseTimeFit.method)
    }
    if let prediction = try? fit.prediction(at: point.level, allowingExtrapolation: true) {
      add("law", prediction.throughput, prediction.method)
    }
    return checks
  }
}
