import CatalogModel
import OptionScoring
import OrderedCollections

/// Carries out decisions in order and keeps them; an earlier choice is a signal to later ones.
struct DecisionLog {
  let catalog: Catalog
  private(set) var decisions: [Decision] = []
  /// What all decisions share.
  private var known: SignalTable
  /// The same in the order of their names, for reasons in words; empty without them.
  private var signals: Signals
  private let detail: DecisionDetail
  private let recall: DecisionRecall?

  /// - Parameter recall: What was decided already; nil where reasons are wanted in words.
  init(
    catalog: Catalog, signals: Signals, detail: DecisionDetail = .reasons,
    recall: DecisionRecall? = nil
  ) {
    self.init(
      catalog, SignalTable(signals), detail == .reasons ? signals : [:], detail, recall)
  }

  /// - Parameters:
  ///   - loaded: The signals of a workload.
  ///   - recall: What was decided already; nil where reasons are wanted in words.
  init(
    _ ground: ChoiceGround, _ loaded: Signals, detail: DecisionDetail, recall: DecisionRecall?
  ) {
    var known = ground.table
    for entry in loaded { known[entry.name] = entry.signal }
    self.init(
      ground.catalog, known, detail == .reasons ? ground.fixed.merging(loaded) : [:], detail,
      recall)
  }

  private init(
    _ catalog: Catalog, _ known: SignalTable, _ signals: Signals, _ detail: DecisionDetail,
    _ recall: DecisionRecall?
  ) {
    self.catalog = catalog
    self.known = known
    self.signals = signals
    self.detail = detail
    decisions.reserveCapacity(catalog.decisions.count)
    // What is remembered is not read again, which somebody may want to know.
    self.recall = detail == .reasons || catalog.reads != nil ? nil : recall
  }

  /// A signal that all decisions share from now on.
  subscript(name: SignalName) -> Signal? {
    get { known[name] }
    set {
      known[name] = newValue
      if isExplained { signals[name] = newValue }
    }
  }

  /// Whether reasons are wanted in words.
  var isExplained: Bool { detail == .reasons }

  /// What the rules of a decision look at of what all its options share.
  func row(_ index: RuleIndex, hiddenBy extra: Signals = [:]) -> SignalRow {
    SignalRow(index, known, hiddenBy: extra)
  }

  /// The outcome of a decision.
  ///
  /// - Parameters:
  ///   - extra: What is known of the scope alone.
  ///   - shared: What its rules look at of all that, where somebody has it already.
  ///   - basis: What the signals of the options depend on.
  ///   - options: The signals of the options, computed where the outcome is not known; it is told which
  ///     options need no price.
  /// - Throws: The id of a decision that the catalog lacks, or what the options lack.
  func outcome(
    of id: String, scope: String? = nil, extra: Signals = [:], shared: SignalRow? = nil,
    _ basis: ChoiceBasis,
    options: (UnpricedRejection) throws(Catalog.Gap) -> OptionSignals
  ) throws(Catalog.Gap) -> Decision {
    guard let definition = catalog.decisions[id] else { throw .fact("criteria/" + id) }
    let shared = (shared ?? row(definition.index, hiddenBy: extra))
      .tested(definition.index, in: catalog)
    func decide() throws(Catalog.Gap) -> Decision {
      let own = try options(
        UnpricedRejection(
          definition: definition, catalog: catalog, shared: shared, isWanted: !isExplained))
      return DecisionMaker(catalog: catalog, signals: signals, extra: extra, detail: detail)
        .decide(definition, scope: scope, own, shared: shared)
    }
    guard let recall, recall.keeps || recall.memo.knows(basis.drafts) else { return try decide() }
    return try recall.memo.decision(
      definition, scope: scope, detail, basis, keeps: recall.keeps, shared: shared,
      looks: shared.looks(definition.index, in: catalog), decide)
  }

  /// Notes a decision, and its choice as the signal that bears the decision's id.
  ///
  /// The signal is the model of the choice, which is what later rules know.
  ///
  /// - Returns: The option that was chosen.
  mutating func take(_ decision: Decision) -> OptionDefinition? {
    decisions.append(decision)
    guard let chosen = decision.chosen.flatMap(decision.option) else { return nil }
    if decision.scope == nil {
      let id = decision.definition.id
      if let name = SignalName(id) {
        self[name] = Signal(
          .text(chosen.model), from: decision.questions,
          formula: isExplained ? "decision " + id : nil)
      }
    }
    return chosen
  }
}
