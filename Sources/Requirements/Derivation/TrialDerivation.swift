package import CatalogModel
import Synchronization

/// Turns answers into requirements again and again, each time with a few of them changed.
///
/// What looks at no changed answer is resolved once, when the first change is asked about. The requirements list
/// neither assumptions nor ranges, as those of trials do.
package final class TrialDerivation: Sendable {
  /// The answers before any change.
  private struct Base {
    let reading: QuestionReading
    /// Nil where every change is resolved from the start: the answers are refused, or a question is asked
    /// depending on a later one.
    let answers: ResolvedAnswers?
  }

  private let questionnaire: Questionnaire
  private let sheet: AnswerSheet
  private let catalog: Catalog
  private let known = Mutex<Base?>(nil)

  package init(_ questionnaire: Questionnaire, _ sheet: AnswerSheet, _ catalog: Catalog) {
    self.questionnaire = questionnaire
    self.sheet = sheet
    self.catalog = catalog
  }

  private var base: Base {
    known.withLock { known in
      if let known { return known }
      let reading = QuestionReading(questionnaire)
      let resolved = ResolvedAnswers(questionnaire, sheet, catalog, isTrial: true)
      let isUsable = reading.isInOrder && !resolved.diagnostics.hasErrors
      let base = Base(reading: reading, answers: isUsable ? resolved : nil)
      known = base
      return base
    }
  }

  /// Whether only what looks at a changed answer is resolved again.
  package var isPartial: Bool { base.answers != nil }

  /// The requirements after some changes; nil where the answers are refused.
  package func requirements(after changes: [ChangedAnswer]) -> SystemRequirements? {
    let changed = sheet.changing(changes, in: questionnaire)
    let base = base
    guard let answers = base.answers else {
      return RequirementsDerivation.derive(questionnaire, changed, catalog, isTrial: true)
        .requirements
    }
    let resolved = answers.changing(
      Set(changes.map(\.lever.path.question)), to: changed, base.reading)
    return RequirementsDerivation.checked(resolved, questionnaire, changed, catalog).requirements
  }
}
