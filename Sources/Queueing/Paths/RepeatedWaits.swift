import Quantities
import RealModule

/// Several visits to one queue as stages that are independent: see `PathStage.revisits`.
enum RepeatedWaits {
  /// A branch for each whole number of visits.
  static func branches(_ queue: MultiServerQueue, visits: Double) -> [PathBranch] {
    precondition(visits >= 0 && visits <= 1e6, "visits")
    let whole = visits.rounded(.down)
    let rest = visits - whole
    return [(Int(whole), 1 - rest), (Int(whole) + 1, rest)].compactMap { count, probability in
      guard count > 0, probability > 0 else { return nil }
      return PathBranch(probability: probability, stages: stages(queue, count, whole: visits))
    }
  }

  /// - Parameter whole: The mean number of visits of all.
  private static func stages(
    _ queue: MultiServerQueue, _ count: Int, whole: Double
  ) -> [PathStage] {
    guard count > 1, queue.delayProbability > 0 else {
      return [.repeated(visits: Double(count), stages: [.queue(queue)])]
    }
    let one = Seconds(1 / queue.waitEndRate)
    func waits(_ mean: Seconds) -> [PathStage] {
      [
        .choice([
          PathBranch(probability: queue.delayProbability, stages: [.exponential(mean: mean)])
        ])
      ]
    }
    let same = correlation(slope: 1 - (1 - queue.utilization) / whole, visits: count)
    return [
      .erlang(mean: queue.serviceTime * Double(count), phases: count),
      .choice([
        PathBranch(probability: same, stages: waits(one * Double(count))),
        PathBranch(
          probability: 1 - same, stages: [.repeated(visits: Double(count), stages: waits(one))]),
      ]),
    ]
  }

  /// The mean of `slope^d` over the pairs of visits, d apart.
  static func correlation(slope: Double, visits: Int) -> Double {
    guard visits > 1 else { return 0 }
    var sum = 0.0
    var power = 1.0
    for distance in 1..<visits {
      power *= slope
      sum += Double(visits - distance) * power
      if power < 1e-12 { break }
    }
    return 2 * sum / (Double(visits) * Double(visits - 1))
  }
}
