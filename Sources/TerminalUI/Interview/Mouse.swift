import Requirements

/// What the mouse did, at a cell counted from zero.
package struct Mouse: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case press
    /// Moved with the button held.
    case drag
    case wheelUp, wheelDown
  }

  package let kind: Kind
  package let x: Int
  package let y: Int

  package init(_ kind: Kind, x: Int, y: Int) {
    self.kind = kind
    self.x = x
    self.y = y
  }
}

/// What a part of the screen stands for when it is pressed.
enum Target: Hashable, Sendable {
  case key(Key)
  case field(Field)
  /// An option or a row at the focus.
  case menu(Int)
  case page(PlanPage.ID)
  /// A line of a page of the plan.
  case line(Int)
  case slider(AnswerPath)
  /// The cells of a scale, which sets what it shows: an answer that is tried out, or the users.
  case scale(AnswerPath?, x: Int, width: Int)
  /// A line of a list that is searched.
  case pick(Int)
}

extension InterviewModel {
  /// Does what the part of the screen under the mouse stands for.
  mutating func click(_ mouse: Mouse) -> [Command] {
    switch mouse.kind {
    case .wheelUp: return press(.up)
    case .wheelDown: return press(.down)
    case .drag: return drag(to: mouse.x)
    case .press: explorer.grabbed = nil
    }
    guard let target = view(self, size: size).target(x: mouse.x, y: mouse.y) else { return [] }
    switch target {
    case .key(let key):
      return press(key)
    case .pick(let index):
      let isChosen = picker.highlight == index
      picker.highlight = index
      return isChosen ? press(.enter) : []
    // What an overlay covers cannot be pressed.
    case _ where overlay != nil:
      return []
    case .field(let field):
      return act(.focus(field))
    case .menu(let index):
      return pressMenu(index)
    case .page(let page):
      turn(to: page)
      return requestForPage()
    case .line(let index):
      let isChosen = explorer.row == index
      explorer.row = index
      return isChosen ? press(.enter) : []
    case .slider(let path):
      explorer.slider = path
      return []
    case .scale:
      explorer.grabbed = target
      return drag(to: mouse.x)
    }
  }

  /// Sets the scale that the mouse holds by the column that it is over.
  private mutating func drag(to x: Int) -> [Command] {
    guard overlay == nil, screen == .explorer,
      case .scale(let path, let start, let width)? = explorer.grabbed, width > 1
    else { return [] }
    let place = min(1, max(0, Double(x - start) / Double(width - 1)))
    guard let path else {
      explorer.step = LoadStep(Int((place * Double(LoadStep.last)).rounded()))
      return requestForPage()
    }
    explorer.slider = path
    return slider(path).map { tryOut($0, $0.value(at: place)) } ?? []
  }

  private mutating func pressMenu(_ index: Int) -> [Command] {
    guard case .rows = editor else { return select(index) }
    editor = .rows(highlight: index)
    return press(.enter)
  }
}
