import Requirements

extension LineInterview {
  private static let help = """
    Type an answer, or the number of an option; several numbers with commas.
    unknown     do not know: the default is assumed
    :back       the question before
    :skip       the next page
    :list       all answers, numbered
    :go NUMBER  the question of that number in :list
    :plan PAGE  the plan so far, or a page of it: overview, load, decisions, capacity, cost,
                roadmap, failures, what-if, templates, sources
    :why NUMBER why that line of the last page is so
    :unit NAME  look at one deployment unit of a divided system; `all` at the whole
    :flips      what would reverse the decisions; takes a while
    :users N    the plan's state with N users
    :what-if QUESTION VALUE   another answer beside the plan, a number or an option; of a table's row
                as requests[browse].reads; `reset`, `reset QUESTION`, `adopt` or `save NAME` it
    :export KIND              markdown, json or everything
    :save       save the answers
    :edit       the answer file in $EDITOR; what it changed is told
    :undo       take the last answer back; :redo repeats it
    :find WORDS questions and options with these words
    :short      the questions of the short path only, or all
    :end        to the end of the questions
    :quit       end; `:quit!` also without saving what is not saved
    :help       this list, after what can be answered here
    """

  /// Performs a command by its words.
  mutating func command(_ words: [String]) {
    switch words.first {
    case "back"?, "b"?: goBack()
    case "skip"?:
      if case .column(_, let row, let table) = model.focus {
        model.leaveRow(row, of: table)
      } else {
        model.movePage(by: 1)
      }
    case "list"?: list()
    case "go"?: go(to: words.dropFirst().first.flatMap { Int($0) })
    case "plan"?: showPlan(words.dropFirst().first)
    case "unit"?: lookAt(words.dropFirst().first)
    case "flips"?: tellFlips()
    case "edit"?: edit()
    case "users"?: scrub(words.dropFirst().joined(separator: " "))
    case "why"?: why(words.dropFirst().first.flatMap { Int($0) })
    case "what-if"?: whatIf(Array(words.dropFirst()))
    case "export"?: export(words.dropFirst().first)
    case "save"?:
      save(prefer: words.dropFirst().first.flatMap { ["mine": .ours, "theirs": .theirs][$0] })
    case "undo"?: act(.undo)
    case "redo"?: act(.redo)
    case "short"?: act(.shortPath(!model.isShort))
    case "find"?: find(words.dropFirst().joined(separator: " "))
    case "end"?: model.openReview()
    case "quit"?, "q"?: quit()
    case "quit!"?, "q!"?: exit = model.isUnsaved ? .abandoned : .finished
    case "help"?, "h"?, "?"?: help()
    case let word?: say("! there is no command `:\(word)`; :help lists them")
    case nil: help()
    }
  }

  private mutating func quit() {
    guard model.isUnsaved else {
      exit = .finished
      return
    }
    let count = model.questionnaire.questions.count { question in
      model.sheet[question.id] != model.savedSheet[question.id]
    }
    say("! \(TextLayout.count(count, "answer")) not saved: `:save` saves, `:quit!` ends without")
  }

  /// What can be answered at the focus, as full screen tells it, then the commands.
  private func help() {
    if model.screen == .questions {
      for line in model.questionHelp(width: 72) { say(line.spans.map(\.text).joined()) }
      say("")
    }
    say(Self.help)
  }

  private mutating func goBack() {
    if model.screen == .review {
      model.screen = .questions
    } else {
      model.moveFocus(by: -1)
    }
  }

  private mutating func list() {
    for (index, field) in model.reviewFields.enumerated() {
      guard let question = model.question(at: field) else { continue }
      let state = model.answer(at: field) == nil ? "assumed " : ""
      say("\(index + 1). \(question.ask) \(state)\(model.answerText(at: field))")
    }
  }

  private mutating func go(to number: Int?) {
    let fields = model.reviewFields
    guard let number, fields.indices.contains(number - 1) else {
      say("! write :go and a number of :list, 1 to \(fields.count)")
      return
    }
    act(.focus(fields[number - 1]))
  }

  /// Lists what fits, with the numbers of `:list` where they can be gone to.
  private mutating func find(_ words: String) {
    model.openFinder()
    model.picker.entry = TextEntry(words)
    let hits = model.finderHits
    model.overlay = nil
    let fields = model.reviewFields
    for hit in hits.prefix(20) {
      let number = fields.firstIndex(of: .question(hit.field.questionID)).map { "\($0 + 1). " }
      say("\(number ?? "")\(hit.title) (\(hit.obstacle ?? hit.detail))")
    }
    if hits.isEmpty { say("! nothing fits") }
  }
}
