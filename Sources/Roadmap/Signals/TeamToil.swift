import CatalogModel
import OptionScoring
import Requirements

/// The operational toil of an option against the people and the skills of the team.
struct TeamToil {
  let catalog: Catalog
  let team: Team

  /// The share of the team's time for operations that the duties of one part take.
  ///
  /// `duties · days per duty and month · (1, or more without the skill) / (people · working days)`,
  /// at most 10. The duties are those of the responsibility matrix, a shared one counting half; what
  /// a team has not run before takes it longer.
  ///
  /// - Parameter skills: The skills of which one makes the duties familiar.
  func share(_ column: String, skills: [String]) throws(Catalog.Gap) -> Signal {
    let available = try availableDays()
    let needed = try days(column, skills: skills)
    let share = available > 0 ? min(Self.most, needed / available) : Self.most
    return Signal(
      .number(share), from: ["team.operations", "team.skills"],
      formula: isSkilled(skills)
        ? "duties · days a month / working days of those who operate it"
        : "duties · days a month · the factor without the skill / working days of those who "
          + "operate it")
  }

  /// Person-days a month that the duties of one part take this team.
  func days(_ column: String, skills: [String]) throws(Catalog.Gap) -> Double {
    let duties = try catalog.number(Self.dutiesFact(column))
    let days = try catalog.number("planning.dutyDays#perMonth")
    return duties * days
      * (isSkilled(skills) ? 1 : try catalog.number("planning.dutyDays#unskilledFactor"))
  }

  /// Person-days a month that the team has for operations.
  func availableDays() throws(Catalog.Gap) -> Double {
    team.operations * (try catalog.number("planning.dutyDays#workingDays"))
  }

  /// The fact with the duties that a column of the responsibility matrix leaves to the customer.
  ///
  /// Those of platforms are written out: putting the text together takes longer than looking it up.
  static func dutiesFact(_ column: String) -> String {
    switch column {
    case "ec2": "responsibility.ec2.customerDuties"
    case "ecs-eks-on-ec2": "responsibility.ecs-eks-on-ec2.customerDuties"
    case "ecs-eks-on-fargate": "responsibility.ecs-eks-on-fargate.customerDuties"
    case "lambda": "responsibility.lambda.customerDuties"
    default: "responsibility.\(column).customerDuties"
    }
  }

  private func isSkilled(_ skills: [String]) -> Bool {
    skills.contains { team.skills.contains($0) }
  }

  /// Where nobody operates it, every option asks for many times the time there is.
  private static let most = 10.0
}
