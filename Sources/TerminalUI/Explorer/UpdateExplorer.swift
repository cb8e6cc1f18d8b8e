import Requirements

extension InterviewModel {
  /// Shows the plan, where it was left.
  mutating func openExplorer(_ page: PlanPage.ID? = nil) {
    screen = .explorer
    if let page { turn(to: page) } else { explorer.forgetSliderOrder() }
  }

  mutating func turn(to page: PlanPage.ID) {
    explorer.page = page
    explorer.row = nil
    explorer.grabbed = nil
    explorer.forgetSliderOrder()
  }

  /// A key on the plan: through its pages, their lines, and why they are so.
  mutating func updateExplorer(_ key: Key) -> [Command] {
    if explorer.page == .load, let step = explorer.step, let scrubbed = Self.scrub(step, key) {
      explorer.step = scrubbed
      return requestForPage()
    }
    if explorer.page == .whatIf, let commands = updateWhatIf(key) { return commands }
    switch key {
    case .right, .tab: turnPage(by: 1)
    case .left, .backTab: turnPage(by: -1)
    case .character(let scalar) where Self.page(of: scalar) != nil:
      if let page = Self.page(of: scalar) { turn(to: page) }
    case .up: moveLine(by: -1)
    case .down: moveLine(by: 1)
    case .pageUp: explorer.row = max(0, focusedLine - max(1, explorerRows - 1))
    case .pageDown, .character(" "):
      explorer.row = min(lastLine, focusedLine + max(1, explorerRows - 1))
    case .home: explorer.row = 0
    case .end: explorer.row = lastLine
    case .enter, .character("w"): askWhy()
    case .character("u"): lookAtNextUnit(1)
    case .character("U"): lookAtNextUnit(-1)
    case .character("c"): return copyPage()
    case .character("e"): overlay = .export
    case .escape: screen = .questions
    default: break
    }
    return requestForPage()
  }

  /// The digits of the pages: 1 to 9, then 0.
  private static func page(of scalar: Unicode.Scalar) -> PlanPage.ID? {
    let pages = PlanPage.ID.allCases
    guard let digit = Int(String(scalar)), (0...9).contains(digit) else { return nil }
    let index = digit == 0 ? 9 : digit - 1
    return pages.indices.contains(index) ? pages[index] : nil
  }

  /// The number of users that a key leads to from another; nil for other keys.
  private static func scrub(_ step: LoadStep, _ key: Key) -> LoadStep? {
    switch key {
    case .left: LoadStep(step.index - 1)
    case .right: LoadStep(step.index + 1)
    case .pageUp: LoadStep(step.index - 10)
    case .pageDown: LoadStep(step.index + 10)
    case .home: LoadStep(0)
    case .end: LoadStep(LoadStep.last)
    default: nil
    }
  }

  mutating func turnPage(by step: Int) {
    let pages = PlanPage.ID.allCases
    let index = pages.firstIndex(of: explorer.page) ?? 0
    turn(to: pages[(index + step + pages.count) % pages.count])
  }

  /// To the next line that can be asked about, where one is near; else on by a line.
  private mutating func moveLine(by step: Int) {
    let lines = explorerLines
    guard !lines.isEmpty else { return }
    let present = lines.focused(explorer.row)
    // A page that nobody moved in is shown from its top; the focused line may be further down.
    guard explorer.row != nil || present < explorerRows else {
      explorer.row = step > 0 ? explorerRows / 2 : 0
      return
    }
    var target = present + step
    while lines.indices.contains(target), lines[target].why == nil,
      abs(target - present) < max(2, explorerRows)
    {
      target += step
    }
    guard !lines.indices.contains(target) || lines[target].why == nil else {
      explorer.row = target
      return
    }
    // A row of several lines is left at once.
    var next = present + step
    while lines.indices.contains(next), lines[next].isContinuation { next += step }
    explorer.row = min(lines.count - 1, max(0, next))
  }

  /// The whole system, then its units one after the other.
  mutating func lookAtNextUnit(_ step: Int) {
    let units = units
    guard !units.isEmpty else {
      notice = Notice(
        text: "The system is one unit; there is no other to look at.", isProblem: false)
      return
    }
    let index = explorer.unit.flatMap { units.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let next = (index + step + units.count + 1) % (units.count + 1)
    explorer.look(at: next == 0 ? nil : units[next - 1])
  }

  private var lastLine: Int { max(0, explorerLines.count - 1) }

  private var focusedLine: Int { explorerLines.focused(explorer.row) }

  /// Shows why the focused number is what it is.
  private mutating func askWhy() {
    let lines = explorerLines
    let focused = lines.focused(explorer.row)
    guard lines.indices.contains(focused), let why = lines[focused].why else {
      notice = Notice(
        text: "There is nothing behind this line; Up and Down lead to those with numbers.",
        isProblem: false)
      return
    }
    let found = why.subject.flatMap { explorer.flips?.parts[$0] } ?? []
    whyShown = Why(why.title, found + why.parts)
    open(.why)
  }

  /// The page as text, to the clipboard of the terminal.
  mutating func copyPage() -> [Command] {
    let title = explorer.page.title + (unitTitle.map { ", \($0)" } ?? "")
    let text = ([title] + told(explorerBlocks)).joined(separator: "\n") + "\n"
    notice = Notice(
      text: "\u{201C}\(explorer.page.title)\u{201D} was sent to the terminal's clipboard.",
      isProblem: false)
    return [.copy(text)]
  }

  /// A key at the choice of what to export.
  mutating func updateExport(_ key: Key) -> [Command] {
    overlay = nil
    switch key {
    case .character("m"): return export(.markdown, sheet)
    case .character("j"): return export(.json, sheet)
    case .character("t"): return export(.everything, sheet)
    default: return []
    }
  }
}
