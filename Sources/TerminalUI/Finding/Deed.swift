import Requirements

/// What can be done on any screen: keys, command palette and help are made from this list.
enum Deed: String, Hashable, Sendable, CaseIterable {
  case save, find, palette, help
  case questions, review, explorer
  case copy, export, edit, unit, preview, shortPath
  case unknown, range, undo, redo
  case mouse, theme, repaint, suspend, quit

  /// The keys that do it, the one to be told first.
  var keys: [Key] {
    switch self {
    case .save: [.control("s")]
    case .find: [.control("f"), .function(6)]
    case .palette: [.control("k"), .function(10)]
    case .help: [.function(1)]
    case .questions: [.function(7)]
    case .review: [.function(3), .control("o")]
    case .explorer: [.function(5), .control("r")]
    case .preview: [.function(4), .control("p")]
    case .shortPath: [.function(2)]
    case .unknown: [.control("u")]
    case .range: [.control("t")]
    case .undo: [.function(8), .control("_")]
    case .redo: [.function(9), .control("y")]
    case .edit: [.control("x"), .function(12)]
    case .copy, .export, .unit, .theme: []
    case .mouse: [.function(11), .control("g")]
    case .repaint: [.control("l")]
    case .suspend: [.control("z")]
    case .quit: [.control("q")]
    }
  }

  /// The keys as people read them.
  var keyText: String {
    switch self {
    case .find: "/ ^F"
    case .palette: ": ^K"
    case .help: "? F1"
    case .unknown: "~ ^U"
    case .copy: "c"
    case .export: "e"
    case .unit: "u"
    default: keys.map(\.text).joined(separator: " ")
    }
  }

  var title: String {
    switch self {
    case .save: "Save the answers"
    case .find: "Find a question or an option"
    case .palette: "Find a command"
    case .help: "Keys, and help on this question"
    case .questions: "Questions"
    case .review: "All answers"
    case .explorer: "The plan"
    case .copy: "Copy this page of the plan"
    case .export: "Export the plan"
    case .edit: "Edit the answer file in $EDITOR"
    case .unit: "The next unit of a divided system, or all"
    case .preview: "Preview"
    case .shortPath: "Short path, or all questions"
    case .unknown: "Do not know: assume the default"
    case .range: "Make it a range, wider at each press"
    case .undo: "Undo"
    case .redo: "Redo"
    case .mouse: "Mouse: listen to it, or select text with it"
    case .theme: "Colors: own, light, dark, safe"
    case .repaint: "Repaint the screen"
    case .suspend: "Suspend; fg returns"
    case .quit: "Quit"
    }
  }

  /// Whether its key leaves an overlay that is only read or searched; others mean something there.
  var leavesOverlays: Bool {
    switch self {
    case .range, .unknown, .repaint, .suspend, .quit: false
    default: true
    }
  }

  /// The deed of a key; nil for keys whose meaning depends on the screen.
  static func of(_ key: Key) -> Deed? { byKey[key] }

  private static let byKey = Dictionary(
    allCases.flatMap { deed in deed.keys.map { ($0, deed) } },
    uniquingKeysWith: { first, _ in first })
}

extension Key {
  /// The key as people read it.
  var text: String {
    switch self {
    case .character(let scalar): String(scalar)
    case .control(let scalar): "^" + String(scalar).uppercased()
    case .function(let number): "F\(number)"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .insert: "Insert"
    }
  }
}

extension Key {
  /// The key that the key bar names so; nil for names of several keys.
  init?(named name: String) {
    let named: [String: Key] = [
      "Enter": .enter, "Tab": .tab, "Esc": .escape, "Space": .character(" "),
    ]
    if let key = named[name] {
      self = key
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()) {
      self = .function(number)
    } else if name.hasPrefix("^"), name.count == 2,
      let letter = name.lowercased().unicodeScalars.last
    {
      self = .control(letter)
    } else if let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1 {
      self = .character(scalar)
    } else {
      return nil
    }
  }
}

extension InterviewModel {
  /// Does it, wherever the session stands.
  mutating func perform(_ deed: Deed) -> [Command] {
    switch deed {
    case .save: return save()
    case .find: openFinder()
    case .palette: openPalette()
    case .help: open(.help)
    case .questions: screen = .questions
    case .review: openReview()
    case .explorer:
      openExplorer()
      return requestForPage()
    case .copy:
      guard screen == .explorer else { return [] }
      return copyPage()
    case .export: open(.export)
    case .edit: return editFile()
    case .unit:
      guard screen == .explorer else { return [] }
      lookAtNextUnit(1)
      return requestForPage()
    case .theme:
      theme = theme.next
      notice = Notice(text: "Colors: \(theme.title).", isProblem: false)
      return [.theme(theme)]
    case .preview: open(.preview)
    case .shortPath: return act(.shortPath(!isShort))
    case .unknown:
      guard screen == .questions else { return [] }
      return act(.forget)
    case .range:
      guard screen == .questions else { return [] }
      return cycleRange()
    case .undo: return act(.undo)
    case .redo: return act(.redo)
    case .mouse:
      hasMouse.toggle()
      notice = Notice(
        text: hasMouse
          ? "The mouse presses and scrolls; F11 gives it back to the terminal."
          : "The mouse selects text again; F11 takes it back.", isProblem: false)
      return [.mouse(hasMouse)]
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    case .quit: return askToQuit(isInterrupt: false)
    }
    return []
  }
}

extension InterviewModel.Overlay {
  /// Whether another deed may take its place at a key: where it decides nothing, and in a list that is
  /// searched, whose own keys come first, at a function key.
  func isLeft(by key: Key) -> Bool {
    switch self {
    case .help, .preview, .why, .export, .edited: return true
    case .finder, .palette:
      if case .function = key { return true }
      return false
    case .quitConfirmation, .recovery, .conflict, .editRefused, .naming, .trial: return false
    }
  }

  /// The deed that opens it, whose key also closes it.
  var deed: Deed? {
    switch self {
    case .help: .help
    case .preview: .preview
    case .finder: .find
    case .palette: .palette
    default: nil
    }
  }
}
