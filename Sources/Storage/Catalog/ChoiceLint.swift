import CatalogModel
import OrderedCollections
import Requirements

/// Finds choices of questions that name nothing of the catalog: an answer would be accepted, and
/// come to nothing in the plan.
enum ChoiceLint {
  /// - Parameter broken: Ids that are missing because of an error reported elsewhere.
  static func findings(
    _ questionnaire: Questionnaire, in catalog: Catalog, broken: Set<String>
  ) -> [LintFinding] {
    let parts = catalog.services.keys + catalog.notices.compactMap(\.id)
    return choices(of: questionnaire).flatMap { question, choice -> [LintFinding] in
      var findings: [LintFinding] = []
      if question == "budget.purchase", choice.id != Budget.onDemand,
        catalog.purchaseOption(choice.id) == nil
      {
        findings.append(
          dangling(
            choice, of: question, "purchase option", choice.id,
            known: Array(catalog.purchaseOptions.keys), place: "a file of purchase/"))
      }
      if let service = choice.service, !parts.contains(service), !broken.contains(service) {
        findings.append(
          dangling(
            choice, of: question, "service or notice", service, known: parts, place: "services/"))
      }
      return findings
    }
  }

  private static func choices(of questionnaire: Questionnaire) -> [(String, Choice)] {
    questionnaire.groups.flatMap(\.questions).flatMap { question -> [(String, Choice)] in
      switch question.kind {
      case .choice(let choices), .choices(let choices): choices.map { (question.id, $0) }
      default: []
      }
    }
  }

  private static func dangling(
    _ choice: Choice, of question: String, _ kind: String, _ id: String, known: [String],
    place: String
  ) -> LintFinding {
    LintFinding(
      .error, file: "questions", anchor: "- {id: \(choice.id),",
      "the choice `\(choice.id)` of \(question) names the \(kind) `\(id)`, which there is not",
      remedy: Spelling.nearest(to: id, among: known).map { "did you mean `\($0)`?" }
        ?? "add it to \(place)")
  }
}
