import Quantities
import Queueing
import Simulation

extension ChangingSystem {
  /// Kolmogorov's equations where the servers are given, the fluid where a controller decides.
  func prediction(_ cell: AccuracyCell) throws -> CellPrediction {
    let quantities: [CellTruth.Quantity] = [.presentFirst, .presentSecond, .presentThird]
    if let scaling {
      let run = AutoscalingRun(
        rates: (0..<Int(times.reduce(0, max))).map { second in
          pieces.last { $0.from <= Double(second) }?.rate ?? before
        },
        service: AutoscalingRun.Service(serviceTime: Seconds(mean), serversPerInstance: 1),
        policy: ScalingPolicy(
          target: scaling.target, period: Seconds(scaling.period), periodsToGrow: scaling.points,
          periodsToShrink: 1_000, bootTime: Seconds(scaling.lag), warmUp: .zero, minimum: servers,
          maximum: scaling.most), instances: servers, sampling: 1)
      let samples = times.map { time in run.samples[Int(time) - 1].inSystem }
      return CellPrediction(
        cell, AutoscalingRun.method,
        Dictionary(uniqueKeysWithValues: zip(quantities, samples)))
    }
    let queue = TransientQueue(
      arrivalRate: PiecewiseConstant(
        before: before, pieces: pieces.map { .init(from: Seconds($0.from), value: $0.rate) }),
      serviceTime: Seconds(mean),
      servers: PiecewiseConstant(
        before: Double(servers),
        pieces: added.map { .init(from: Seconds($0.from), value: Double($0.servers)) }),
      horizon: Seconds(times.reduce(0, max)))
    let solution = try queue.solve(.init(times: times.map { Seconds($0) }))
    return CellPrediction(
      cell, TransientSolution.method,
      Dictionary(uniqueKeysWithValues: zip(quantities, solution.points.map(\.inSystem))))
  }
}
