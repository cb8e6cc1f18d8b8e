import ArgumentParser
import Reporting
import Roadmap

/// Which deployment unit of a system of several a command looks at.
struct UnitOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The deployment unit to look at, where there are several.", valueName: "name"))
  var unit: String?

  /// The plan of the unit; of a system of one, the plan itself.
  ///
  /// - Throws: A usage error that names the units, where there are several and none or another is
  ///   named: nothing is left out without a word.
  func plan(of plan: Plan) throws -> Plan {
    let names = plan.unitNames
    guard let composition = plan.composition, composition.isDivided else {
      if let unit {
        throw ValidationError("There is no unit '\(unit)': the system is deployed as one.")
      }
      return plan
    }
    guard let unit else {
      throw ValidationError(
        "The system is deployed in several units; name one with --unit: "
          + names.joined(separator: ", ") + ".")
    }
    guard let index = plan.unitIndex(named: unit) else {
      throw ValidationError(
        "There is no unit '\(unit)'; the units are \(names.joined(separator: ", ")).")
    }
    return composition.units[index].plan
  }
}
