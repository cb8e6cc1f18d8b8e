package import CatalogModel
package import Requirements

/// A system whose answers can be changed and planned again: what is asked, what was answered, and
/// the catalog of its region.
package struct PlanningCase: Sendable {
  package let questionnaire: Questionnaire
  package let sheet: AnswerSheet
  package let catalog: Catalog
  private let derivation: TrialDerivation

  package init(questionnaire: Questionnaire, sheet: AnswerSheet, catalog: Catalog) {
    self.questionnaire = questionnaire
    self.sheet = sheet
    // What is read on trial is no part of a plan.
    let unread = catalog.noting(nil)
    self.catalog = unread
    derivation = TrialDerivation(questionnaire, sheet, unread)
  }

  /// The requirements of other answers, without assumptions and ranges; nil where they are refused.
  package func requirements(of sheet: AnswerSheet) -> SystemRequirements? {
    RequirementsDerivation.derive(questionnaire, sheet, catalog, isTrial: true).requirements
  }

  /// The requirements after some changes; nil where the answers are refused.
  package func requirements(after changes: [ChangedAnswer]) -> SystemRequirements? {
    derivation.requirements(after: changes)
  }

  /// The answers after some changes.
  package func changing(_ changes: [ChangedAnswer]) -> AnswerSheet {
    sheet.changing(changes, in: questionnaire)
  }

  /// Every answer that a change may try.
  ///
  /// Another region is another catalog, and so another comparison.
  package var levers: [AnswerLever] {
    AnswerLever.all(questionnaire, sheet, catalog).filter { $0.path.question != "system.region" }
  }
}
