import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// The questions of a lens, each from one thing that a plan says.
enum LensQuestions {
  /// The last choice of every question.
  private static func none(_ question: String) -> Lens.Choice {
    Lens.Choice(id: question + "_no", title: "None of these", help: nil, improvement: nil)
  }

  /// A question with what should be so, all of which leave no risk.
  ///
  /// - Parameter some: The risk where only some are so.
  static func question(
    _ id: String, _ title: String, _ description: String, _ choices: [Lens.Choice],
    none taken: Lens.Risk = .high, some: Lens.Risk = .medium, all: Lens.Risk = .none
  ) -> Lens.Question {
    let kept = Array(choices.prefix(Lens.Limit.choices - 1))
    let ids = kept.map(\.id)
    var rules: [(condition: String, risk: Lens.Risk)] = [(ids.joined(separator: " && "), all)]
    // One rule for each level: what is as bad as the rest is left to the rule for the rest.
    if ids.count > 1, some != taken, some != all {
      rules.append((ids.joined(separator: " || "), some))
    }
    return Lens.Question(
      id: id, title: LensText.title(title), description: LensText.text(description),
      choices: kept + [none(id)], rules: all == taken ? [] : rules, otherwise: taken)
  }

  static func choice(
    _ id: String, _ title: String, help: String? = nil, improvement: String
  ) -> Lens.Choice {
    Lens.Choice(
      id: id, title: LensText.title(title), help: help.map(LensText.text),
      improvement: LensText.text(improvement))
  }

  /// A gate: what it asks for is measured, and holds.
  static func gate(_ gate: Gate) -> Lens.Question {
    let id = LensText.id("gate", gate.id)
    let found = "The plan finds: \(gate.observed)."
    let blame = gate.blame.map { " " + MarkdownText.sentence($0) } ?? ""
    let waiver = gate.waiver.map { " " + WaiverText.sentence($0) } ?? ""
    let missed: Lens.Risk = gate.fails ? .high : .medium
    return question(
      id, "\(gate.id): is it kept, \(gate.required)?",
      "From \(gate.question). \(found)\(blame)\(waiver)",
      [
        choice(
          id + "_measured", "It is measured in production",
          improvement: "Measure it where users are, with an alarm on \(gate.required)."),
        choice(
          id + "_kept", "What is measured keeps it", help: found,
          improvement: gate.passes
            ? "Compare with the plan: \(gate.observed). tenfold calibrate takes load tests."
            : MarkdownText.sentence(gate.blame ?? gate.observed)),
      ],
      none: gate.passes ? .medium : .high, some: gate.passes ? .medium : .high,
      all: gate.passes ? .none : missed)
  }

  /// A decision: the option that was chosen is what runs.
  static func decision(_ decision: Decision) -> Lens.Question {
    let id = LensText.id("decision", decision.id)
    let options = decision.ranking.map(\.option)
    let chosen = decision.chosen.map(decision.title) ?? "none"
    let ids = LensText.distinct(options.map { LensText.id(id, $0) })
    let choices = zip(ids, decision.ranking).map { own, evaluation in
      choice(
        own, decision.title(evaluation.option),
        help: decision.option(evaluation.option)?.summary,
        improvement: evaluation.option == decision.chosen
          ? "The plan chooses it, with \(NumberText.points(evaluation.score)) of 100 points."
          : "The plan chooses \(chosen) instead; this has "
            + "\(NumberText.points(evaluation.score)) of 100 points. Move with the plan's next stage."
      )
    }
    let rejected = decision.rejections.prefix(6).map {
      "\(decision.title($0.option)) is out: \($0.text)"
    }
    let answers = decision.questions.joined(separator: ", ")
    guard let first = choices.first else {
      let way = choice(
        id + "_resolved", "The answers that conflict were changed",
        improvement: rejected.joined(separator: " "))
      return question(
        id, "\(decision.id): is an option left?", rejected.joined(separator: " "), [way])
    }
    let kept = Array(choices.prefix(Lens.Limit.choices - 1))
    // A runner-up within five points is as good as chosen: no more than a medium risk.
    let isClose = decision.margin.map { $0.value < 5 } ?? false
    let others = kept.dropFirst().map(\.id)
    let medium = isClose ? Array(others.prefix(1)) : []
    return Lens.Question(
      id: id, title: LensText.title(DecisionText.heading(decision) + ": what runs?"),
      description: LensText.text(
        "The plan chooses \(chosen), from the answers to \(answers). "
          + rejected.joined(separator: " ")),
      choices: kept + [none(id)],
      rules: [(first.id, .none)] + medium.map { ($0, .medium) }, otherwise: .high)
  }

