package import Quantities
package import Uncertainty

/// What the ranges of answers and facts do to the plan.
package struct RiskReport: Hashable, Sendable {
  package let samples: Int
  package let seed: UInt64
  /// What was drawn.
  package let inputs: [UncertainInput]
  /// The present users on the present architecture; nil where no stage carries them.
  package let present: LoadRisk?
  /// The stages that were asked for, at the upper end of their labels, by index.
  package let stages: [Int: LoadRisk]
  /// The choices of the present stage beside what else they could have been.
  package let regrets: [ChoiceRegret]

  /// How a band was obtained.
  package var bandMethod: Method {
    .simulated("\(samples) Latin hypercube samples, seed \(seed), on the sizes of the plan")
  }

  /// How a share of the samples was obtained: one standard error of a share of one half, which is
  /// the most there can be.
  package var shareMethod: Method {
    let error = 50 / Double(samples).squareRoot()
    return .simulated(
      "\(samples) Latin hypercube samples, standard error at most "
        + "\(DecimalText.significant(error, 2)) points of 100")
  }
}

/// An architecture with its sizes under a load that is not known exactly.
package struct LoadRisk: Hashable, Sendable {
  /// Milliseconds; infinite where a station saturates.
  package let p95Milliseconds: Band
  package let p99Milliseconds: Band
  package let computeUtilization: Band
  package let databaseUtilization: Band
  package let monthlyCost: Band
  /// The users that it carries; infinite where nothing gives way.
  package let users: Band
  /// The share of samples in which both latency objectives are met, also with a zone lost.
  package let objectiveMet: Double
  /// The share of samples in which every capacity is within its safe share.
  package let carried: Double
  /// The share of samples whose cost is within the budget; nil without a budget, and at loads that
  /// the budget is not about.
  package let withinBudget: Double?
  /// What each input explains, in the order of the inputs of the report.
  package let weights: [Weight]
}

/// The share of the variance of ranks that one input explains by itself, of three outputs.
package struct Weight: Hashable, Sendable {
  /// The 99th percentile of the response time.
  package let p99: Double
  package let cost: Double
  /// How many users are carried.
  package let users: Double

  /// The greatest of the three: what measuring the input would tell at most.
  package var greatest: Double { max(p99, max(cost, users)) }
}

/// One choice of the plan and what else it could have been, compared in every sample.
package struct ChoiceRegret: Hashable, Sendable {
  /// The decision: `compute`, `store:carts`.
  package let decision: String
  package let title: String
  /// The surviving options that could be sized, the chosen one first.
  package let options: [OptionRegret]
}

/// What an option costs more than the cheapest one of each sample.
package struct OptionRegret: Hashable, Sendable {
  package let option: String
  package let title: String
  package let isChosen: Bool
  /// The mean over the samples of its monthly cost, USD.
  package let meanCost: Double
  /// The mean over the samples of what it costs more than the cheapest of the sample, USD a month.
  package let regret: Double
  /// The 95th percentile of that.
  package let regretP95: Double
  /// The share of samples in which it is the cheapest; equal costs count for the earlier option.
  package let isBestShare: Double
  /// The parts of the regret, which add up to it, greatest first.
  package let parts: [Part]

  /// A part of a regret: a tier of the bill, what is missing in capacity, or the effort of a change.
  package struct Part: Hashable, Sendable {
    package let name: String
    /// USD a month more than the cheapest option of each sample, on average; may be negative.
    package let difference: Double
  }
}
