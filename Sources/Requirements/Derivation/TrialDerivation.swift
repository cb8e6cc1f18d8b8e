package import CatalogModel

/// Turns answers into requirements again and again, each time with a few of them changed.
///
/// What looks at no changed answer is resolved once. The requirements list neither assumptions nor ranges,
/// as those of trials do.
package struct TrialDerivation: Sendable {
  private let questionnaire: Questionnaire
  private let sheet: AnswerSheet
  private let catalog: Catalog
  private let reading: QuestionReading
  /// Nil where every change is resolved from the start: the answers are refused, or a question is asked
  /// depending on a later one.
  private let base: ResolvedAnswers?
  /// Whether only what looks at a changed answer is resolved again.
  package var isPartial: Bool { base != nil }

  package init(_ questionnaire: Questionnaire, _ sheet: AnswerSheet, _ catalog: Catalog) {
    self.questionnaire = questionnaire
    self.sheet = sheet
    self.catalog = catalog
    reading = QuestionReading(questionnaire)
    let resolved = ResolvedAnswers(questionnaire, sheet, catalog, isTrial: true)
    base = reading.isInOrder && !resolved.diagnostics.hasErrors ? resolved : nil
  }

  /// The requirements after some changes; nil where the answers are refused.
  package func requirements(after changes: [ChangedAnswer]) -> SystemRequirements? {
    let changed = sheet.changing(changes, in: questionnaire)
    guard let base else {
      return RequirementsDerivation.derive(questionnaire, changed, catalog, isTrial: true)
        .requirements
    }
    let resolved = base.changing(
      Set(changes.map(\.lever.path.question)), to: changed, reading)
    return RequirementsDerivation.checked(resolved, questionnaire, changed, catalog).requirements
  }
}
