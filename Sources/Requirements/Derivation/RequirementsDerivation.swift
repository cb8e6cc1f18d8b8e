package import CatalogModel
import OrderedCollections

/// Turns answers into requirements: assumes what is missing, refuses what contradicts itself.
package enum RequirementsDerivation {
  /// The requirements, unless an answer is wrong.
  ///
  /// Unanswered questions take their fallbacks, each listed as an assumption. Answers to irrelevant
  /// questions are ignored with a warning. Everything that is wrong is reported at once, in the
  /// order of the places. An irrelevant number takes the value that makes it vanish: no page bytes
  /// and no rendering where nothing is delivered, one call per action where nobody sees pages.
  ///
  /// - Parameters:
  ///   - questionnaire: The questions and the contradictions among their answers.
  ///   - sheet: The answers, in the units of their questions, each already checked by itself.
  ///   - catalog: Where fallbacks that are facts come from.
  ///   - isTrial: Whether the requirements are only decided on: they list neither assumptions nor
  ///     ranges then.
  package static func derive(
    _ questionnaire: Questionnaire, _ sheet: AnswerSheet, _ catalog: Catalog,
    isTrial: Bool = false
  ) -> (requirements: SystemRequirements?, diagnostics: [Diagnostic]) {
    let resolved = ResolvedAnswers(questionnaire, sheet, catalog, isTrial: isTrial)
    let (requirements, diagnostics) = checked(resolved, questionnaire, sheet, catalog)
    return (requirements, diagnostics.sortedByPlace())
  }

  /// The requirements from resolved answers, unless one is wrong; with all that is, in no order.
  static func checked(
    _ resolved: ResolvedAnswers, _ questionnaire: Questionnaire, _ sheet: AnswerSheet,
    _ catalog: Catalog
  ) -> (requirements: SystemRequirements?, diagnostics: [Diagnostic]) {
    var diagnostics = resolved.diagnostics
    diagnostics += ContradictionCheck(questionnaire, sheet, resolved).diagnostics
    diagnostics += NumericChecks(sheet, resolved).diagnostics
    diagnostics += ServiceReferences(resolved).diagnostics
    diagnostics += PolicyChecks(resolved, catalog).diagnostics
    var requirements: SystemRequirements?
    do {
      let built = try SystemRequirements(resolved, questionnaire)
      if !diagnostics.hasErrors {
        diagnostics += LoopCheck(built, resolved).diagnostics
        diagnostics += ReachCheck(built, resolved).diagnostics
        if !diagnostics.hasErrors { requirements = built }
      }
    } catch {
      // Unless an error above explains the gap, the questions themselves are incomplete.
      if !diagnostics.hasErrors {
        let place = Place(file: "Catalog/questions")
        diagnostics.append(Diagnostic(.error, at: place, "the question `\(error.id)` is missing"))
      }
    }
    return (requirements, diagnostics)
  }
}

extension AnswerSheet {
  /// Where the answer stands, or a place that names the question.
  func place(_ id: String) -> Place { answers[id]?.place ?? Place(file: id) }
}
