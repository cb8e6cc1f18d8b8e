package import CatalogModel
package import Requirements
import Roadmap
import Storage

/// A valid answer file at random, and what became of it.
package struct RandomSystem: Sendable {
  package let text: String
  package let requirements: SystemRequirements
  private let questionnaire: Questionnaire
  private let sheet: AnswerSheet

  /// The system of a seed; nil where the answers of the seed contradict each other.
  ///
  /// - Parameter catalogs: By region: the file names any of them.
  package init?(seed: UInt64, _ questionnaire: Questionnaire, _ catalogs: [String: Catalog]) {
    var random = RandomAnswerFile(questionnaire, seed: seed)
    text = random.text()
    let reading = AnswerFileReader.parse(
      Array(text.utf8), file: "seed-\(seed).yaml", questionnaire)
    guard let sheet = reading.sheet, case .choice(let region)? = sheet["system.region"],
      let catalog = catalogs[region],
      let derived = RequirementsDerivation.derive(questionnaire, sheet, catalog).requirements
    else { return nil }
    requirements = derived
    self.questionnaire = questionnaire
    self.sheet = sheet
  }

  /// The breaches of what is said to reverse its decisions: each flip is planned whole, and so are the
  /// values that are said not to reverse it.
  ///
  /// - Returns: The breaches and how many flips were looked at.
  package func flipBreaches(_ catalogs: [String: Catalog]) -> (breaches: [String], flips: Int) {
    guard let catalog = catalogs[requirements.region] else { return (["no catalog"], 0) }
    let planning = PlanningCase(questionnaire: questionnaire, sheet: sheet, catalog: catalog)
    do throws(Catalog.Gap) {
      guard let report = try FlipSearch(planning).report() else { return ([], 0) }
      var breaches: [String] = []
      for flip in report.flips {
        let name = "flip of \(flip.decision.text)"
        let after = try Self.choices(planning, flip.changes)
        if after?[flip.decision] != flip.to || flip.to == flip.from {
          breaches.append("\(name): does not reverse it")
        }
        for nearer in [flip.holding, flip.halfway] {
          guard let nearer, let change = flip.changes.first else { continue }
          let before = try Self.choices(
            planning, [ChangedAnswer(change.lever, to: nearer, distance: 0)])
          if let before, before[flip.decision] != flip.from {
            breaches.append("\(name): is reversed before")
          }
        }
      }
      return (breaches, report.flips.count)
    } catch {
      return (["no flips: \(error)"], 0)
    }
  }

  /// The choices of the present stage by the whole planner; nil where there are none.
  private static func choices(
    _ planning: PlanningCase, _ changes: [ChangedAnswer]
  ) throws(Catalog.Gap) -> [DecisionAddress: String]? {
    guard let requirements = planning.requirements(of: planning.changing(changes)) else {
      return nil
    }
    return try Planner(catalog: planning.catalog).plan(requirements).presentChoices
  }

  /// The breaches of its plan; the catalog's gap where there is no plan.
  package func breaches(_ catalogs: [String: Catalog]) -> [String] {
    guard let catalog = catalogs[requirements.region] else { return ["no catalog"] }
    do throws(Catalog.Gap) {
      return PlanAudit.breaches(of: try Planner(catalog: catalog).plan(requirements))
    } catch {
      return ["no plan: \(error)"]
    }
  }
}
