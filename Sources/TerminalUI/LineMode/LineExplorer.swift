import OrderedCollections
import Quantities
import Requirements

/// The explorer of the plan by commands: the same pages, charts as tables and sentences.
extension LineInterview {
  /// Tells the preview, or a page of the plan.
  mutating func showPlan(_ name: String?) {
    guard let name else {
      for line in model.previewLines(width: 72) { say(line.spans.map(\.text).joined()) }
      return
    }
    guard let page = PlanPage.ID(rawValue: name.lowercased()) else {
      let names = PlanPage.ID.allCases.map(\.rawValue).joined(separator: ", ")
      return say("! there is no page `\(name)`; the pages are \(names)")
    }
    show(page)
  }

  /// Computes what a page lacks and tells it, its lines that can be asked about numbered.
  mutating func show(_ page: PlanPage.ID) {
    let (screen, focus) = (model.screen, model.explorer.page)
    model.openExplorer(page)
    perform(model.requestForPage())
    let blocks = model.blocks(of: page)
    model.screen = screen
    model.explorer.page = focus
    say("")
    say("\(page.title)\(model.unitTitle.map { ", \($0)" } ?? ""):")
    if blocks.isEmpty { say("nothing can be planned from these answers") }
    reasons = []
    for block in blocks {
      for line in model.told([block]) { say(line) }
      reasons += block.reasons
    }
    if !reasons.isEmpty {
      say("")
      for (index, why) in reasons.enumerated() { say(":why \(index + 1)  \(why.title)") }
    }
  }

  /// Looks at one unit of a divided system, or at the whole again.
  mutating func lookAt(_ name: String?) {
    guard !model.units.isEmpty else { return say("! the system is one unit") }
    if let name, name != "all" {
      guard model.units.contains(name) else {
        return say(
          "! there is no unit `\(name)`; write all, \(model.units.joined(separator: ", "))")
      }
      model.explorer.look(at: name)
    } else {
      model.explorer.look(at: nil)
    }
    show(.overview)
  }

  /// Searches what would reverse the decisions, and tells it.
  mutating func tellFlips() {
    say("Planning with other answers; this takes a while.")
    guard case .flips(let found) = setup.compute(.flips(model.sheet)) else { return }
    model.explorer.flips = found
    for line in model.told(found.blocks) { say(line) }
  }

  /// Tells why a line of the last page is so.
  mutating func why(_ number: Int?) {
    guard let number, reasons.indices.contains(number - 1) else {
      return say(
        reasons.isEmpty
          ? "! show a page first, as :plan cost" : "! write a number from 1 to \(reasons.count)")
    }
    let why = reasons[number - 1]
    say(why.title)
    for part in (why.subject.flatMap { model.explorer.flips?.parts[$0] } ?? []) + why.parts {
      say(part.label.isEmpty ? "  \(part.text)" : "  \(part.label): \(part.text)")
    }
  }

  /// Tells the plan's state with a number of users.
  mutating func scrub(_ text: String) {
    let kind = NumberKind(unit: .count, least: 1, greatest: 1e9, isInteger: true)
    do {
      model.explorer.step = LoadStep(nearest: try AnswerParser.number(text, kind))
      let users = model.explorer.step.map { DecimalText.fixed($0.users) } ?? ""
      say("\(users) users, the nearest step of the scale:")
      show(.load)
    } catch {
      say("! \(error.message)")
    }
  }

  /// Changes an answer beside the plan, and tells both.
  mutating func whatIf(_ words: [String]) {
    switch words.first {
    case nil: break
    case "reset"?:
      guard reset(words.dropFirst().first) else { return }
    case "adopt"?:
      perform(model.adoptTrials())
      return tellNotice()
    case "save"?:
      let name = words.dropFirst().first ?? ""
      guard InterviewModel.isName(name) || name.isEmpty else {
        return say("! a name has lower-case letters, digits and hyphens")
      }
      return perform([.export(.variant(name: name), model.variantSheet)])
    case let id?:
      guard change(id, to: words.dropFirst().joined(separator: " ")) else { return }
    }
    show(.whatIf)
  }

  private mutating func reset(_ id: String?) -> Bool {
    guard let id else {
      perform(model.resetTrials())
      tellNotice()
      return true
    }
    guard let slider = slider(id) else { return false }
    perform(model.tryOut(slider, slider.base))
    return true
  }

  private func slider(_ id: String) -> WhatIfSlider? {
    if let slider = model.path(id).flatMap(model.slider) { return slider }
    say(
      "! `\(id)` is no question with a number or one option that matters here; :plan what-if lists "
        + "those that matter most")
    return nil
  }

  private mutating func change(_ id: String, to text: String) -> Bool {
    guard let slider = slider(id) else { return false }
    do {
      let text = named(text, slider.question)
      let value = try AnswerParser.parse(text, for: slider.question)
      perform(model.tryOut(slider, value ?? slider.base))
      return true
    } catch {
      say("! \(error.message)" + (error.remedy.map { "; \($0)" } ?? ""))
      return false
    }
  }

  /// Writes a part of the plan.
  mutating func export(_ name: String?) {
    guard let kind = name.flatMap({ Export(word: $0) }) else {
      return say("! write :export markdown, :export json or :export everything")
    }
    perform([.export(kind, model.sheet)])
  }
}

extension PlanPage.Block {
  /// The reasons behind its lines, in their order.
  var reasons: [Why] {
    switch self {
    case .table(let table): table.rows.compactMap(\.why)
    case .bars(let chart): chart.bars.compactMap(\.why)
    case .heading, .paragraph, .curve, .timeline: []
    }
  }
}
