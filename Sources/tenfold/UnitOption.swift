import ArgumentParser
import Reporting
import Roadmap

/// Which deployment unit of a system of several a command looks at.
struct UnitOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The deployment unit to look at, where there are several; each by itself if omitted.",
      valueName: "name"))
  var unit: String?

  /// When a unit is looked at, of those that do not exist at all stages.
  enum Moment {
    case present
    /// Counted from 0.
    case stage(Int)
    case any
  }

  /// The plans to look at, one after another: that of the unit, or those of all units that exist at the
  /// moment; of a system of one, the plan itself.
  ///
  /// - Throws: A usage error that names the units, where another is named.
  func plans(of plan: Plan, at moment: Moment) throws -> [Plan] {
    guard let composition = plan.composition, composition.isDivided else {
      if let unit {
        throw ValidationError("There is no unit '\(unit)': the system is deployed as one.")
      }
      return [plan]
    }
    if let unit {
      guard let index = plan.unitIndex(named: unit) else {
        throw ValidationError(
          "There is no unit '\(unit)'; the units are \(plan.unitNames.joined(separator: ", ")).")
      }
      return [composition.units[index].plan]
    }
    switch moment {
    case .any: return composition.units.map(\.plan)
    case .present:
      return plan.unitNames.compactMap { plan.unitIndex(named: $0) }
        .map { composition.units[$0].plan }
    case .stage(let index):
      guard composition.stages.indices.contains(index) else {
        throw ValidationError(
          "There is no stage \(index + 1); the stages are 1 to \(composition.stages.count).")
      }
      return composition.stages[index].units.map { composition.units[$0].plan }
    }
  }
}
