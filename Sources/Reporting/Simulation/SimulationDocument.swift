import CapacityPlanning
import Quantities
package import SecondOpinion
import Simulation

/// Model and simulation side by side.
package struct SimulationDocument: Sendable {
  let system: String
  let opinions: [StageOpinion]

  /// A document on the opinions of one plan.
  package init(system: String, opinions: [StageOpinion]) {
    self.system = system
    self.opinions = opinions
  }

  /// Whether the model errs by more than it says anywhere.
  package var hasDisagreements: Bool { opinions.contains { !$0.disagreements.isEmpty } }

  /// A number and its interval in the unit of the quantity.
  static func cells(_ one: NumberComparison) -> (model: String, simulated: String) {
    func text(_ value: Double) -> String {
      switch one.quantity {
      case .throughput, .fullestMinute: DecimalText.significant(value, 4)
      case .mostMachines: DecimalText.significant(value, 3)
      case .utilization, .coldStarts: DecimalText.significant(value * 100, 3) + " %"
      case .mean, .percentile: DecimalText.significant(value * 1000, 4) + " ms"
      }
    }
    let width =
      switch one.quantity {
      case .throughput, .fullestMinute, .mostMachines:
        DecimalText.significant(one.simulated.halfWidth, 2)
      case .utilization, .coldStarts: DecimalText.significant(one.simulated.halfWidth * 100, 2)
      case .mean, .percentile: DecimalText.significant(one.simulated.halfWidth * 1000, 2)
      }
    return (text(one.model), text(one.simulated.value) + " ± " + width)
  }

  static func name(_ quantity: NumberComparison.Quantity) -> String {
    switch quantity {
    case .throughput: "requests a second"
    case .utilization(let station): "\(station), busy"
    case .coldStarts: "cold starts"
    case .fullestMinute(let station): "\(station), in its fullest minute"
    case .mostMachines: "machines at most"
    case .mean(let name): "\(name), mean"
    case .percentile(let p, let name): "\(name), p\(DecimalText.significant(p * 100, 3))"
    }
  }

  static func error(_ one: NumberComparison) -> String {
    let percent = one.relativeError * 100
    return (percent > 0 ? "+" : "") + DecimalText.fixed(percent, 1) + " %"
  }

  /// The sentence on all numbers of a stage.
  static func verdict(_ opinion: StageOpinion) -> String {
    guard case .compared(let stage) = opinion.outcome else { return "" }
    let count = stage.comparisons.count
    func number(_ verdict: NumberComparison.Verdict) -> Int {
      stage.comparisons.count { $0.verdict == verdict }
    }
    let disagreements = opinion.disagreements
    if disagreements.isEmpty {
      return "Of \(count) numbers \(number(.agrees)) are within the interval and "
        + "\(number(.withinErrorClass)) within the error class that the model states."
    }
    let names = disagreements.map { "\(name($0.quantity)) (\(error($0)))" }
    return "The model errs by more than it says: \(names.joined(separator: "; "))."
  }

  /// How the simulation was run.
  static func run(_ stage: ComparedStage) -> String {
    var text =
      "\(DecimalText.fixed(Double(stage.requests))) requests in \(stage.replications) replications,"
      + " \(DecimalText.fixed(Double(stage.events))) events"
    if stage.part < 1 {
      text += ", \(DecimalText.significant(stage.part * 100, 2)) % of the fleet"
    }
    if !stage.isPrecise {
      text += "; the widest interval is \(DecimalText.significant(stage.precision * 100, 2)) %"
    }
    return text
  }
}
