import OrderedCollections
import Requirements

/// Something that can be done now, as the list of commands shows it.
struct PaletteEntry: Hashable, Sendable {
  enum Choice: Hashable, Sendable {
    case deed(Deed)
    case page(PlanPage.ID)
    /// The page whose end tells what would reverse the decisions, with its search.
    case flips
    case nextPage, previousPage
    case adopt, reset, resetAll, nameVariant
  }

  let choice: Choice
  let title: String
  let keyText: String
  /// Other words that it is found by.
  let words: String

  init(_ choice: Choice, _ title: String, _ keyText: String, words: String = "") {
    self.choice = choice
    self.title = title
    self.keyText = keyText
    self.words = words
  }
}

extension InterviewModel {
  /// Opens the list of everything that can be done.
  mutating func openPalette() {
    overlay = .palette
    picker = Picker()
  }

  /// Everything that can be done where the session stands: what has to do with the screen first.
  private var palette: [PaletteEntry] {
    let deeds = Deed.allCases.filter { $0 != .palette && isPossible($0) }.map {
      PaletteEntry(.deed($0), $0.title, $0.keyText, words: $0.rawValue)
    }
    return trialEntries + pageEntries + deeds
  }

  private var trialEntries: [PaletteEntry] {
    guard !explorer.changes.isEmpty else { return [] }
    let onPage = screen == .explorer && explorer.page == .whatIf
    let isFocusChanged = trialSlider?.isChanged == true
    return [
      PaletteEntry(.adopt, "What if: take the changes over", onPage ? "a" : "", words: "adopt"),
      PaletteEntry(.nameVariant, "What if: save as a variant", onPage ? "v" : ""),
    ]
      + (onPage && isFocusChanged
        ? [PaletteEntry(.reset, "What if: reset the focused answer", "r")] : [])
      + [PaletteEntry(.resetAll, "What if: reset all changes", onPage ? "R" : "")]
  }

  private var pageEntries: [PaletteEntry] {
    let isPlan = screen == .explorer
    let plan = PlanPage.ID.allCases.enumerated().filter { !isPlan || $0.element != explorer.page }
      .map { index, page in
        PaletteEntry(
          .page(page), "Plan: \(page.summary)", isPlan ? "\((index + 1) % 10)" : "",
          words: page.rawValue)
      }
    let flips = PaletteEntry(.flips, "Plan: what would reverse the decisions", "", words: "flips")
    guard screen != .review else { return plan + [flips] }
    return plan + [
      flips, PaletteEntry(.nextPage, "Next page", isPlan ? "Tab" : "PgDn"),
      PaletteEntry(.previousPage, "Previous page", isPlan ? "Shift-Tab" : "PgUp"),
    ]
  }

  private func isPossible(_ deed: Deed) -> Bool {
    switch deed {
    case .undo: !undoable.isEmpty
    case .redo: !redoable.isEmpty
    case .copy: screen == .explorer
    case .unit: screen == .explorer && !units.isEmpty
    case .unknown: screen == .questions && answer(at: focus) != nil
    case .range:
      if screen == .questions, case .number = question(at: focus)?.kind { true } else { false }
    case .questions: screen != .questions
    case .review: screen != .review
    case .explorer: screen != .explorer
    case .save, .find, .palette, .help, .export, .edit, .preview, .shortPath, .mouse, .theme,
      .repaint, .suspend, .quit:
      true
    }
  }

  /// What fits what is typed, the best first.
  var paletteEntries: [PaletteEntry] {
    let query = WordQuery(picker.entry.text)
    guard !query.isEmpty else { return palette }
    return palette.enumerated().compactMap { place, entry in
      query.distance(in: [Array("\(entry.title) \(entry.words)".lowercased().utf8)])
        .map { (entry, $0, place) }
    }.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
  }

  /// A key at that list.
  mutating func updatePalette(_ key: Key) -> [Command] {
    let entries = paletteEntries
    if picker.take(key, count: entries.count) { return [] }
    overlay = nil
    guard key == .enter, entries.indices.contains(picker.highlight) else { return [] }
    return perform(entries[picker.highlight].choice)
  }

  private mutating func perform(_ choice: PaletteEntry.Choice) -> [Command] {
    switch choice {
    case .deed(let deed): return perform(deed)
    case .page(let page):
      openExplorer(page)
      return requestForPage()
    case .flips:
      openExplorer(.decisions)
      explorer.row = explorerLines.indices.last
      return requestForPage()
    case .nextPage, .previousPage:
      let step = choice == .nextPage ? 1 : -1
      guard screen == .explorer else {
        movePage(by: step)
        return []
      }
      turnPage(by: step)
      return requestForPage()
    case .adopt: return adoptTrials()
    case .reset: return trialSlider.map { tryOut($0, $0.base) } ?? []
    case .resetAll: return resetTrials()
    case .nameVariant: return nameVariant()
    }
  }
}

extension PlanPage.ID {
  /// What the page is for, in a few words.
  fileprivate var summary: String {
    switch self {
    case .overview: "overview, objectives and what runs"
    case .load: "load, scrub the number of users"
    case .decisions: "decisions, scores and rejections"
    case .capacity: "capacity, use and response time over load"
    case .cost: "cost, item by item"
    case .roadmap: "roadmap, stages and triggers"
    case .failures: "failures, what becomes of the load"
    case .whatIf: "what if, sliders beside the plan"
    case .templates: "templates, the files of the stage"
    case .sources: "sources and assumptions"
    }
  }
}
