import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
import Quantities
package import Reporting
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// The pages of the explorer but those that follow the user's hand.
  ///
  /// - Parameter templates: The files of the present stage.
  package func pages(templates: [RenderedFile]) -> [PlanPage] {
    [
      overview, decisionsPage, capacityPage, costPage, roadmapPage, failuresPage,
      templatesPage(templates), sourcesPage,
    ]
  }

  private func templatesPage(_ files: [RenderedFile]) -> PlanPage {
    guard !files.isEmpty else {
      return PlanPage(.templates, [.paragraph("No templates for this plan.")])
    }
    let rows = files.map { file in
      let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
      return PlanTable.Row(
        [file.path, "\(lines.count)"],
        why: Why(file.path, lines.map { Why.Part("", String($0)) }))
    }
    return PlanPage(
      .templates,
      [
        .paragraph(
          "The files of the present stage\(unit.map { ", unit \($0)" } ?? "").",
          keys: "Enter shows one, e writes those of all stages."),
        .table(PlanTable([.init("File"), .init("Lines", isNumber: true)], rows)),
      ])
  }

  /// What is asked at a place such as `users.now` or `requests[browse].reads`; the place where that
  /// is no question.
  private func ask(of place: String) -> String {
    guard let start = place.firstIndex(of: "["), let end = place.firstIndex(of: "]") else {
      return questionnaire.question(place)?.ask ?? place
    }
    let column = place[end...].dropFirst(2)
    guard case .table(let kind)? = questionnaire.question(String(place[..<start]))?.kind,
      let ask = kind.columns.first(where: { $0.id == column })?.ask
    else { return place }
    return "\(place[start...].dropFirst().prefix { $0 != "]" }): \(ask)"
  }

  private var sourcesPage: PlanPage {
    let assumptions = plan.requirements.assumptions.map { assumption in
      PlanTable.Row(
        [ask(of: assumption.question), assumption.value, assumption.range ?? ""],
        why: Why(
          "\(assumption.question) is assumed",
          [
            .init("in the file", assumption.question), .init("why", assumption.reason),
            .init("instead", "answer the question; its page is found by / and its name"),
          ]))
    }
    let cited = Set(shownItems.map(\.citation.source))
    let sources = catalog.sources.values.filter { cited.contains($0.id) || $0.note != nil }
    let rows = (cited.isEmpty ? Array(catalog.sources.values) : sources).map { source in
      PlanTable.Row(
        [source.title, source.asOf, source.confidence.rawValue],
        why: Why(
          source.title,
          [.init("where", source.location), .init("as of", source.asOf)]
            + (source.note.map { [.init("note", $0)] } ?? [])))
    }
    let assumed: [PlanPage.Block] =
      if !assumptions.isEmpty {
        [
          .heading("Assumed, for nobody answered"),
          .table(
            PlanTable(
              [.init("Question"), .init("Assumed", isNumber: true), .init("Range")], assumptions)),
        ]
      } else {
        [
          .paragraph(
            unit == nil
              ? "Nothing is assumed: every question has an answer."
              : "What is assumed is listed with all units together.")
        ]
      }
    return PlanPage(
      .sources,
      assumed + [
        .heading("Sources"),
        .table(PlanTable([.init("Source"), .init("As of"), .init("Confidence")], rows)),
      ])
  }
}
