import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Uncertainty

/// Compares the options of each choice in every sample.
///
/// The cost of an option is its bill, with as many machines as a scaling group would run, plus what
/// the capacity costs that its other parts lack, plus the effort of changing to it. A part that is
/// used by a factor above its safe share lacks that factor less one, at the price of what is there.
struct ChoiceComparison {
  let alternatives: [Alternatives.Choice]

  /// The parts of a cost: the tiers, then these two.
  private static let extraParts = ["missing capacity", "effort of the change"]
  private static let partCount = Tier.allCases.count + extraParts.count

  private static func name(of part: Int) -> String {
    part < Tier.allCases.count
      ? Tier.allCases[part].rawValue : extraParts[part - Tier.allCases.count]
  }

  /// The parts of the cost of every option of every choice in one scenario, one after another.
  func costs(in scenario: Scenario) throws(Catalog.Gap) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(alternatives.reduce(0) { $0 + $1.options.count } * Self.partCount)
    // Choices share the chosen architecture, which is looked at once.
    var known: (architecture: Architecture, parts: [Double])?
    // All options are looked at with the users of the present stage.
    var loads: [Users: Workload] = [:]
    for choice in alternatives {
      for (place, option) in choice.options.enumerated() {
        var parts: [Double]
        if place == 0, let known, known.architecture == option.architecture {
          parts = known.parts
        } else {
          let workload =
            loads[option.users] ?? scenario.requirements.workload(users: option.users)
          loads[option.users] = workload
          parts = try Self.parts(option, under: workload, in: scenario)
          if place == 0 { known = (option.architecture, parts) }
        }
        parts.append(option.effort)
        result += parts
      }
    }
    return result
  }

  private static func parts(
    _ option: Alternatives.Option, under workload: Workload, in scenario: Scenario
  ) throws(Catalog.Gap) -> [Double] {
    let sample = try scenario.model.scaled(option.architecture, under: workload)
    var parts: [Double] = []
    parts.reserveCapacity(partCount)
    var missing = 0.0
    for tier in Tier.allCases {
      let cost = sample.costs[tier].value
      parts.append(cost)
      missing += max(0, sample.strains[tier] - 1) * cost
    }
    parts.append(missing)
    return parts
  }

  /// The regrets from the costs of all samples.
  func regrets(_ samples: [[Double]]) -> [ChoiceRegret] {
    var start = 0
    return alternatives.map { choice in
      let first = start
      start += choice.options.count * Self.partCount
      return ChoiceRegret(
        decision: choice.decision, title: choice.title,
        options: Self.regrets(choice, samples, from: first))
    }
  }

  private static func regrets(
    _ choice: Alternatives.Choice, _ samples: [[Double]], from first: Int
  ) -> [OptionRegret] {
    let options = choice.options.indices
    let size = partCount
    let count = Double(samples.count)
    var best: [Int] = []
    var totals = options.map { _ in [Double]() }
    for costs in samples {
      let sums = options.map { option in
        costs[(first + option * size)..<(first + (option + 1) * size)].reduce(0, +)
      }
      for option in options { totals[option].append(sums[option]) }
      best.append(options.min { (sums[$0], $0) < (sums[$1], $1) } ?? 0)
    }
    return options.map { option in
      var parts = [Double](repeating: 0, count: size)
      var regrets: [Double] = []
      for (sample, costs) in samples.enumerated() {
        let winner = best[sample]
        for part in 0..<size {
          parts[part] +=
            costs[first + option * size + part] - costs[first + winner * size + part]
        }
        regrets.append(max(0, totals[option][sample] - totals[winner][sample]))
      }
      return OptionRegret(
        option: choice.options[option].option, title: choice.options[option].title,
        isChosen: option == 0, meanCost: totals[option].reduce(0, +) / count,
        regret: regrets.reduce(0, +) / count, regretP95: Band(regrets).p95,
        isBestShare: Double(best.count { $0 == option }) / count,
        parts: parts.enumerated().filter { $0.element != 0 }
          .map { OptionRegret.Part(name: name(of: $0.offset), difference: $0.element / count) }
          .sorted { ($1.difference.magnitude, $0.name) < ($0.difference.magnitude, $1.name) })
    }
  }
}
