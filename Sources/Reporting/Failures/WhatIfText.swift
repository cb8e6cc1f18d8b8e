import CapacityPlanning
import Quantities

/// Failures as all documents print them.
enum WhatIfText {
  /// `compute in use = 85 %`.
  static func figure(_ figure: WhatIf.Figure) -> String {
    "\(figure.name) \(figure.method.sign) \(amount(figure))"
  }

  private static func amount(_ figure: WhatIf.Figure) -> String {
    switch figure.unit {
    case "share", "share of the load": NumberText.share(figure.value)
    case "ms": NumberText.count(figure.value) + " ms"
    case "s": duration(figure.value)
    default: NumberText.count(figure.value < 0.05 ? 0 : figure.value) + " " + figure.unit
    }
  }

  /// Seconds, or minutes, hours or days where those are easier to grasp.
  private static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: NumberText.count(seconds) + " s"
    case ..<7200: NumberText.count(seconds / 60) + " min"
    case ..<172_800: NumberText.count(seconds / 3600) + " h"
    default: NumberText.count(seconds / 86400) + " days"
    }
  }

  static func figures(_ whatIf: WhatIf) -> String {
    whatIf.figures.map(figure).joined(separator: ", ")
  }

  /// The outcome, what fails in bold.
  static func outcome(_ whatIf: WhatIf) -> String {
    whatIf.outcome == .fails ? "**fails**" : whatIf.outcome.rawValue
  }

  /// The number that says most, for a cell of the table over the stages.
  static func key(_ whatIf: WhatIf) -> String {
    let names: [String] =
      switch whatIf.kind {
      case .zoneLoss, .coldCache, .replicaLoss:
        ["dropped at least", "p99", "database fails over within"]
      case .flashCrowd: ["timed out", "throttled"]
      case .retryStorm: ["margin to collapse"]
      }
    let found = names.lazy.compactMap { name in whatIf.figures.first { $0.name == name } }.first
    return found.map(figure) ?? ""
  }
}
