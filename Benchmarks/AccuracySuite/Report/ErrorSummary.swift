import Quantities
import Simulation

/// The relative errors of one quantity over several cases.
struct ErrorSummary {
  /// Magnitudes, least first.
  let errors: [Double]

  init(_ errors: [Double]) { self.errors = errors.map(\.magnitude).sorted() }

  var isEmpty: Bool { errors.isEmpty }
  var median: Double { quantile(0.5) }
  var p95: Double { quantile(0.95) }
  var greatest: Double { errors.last ?? 0 }

  /// The least error that a share of the cases does not exceed.
  func quantile(_ share: Double) -> Double {
    guard !errors.isEmpty else { return 0 }
    let rank = Int((share * Double(errors.count)).rounded(.up))
    return errors[min(max(rank, 1), errors.count) - 1]
  }

  /// The share of cases within a bound.
  func share(within bound: Double) -> Double {
    guard !errors.isEmpty else { return 1 }
    return Double(errors.count { $0 <= bound }) / Double(errors.count)
  }
}

/// A case with both sides.
struct JudgedCell {
  let cell: AccuracyCell
  let truth: CellTruth
  let prediction: CellPrediction

  /// `model/truth - 1`; nil where one side has none.
  func error(_ quantity: CellTruth.Quantity) -> Double? {
    guard let value = prediction.values[quantity], let truth = truth[quantity], truth.value != 0
    else { return nil }
    return value / truth.value - 1
  }

  /// The greatest error of any quantity but throughput, with the quantity.
  var worst: (quantity: CellTruth.Quantity, error: Double)? {
    CellTruth.Quantity.allCases.compactMap { quantity in
      error(quantity).map { (quantity, $0) }
    }.max { $0.1.magnitude < $1.1.magnitude }
  }
}