  /// Something that fails: the remedy is in place, and was tried.
  static func failure(_ whatIf: WhatIf) -> Lens.Question {
    let id = LensText.id("failure", whatIf.kind.rawValue)
    let found = "\(WhatIfText.figures(whatIf)): it \(whatIf.outcome.rawValue)."
    let remedy = whatIf.remedy.map(MarkdownText.sentence) ?? "Nothing: it holds as planned."
    return question(
      id, "\(whatIf.kind.rawValue): does the system get over it?",
      "\(MarkdownText.sentence(whatIf.premise)) \(found)",
      [
        choice(id + "_remedy", "What makes it hold is in place", help: found, improvement: remedy),
        choice(
          id + "_tried", "It was tried in a game day",
          improvement: "Try it outside office hours, and compare with the plan: \(found)"),
      ], none: whatIf.outcome == .holds ? .medium : .high)
  }

  /// The metric that announces the next stage is watched.
  static func trigger(_ metric: Metric, _ plan: Plan) -> Lens.Question {
    let story = plan.presentStory
    let name = "\(metric.namespace) \(metric.name)"
    return question(
      "trigger_next_stage", "Is the trigger of the next stage watched?",
      "The present architecture carries \(story?.carries ?? "") (\(story?.breaksWhen ?? "")); then "
        + "\(story?.planned.breaking.cause.text ?? "it gives way").",
      [
        choice(
          "trigger_alarm", "An alarm watches \(metric.name) \(NumberText.threshold(metric))",
          help: name, improvement: "The templates of the plan hold this alarm: \(name)."),
        choice(
          "trigger_time", "Somebody has the time for the next stage",
          improvement: "Plan the steps of the next stage before the alarm goes off."),
      ])
  }

  /// Services that close are being left.
  static func closing(_ notes: [Note]) -> Lens.Question {
    let choices = notes.enumerated().map { index, note in
      choice("closing_\(index + 1)", "Left: " + note.text, improvement: note.text)
    }
    return question(
      "closing_services", "Are the services left that AWS closes?",
      notes.map(\.text).joined(separator: " "), choices)
  }

  /// What the regimes that were named ask for is done; nil where they ask for nothing of their own.
  static func regimes(_ notes: [Note]) -> Lens.Question? {
    let choices = notes.compactMap { note in
      note.practice.map {
        choice(LensText.id($0.id), $0.statement, help: note.text, improvement: note.text)
      }
    }
    guard !choices.isEmpty else { return nil }
    return question(
      "security_regimes", "Is done what the named regimes ask for besides the architecture?",
      "From objectives.compliance. " + notes.map(\.text).joined(separator: " "), choices)
  }

  /// The assumptions that were replaced by measurements; nil where nothing was assumed.
  static func assumptions(_ plan: Plan) -> Lens.Question? {
    let assumptions = plan.requirements.assumptions.filter { $0.range != nil }
      .prefix(Lens.Limit.choices - 1)
    guard !assumptions.isEmpty else { return nil }
    let ids = LensText.distinct(assumptions.map { LensText.id("assumed", $0.question) })
    let choices = zip(ids, assumptions).map { id, assumption in
      choice(
        id, "\(assumption.question) was measured",
        help: "Assumed: \(assumption.value), \(assumption.range ?? "")",
        improvement: "Measure it: the plan assumes \(assumption.value), \(assumption.reason).")
    }
    return question(
      "assumptions_measured", "Which assumptions of the plan were replaced by measurements?",
      "What nobody answered was assumed. tenfold risk says which of them matters most.", choices,
      none: .high)
  }

  /// Whether the answers of a page are still true; nil where it has none.
  static func answers(_ group: Questionnaire.Group, _ plan: Plan) -> Lens.Question? {
    let book = AnswerBook(requirements: plan.requirements)
    let known = group.questions.compactMap { question in
      book.value(question.id).map { (question, $0) }
    }.prefix(Lens.Limit.choices - 1)
    guard !known.isEmpty else { return nil }
    let ids = LensText.distinct(known.map { LensText.id("answer", $0.0.id) })
    let choices = zip(ids, known).map { id, pair in
      let (question, value) = pair
      return choice(
        id, "\(question.id) is \(value)", help: "\(question.ask) \(question.why)",
        improvement: "Correct \(question.id) in the answer file and plan again.")
    }
    return question(
      LensText.id("answers", group.id), "\(group.title): which answers are still true?",
      "Answers and assumptions of the plan; what changed since asks for another plan.", choices,
      none: .medium, some: .medium)
  }
}
