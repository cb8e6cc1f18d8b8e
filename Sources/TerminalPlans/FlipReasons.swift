import CatalogModel
import OptionScoring
import Reporting
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// What would reverse the decisions of the present stage, found by planning with other answers.
  ///
  /// It takes far longer than a page; it does not depend on the unit that is looked at.
  ///
  /// - Parameter isCancelled: Asked from any thread: whether nobody waits for it any more.
  package func flips(isCancelled: @escaping @Sendable () -> Bool = { false }) -> FlipReasons {
    let planning = PlanningCase(questionnaire: questionnaire, sheet: sheet, catalog: catalog)
    guard let report = try? FlipSearch(planning, isCancelled: isCancelled).report() else {
      return FlipReasons(
        blocks: [
          .paragraph(
            divided == nil
              ? "Nothing is decided, so that nothing can be reversed."
              : "What would reverse decisions is searched for systems of one unit only.")
        ], parts: [:])
    }
    var parts: [String: [Why.Part]] = [:]
    var rows: [PlanTable.Row] = []
    for part in self.parts {
      for decision in part.plan.current?.decisions ?? [] {
        let address = DecisionAddress(decision, unit: part.unit)
        guard let flip = report.flip(of: address) else {
          if report.firm.contains(address) {
            parts[address.text] = [
              .init("reversed by", "none of the answers and pairs of answers that were tried")
            ]
          }
          continue
        }
        let text = FlipText(flip: flip, decision: decision)
        parts[address.text] = [.init("reversed by", "\(text.condition): then \(text.target)")]
        rows.append(
          PlanTable.Row(
            unitCell(of: part) + [
              decision.heading, decision.title(flip.from), text.target, text.condition,
            ]))
      }
    }
    return FlipReasons(
      blocks: [
        .table(
          PlanTable(
            unitColumn + [.init("Decision"), .init("Now"), .init("Instead"), .init("When")], rows)),
        .paragraph(
          "\(report.trials) sets of answers were planned; the other decisions were reversed by none."
        ),
      ], parts: parts)
  }
}
