package import CatalogModel
package import Requirements
import Roadmap
import Storage

/// A valid answer file at random, and what became of it.
package struct RandomSystem: Sendable {
  package let text: String
  package let requirements: SystemRequirements

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
