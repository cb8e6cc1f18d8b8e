import CatalogModel
import Parallelism

/// Results of planning with other answers: each set of answers once, on all cores.
struct TrialLedger<Trial: Hashable & Sendable, Outcome: Sendable> {
  private var known: [Trial: Outcome] = [:]
  /// The trials in the order in which they were run, which does not depend on the cores.
  private(set) var order: [Trial] = []

  /// The result of a trial that was run.
  subscript(trial: Trial) -> Outcome? { known[trial] }

  /// The results in the order of the trials.
  ///
  /// - Parameter outcome: A function of the trial alone.
  /// - Throws: What the catalog lacks.
  mutating func run(
    _ trials: [Trial], _ outcome: @escaping @Sendable (Trial) -> Result<Outcome, Catalog.Gap>
  ) throws(Catalog.Gap) -> [Outcome] {
    var seen: Set<Trial> = []
    let pending = trials.filter { known[$0] == nil && seen.insert($0).inserted }
    let results = pending.parallelMap(outcome)
    for (trial, result) in zip(pending, results) { known[trial] = try result.get() }
    order += pending
    return trials.compactMap { known[$0] }
  }
}
