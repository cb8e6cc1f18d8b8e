import CatalogModel
package import OptionScoring
import Quantities
import Requirements
import Roadmap

/// `tenfold explain`: why the decisions of one stage came out as they did.
package struct ExplanationDocument: Sendable {
  let input: ReportInput
  let stageIndex: Int
  /// Whether all decisions of the stage were asked for.
  let isWhole: Bool
  /// The decisions to explain, in the order in which they were taken.
  package let decisions: [Decision]

  /// The decisions of a stage, or those of one topic.
  ///
  /// - Parameters:
  ///   - topic: A decision (`compute`, `store:carts`) or all of one kind (`store`); nil for all.
  ///   - stage: The index of the stage, from 0; nil for the present stage, and where nothing
  ///     carries the present users, for the first stage that is out of reach.
  /// - Throws: A topic or stage that there is not.
  package init(
    _ input: ReportInput, topic: String? = nil, stage: Int? = nil
  ) throws(ExplanationRefusal) {
    let index = try Self.index(of: stage, in: input.plan)
    let all = input.plan.stages[index].decisions
    self.input = input
    stageIndex = index
    isWhole = topic == nil
    guard let topic else {
      decisions = all
      return
    }
    decisions = all.filter { $0.id == topic || $0.definition.id == topic }
    if decisions.isEmpty {
      let topics = all.map(\.id)
      let kinds = all.filter { $0.scope != nil }.map(\.definition.id)
      let known =
        topics
        + kinds.reduce(into: [String]()) { list, kind in
          if !list.contains(kind) { list.append(kind) }
        } + ExplanationTopics.others.map(\.topic)
      throw .unknownTopic(topic, known: known, nearest: Spelling.nearest(to: topic, among: known))
    }
  }

  /// How the edges between deployment units are glued together; nil where that was not asked about.
  ///
  /// - Parameter topic: `integration`, or `integration:` with the name of an edge.
  package static func edges(
    _ input: ReportInput, topic: String?, stage: Int?
  ) -> ExplanationDocument? {
    guard let topic, topic.hasPrefix("integration"), let composition = input.plan.composition
    else { return nil }
    guard let index = try? Self.index(of: stage, in: input.plan)
    else { return nil }
    guard composition.stages.indices.contains(index) else { return nil }
    let decisions = composition.stages[index].edges.map(\.decision).filter {
      $0.id == topic || $0.definition.id == topic
    }
    return decisions.isEmpty
      ? nil : ExplanationDocument(input, decisions: decisions, stageIndex: index)
  }

  private init(_ input: ReportInput, decisions: [Decision], stageIndex: Int) {
    self.input = input
    self.decisions = decisions
    self.stageIndex = stageIndex
    isWhole = false
  }

  /// The index of a stage that was asked for; without one, of the present stage, and where nothing
  /// carries the present users, of the first that is out of reach.
  static func index(
    of stage: Int?, in plan: Plan
  ) throws(ExplanationRefusal) -> Int {
    let present =
      plan.currentIndex ?? plan.stages.firstIndex { $0.planned == nil }
      ?? max(0, plan.stages.count - 1)
    let index = stage ?? present
    guard plan.stages.indices.contains(index) else {
      throw .unknownStage(index, count: plan.stages.count)
    }
    return index
  }

  var explanations: [DecisionExplanation] {
    decisions.map { DecisionExplanation($0, input: input) }
  }

  /// Which load the values are of.
  var loadSentence: String {
    let users = NumberText.users(input.plan.stages[stageIndex].workload.users)
    return
      "Values are those at \(users), which the stage is sized for. The parts of a score add up "
      + "to it exactly, in hundredths of a point."
  }

  /// What cannot be met, where everything is explained.
  var refusals: [String] { isWhole ? input.refusals.flatMap(RefusalText.sentences) : [] }

  /// What enters a value: answers with their values, then facts with theirs.
  func inputs(_ value: RuleValue, _ explanation: DecisionExplanation) -> String {
    let book = AnswerBook(requirements: input.plan.requirements)
    let answers = value.questions.map { id in
      "\(id) \(book.value(id, scope: explanation.decision.scope) ?? "")"
    }
    let facts = value.facts.compactMap { input.catalog.fact($0) }.map { fact in
      "\(fact.id) \(FactText.value(fact)) \(fact.unit)"
    }
    return (answers + facts).joined(separator: "; ")
  }

  /// `Stage 5: > 1,000 users`.
  var heading: String { StageStory.heading(stageIndex + 1, input.plan.stages[stageIndex]) }

  /// What runs today and closes, whichever decision is asked about: the way out bears on all.
  var warnings: [String] { input.plan.notes.filter(\.isLifecycleWarning).map(\.text) }

  /// Questions that influenced nothing, each with the value it has; only when all is explained.
  var idleAnswers: [String] {
    guard isWhole else { return [] }
    let book = AnswerBook(requirements: input.plan.requirements)
    // What moved a value on trial is not idle, whatever the signals are traced to.
    let moving = Set(input.flips.map { $0.influences.values.flatMap { $0 } } ?? [])
    return input.plan.idleQuestions.filter { !moving.contains($0) }.map { id in
      book.value(id).map { "\(id) = \($0)" } ?? id
    }
  }
}

/// Why an explanation cannot be given.
package enum ExplanationRefusal: Error, Hashable, Sendable {
  /// There is no such decision at the stage; the nearest known word, where one is near enough.
  case unknownTopic(String, known: [String], nearest: String?)
  /// There is no stage of that index.
  case unknownStage(Int, count: Int)

  /// What is wrong and what would be right, in one or two sentences.
  package var message: String {
    switch self {
    case .unknownTopic(let word, let known, let nearest):
      let suggestion = nearest.map { " Did you mean '\($0)'?" } ?? ""
      return "There is no decision '\(word)' at this stage.\(suggestion) "
        + "Topics: \(known.joined(separator: ", "))."
    case .unknownStage(let index, let count):
      return "There is no stage \(index + 1); the stages are 1 to \(count)."
    }
  }
}
