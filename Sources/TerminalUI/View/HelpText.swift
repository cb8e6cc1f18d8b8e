import Requirements

extension InterviewModel {
  /// What `?` shows: the question at the focus at length, then all keys.
  func helpLines(width: Int) -> [Line] {
    var lines: [Line] = []
    if screen == .questions { lines += questionHelp(width: width) }
    let moving = screen == .explorer ? Self.planKeys : Self.movingKeys
    for (keys, meaning) in moving + deedKeys + signs {
      guard !meaning.isEmpty else {
        if !lines.isEmpty { lines.append(Line()) }
        lines.append(Line(keys, .title))
        continue
      }
      let padding = String(repeating: " ", count: max(1, 16 - CellWidth.of(keys)))
      lines.append(Line(keys, .bold).adding(padding + meaning))
    }
    return lines
  }

  /// Why it is asked, what it accepts, and what is assumed without an answer.
  func questionHelp(width: Int) -> [Line] {
    guard let question = question(at: focus) else { return [] }
    var lines = Line.wrap(question.ask, width: width, style: .title)
    lines += Line.wrap("Why we ask: \(question.why)", width: width, indent: 2)
    if let accepted = question.accepted {
      lines += Line.wrap("Accepts: \(accepted)", width: width, indent: 2)
    }
    let assumed = assumption(at: focus).map { text($0, for: question) }
    if let assumed {
      let reason = question.reason.isEmpty ? "" : ", \(question.reason)"
      lines += Line.wrap("Without an answer: \(assumed)\(reason)", width: width, indent: 2)
    }
    return lines + Line.wrap("In the file: \(question.id)", width: width, indent: 2, style: .dim)
  }

  private static let movingKeys: [(String, String)] = [
    ("Moving", ""),
    ("Tab, Enter", "next question"), ("Shift-Tab", "previous question"),
    ("PgDn, PgUp", "next and previous page"), ("Esc", "back"),
    ("Space", "select an option"), ("1-9", "select by number"), ("y, n", "yes, no"),
    ("a, d", "add and delete a row of a table"),
  ]

  private static let planKeys: [(String, String)] = [
    ("On the plan", ""),
    ("Tab, 1-9, 0", "pages"), ("Up, Down", "lines with something behind them"),
    ("Enter, w", "why the line is so"), ("Esc", "back to the questions"),
    ("c, e", "copy the page, export the plan"), ("u, U", "next and previous unit"),
    ("Load", ""), ("Left, Right", "fewer or more users"), ("PgUp, PgDn", "a tenth, tenfold"),
    ("What if", ""), ("Left, Right", "change the focused answer"), ("-, +", "tenfold less or more"),
    ("Enter", "type a value; the next option"), ("r, R", "reset this answer, or all"),
    ("a", "take the changes over"), ("v", "save them as a variant"),
  ]

  private var deedKeys: [(String, String)] {
    [("Everywhere", "")]
      + Deed.allCases.filter { !$0.keys.isEmpty }.map { ($0.keyText, $0.title) }
  }

  private var signs: [(String, String)] {
    [
      ("Signs", ""), (String(glyphs.answered), "answered"),
      ("\(glyphs.assumed) or ~", "assumed"), ("!", "not understood, or an objective missed"),
      ("*", "changed by the last answer"),
    ]
  }
}

extension Question {
  /// What can be written, for people; nil where options are shown.
  var accepted: String? {
    switch kind {
    case .number(let kind):
      let units = UnitTable.entries(kind.unit).map(\.spelling).filter { !$0.isEmpty }
      let multiples = UnitTable.multiples(kind.unit).isEmpty ? "" : "; 10k, 2.5 million"
      let least = AnswerFormatter.number(kind.least, in: kind.unit)
      let greatest = AnswerFormatter.number(kind.greatest, in: kind.unit)
      let known = units.isEmpty ? "" : "; units \(units.prefix(12).joined(separator: ", "))"
      return "\(least) to \(greatest)\(known)\(multiples); a range as 10..20 or 10..15..20"
    case .line(let longest):
      return "one line of at most \(longest) characters"
    case .date:
      return "a day as YYYY-MM-DD, such as 2027-03-31"
    case .slug(let longest):
      return "up to \(longest) lower-case letters, digits and hyphens"
    case .slugs(let longest):
      return "names of up to \(longest) lower-case letters, digits and hyphens, with commas between"
    case .choice, .choices, .flag, .table:
      return nil
    }
  }
}
