import Foundation
import TestSupport

/// A published or own measurement of throughput at rising concurrency, of families e and i of the
/// reference vectors.
struct MeasuredSweep: Sendable {
  struct Level: Sendable {
    let concurrency: Double
    let throughput: Double
  }

  let name: String
  let system: String
  /// In ascending order.
  let fitted: [Level]
  let predicted: [Level]

  /// All data sets, each once, in the order of the files.
  static func all() throws -> [MeasuredSweep] {
    var sweeps: [MeasuredSweep] = []
    for item in try cases("i-measured-sweeps.json") {
      let inputs = item["inputs"] as? [String: Any] ?? [:]
      let expected = item["expected"] as? [String: Any] ?? [:]
      let rows = expected["measured"] as? [[String: Any]] ?? []
      let levels = rows.compactMap { row -> Level? in
        guard let concurrency = (row["concurrency"] ?? row["level"]) as? Double,
          let throughput = row["throughput"] as? Double
        else { return nil }
        return Level(concurrency: concurrency, throughput: throughput)
      }
      let suggested =
        (item["suggested_calibration_max_concurrency"] ?? item["suggested_calibration_max_level"])
        as? Double
      let most = suggested ?? levels[levels.count / 2].concurrency
      sweeps.append(
        MeasuredSweep(
          name: inputs["dataset"] as? String ?? "", system: item["system"] as? String ?? "",
          fitted: levels.filter { $0.concurrency <= most },
          predicted: levels.filter { $0.concurrency > most }))
    }
    for item in try cases("e-usl.json") where item["kind"] as? String == "usl_extrapolation" {
      let inputs = item["inputs"] as? [String: Any] ?? [:]
      let expected = item["expected"] as? [String: Any] ?? [:]
      let concurrency = inputs["fit_concurrency"] as? [Double] ?? []
      let throughput = inputs["fit_throughput"] as? [Double] ?? []
      let measured = expected["measured"] as? [[String: Double]] ?? []
      sweeps.append(
        MeasuredSweep(
          name: inputs["dataset"] as? String ?? "", system: item["system"] as? String ?? "",
          fitted: zip(concurrency, throughput).map { Level(concurrency: $0, throughput: $1) },
          predicted: measured.map {
            Level(concurrency: $0["concurrency"] ?? 0, throughput: $0["throughput"] ?? 0)
          }))
    }
    return sweeps
  }

  private static func cases(_ file: String) throws -> [[String: Any]] {
    let url = URL(fileURLWithPath: RepositoryFiles.path("Tests/Oracles/" + file))
    let root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    return root?["cases"] as? [[String: Any]] ?? []
  }
}
