import OrderedCollections
import Requirements

extension InterviewModel {
  /// A key at the sliders; nil for keys that mean something else.
  mutating func updateWhatIf(_ key: Key) -> [Command]? {
    let sliders = sliders
    guard !sliders.isEmpty else { return nil }
    let index = focusedSlider
    let slider = sliders[index]
    switch key {
    case .up: explorer.slider = sliders[max(0, index - 1)].path
    case .down: explorer.slider = sliders[min(sliders.count - 1, index + 1)].path
    case .left: return tryOut(slider, slider.stepped(-1))
    case .right: return tryOut(slider, slider.stepped(1))
    case .character("-"): return tryOut(slider, slider.stepped(-12))
    case .character("+"), .character("="): return tryOut(slider, slider.stepped(12))
    case .character("r"), .backspace, .delete: return tryOut(slider, slider.base)
    case .character("R"): return resetTrials()
    case .enter:
      guard case .number = slider.scale else { return tryOut(slider, slider.stepped(1)) }
      explorer.slider = slider.path
      picker = Picker()
      open(.trial)
    case .character("a"): return adoptTrials()
    case .character("v"): return nameVariant()
    default: return nil
    }
    return []
  }

  /// Asks what a variant is to be called.
  mutating func nameVariant() -> [Command] {
    guard !explorer.changes.isEmpty else { return nothingTried() }
    picker = Picker()
    open(.naming)
    return []
  }

  /// A key at the value that is typed for the focused slider.
  mutating func updateTrial(_ key: Key) -> [Command] {
    switch key {
    case .enter:
      guard let slider = trialSlider, !picker.entry.text.isEmpty else {
        overlay = nil
        return []
      }
      do {
        let value = try AnswerParser.parse(picker.entry.text, for: slider.question)
        overlay = nil
        return tryOut(slider, value ?? slider.base)
      } catch {
        notice = Notice(
          text: error.message + (error.remedy.map { "; \($0)" } ?? ""), isProblem: true)
      }
    case .backspace: picker.entry.backspace()
    case .character(let scalar): picker.entry.insert([scalar])
    case .control("u"): picker.entry = TextEntry("")
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    case .escape, .control("c"), .control("q"): overlay = nil
    default: break
    }
    return []
  }

  /// The slider that a value is typed for.
  var trialSlider: WhatIfSlider? {
    let sliders = sliders
    return sliders.indices.contains(focusedSlider) ? sliders[focusedSlider] : nil
  }
}
