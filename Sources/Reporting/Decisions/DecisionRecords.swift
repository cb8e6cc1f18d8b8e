import CatalogModel
import OptionScoring
import Requirements
import Roadmap

/// `decisions/`: the decisions of the present stage as numbered records in the form of MADR 4.0
/// (Markdown Architectural Decision Records).
///
/// A record is written when a decision is first taken, and again, under a new number, when another
/// option is chosen; the old one is then marked as superseded. As long as the choice stands, its record
/// stays byte for byte, whatever the numbers do and whatever people wrote into it. Records of their own
/// are theirs: they only take numbers.
package struct DecisionRecords {
  package static let folder = "decisions"

  /// The records with what the plan changed, and the new ones.
  package let files: [RenderedFile]

  /// - Parameter existing: The texts of the Markdown files in the folder, by path.
  package init(_ input: ReportInput, existing: [String: String]) {
    let before = existing.sorted { $0.key < $1.key }
      .compactMap { DecisionRecord(path: $0.key, text: $0.value) }
    var records = before.filter { $0.mark != nil }
    let decided = Self.decided(input)
    guard !decided.isEmpty else {
      // A plan that nothing carries decides nothing, and so takes nothing back.
      files = records.map { RenderedFile(path: $0.path, contents: $0.text) }
      return
    }
    func active(_ decision: String) -> Int? {
      records.indices.filter { records[$0].mark?.decision == decision && !records[$0].isOver }
        .max { records[$0].number < records[$1].number }
    }
    var next = (before.map(\.number).max() ?? 0) + 1
    let day = input.plan.day ?? input.catalog.newestDay
    var books: [AnswerBook] = []
    for item in decided {
      let old = active(item.mark.decision)
      if let old, records[old].mark == item.mark { continue }
      let path = "\(Self.folder)/\(DecisionRecord.digits(next))-\(item.slug).md"
      let requirements = item.input.plan.requirements
      if books.last?.requirements != requirements {
        books.append(AnswerBook(requirements: requirements))
      }
      let document = DecisionRecordDocument(
        input: item.input, day: day, book: books[books.count - 1], stage: item.stage,
        decision: item.decision, unit: item.unit, mark: item.mark,
        supersedes: old.map { records[$0].link })
      let record = DecisionRecord(
        path: path, number: next, mark: item.mark, text: document.text)
      if let old {
        records[old] = records[old].with(status: "\"superseded by \(record.link)\"")
      }
      records.append(record)
      next += 1
    }
    let current = Set(decided.map(\.mark.decision))
    for index in records.indices where !records[index].isOver {
      guard let decision = records[index].mark?.decision, !current.contains(decision) else {
        continue
      }
      records[index] = records[index].with(status: "deprecated")
    }
    files = records.map { RenderedFile(path: $0.path, contents: $0.text) }
  }

  /// A decision of the present stage that has an outcome.
  private struct Item {
    let input: ReportInput
    let stage: StageStory
    let decision: Decision
    let unit: String?
    let mark: DecisionMark

    /// The end of the file's name: what was decided, and how.
    var slug: String {
      let chosen = decision.chosen.map(decision.title) ?? ""
      return FileSlug.make("\(unit.map { $0 + " " } ?? "")\(decision.id) \(chosen)")
    }
  }

  private static func decided(_ input: ReportInput) -> [Item] {
    guard let composition = input.plan.composition, composition.isDivided else {
      return decided(input, unit: nil)
    }
    guard let index = composition.currentIndex else { return [] }
    // Units of other stages have decided nothing for today.
    return composition.stages[index].units.flatMap { place in
      decided(input.unit(place), unit: composition.units[place].unit.name)
    }
  }

  private static func decided(_ input: ReportInput, unit: String?) -> [Item] {
    guard let story = input.plan.presentStory else { return [] }
    return story.planned.decisions.compactMap { decision in
      decision.chosen.map { option in
        Item(
          input: input, stage: story, decision: decision, unit: unit,
          mark: DecisionMark(
            decision: unit.map { "\($0)/\(decision.id)" } ?? decision.id, option: option))
      }
    }
  }
}

/// Names of files from any text.
enum FileSlug {
  /// Lower-case ASCII letters, digits and single hyphens, at most 60; `record` where nothing remains.
  static func make(_ text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug += "-"
      }
    }
    if slug.count > 60 {
      // No word is cut in two, unless it is the only one.
      let head = slug.prefix(61)
      slug = String(head.lastIndex(of: "-").map { head[..<$0] } ?? head.prefix(60))
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "record" : slug
  }
}
