package import Quantities
import Synchronization

/// A part of the way of a request, which takes a random time independent of all other parts.
package indirect enum PathStage: Hashable, Sendable {
  /// The same time for every request.
  case constant(Seconds)
  /// An exponential time.
  case exponential(mean: Seconds)
  /// The sum of `phases` equal exponential times: the more phases, the less it varies, with a
  /// coefficient of variation of 1/√phases.
  case erlang(mean: Seconds, phases: Int)
  /// Wait and service at a queue that is first come first served.
  case queue(MultiServerQueue)
  /// Several visits to one queue that is first come first served, right after each other.
  ///
  /// A customer who comes back finds the queue about as long as he left it. With single servers whose
  /// customers come V times on average, the number found at the next visit has the regression
  /// `a = 1 - (1 - ρ)/V` on the number found at this one, since of those ahead all but one in V come back
  /// and new ones arrive meanwhile (Takács, "A single-server queue with feedback", Bell System Technical
  /// Journal 42 (1963)). The waits of visits that are d apart are taken as one and the same with
  /// probability `a^d`, averaged over all pairs, and else as independent, which gives their sum that
  /// correlation, also with several servers; fractional numbers of visits are a choice as for `repeated`.
  case revisits(MultiServerQueue, visits: Double)
  /// The time at a queue under processor sharing.
  case sharing(ProcessorSharingQueue)
  /// One of several ways, such as a cache hit or a miss, a cold start or a warm one.
  ///
  /// The probabilities add up to at most one; with the rest, the request takes no time here.
  case choice([PathBranch])
  /// Stages gone through several times, each time anew.
  ///
  /// A fractional number of visits is a choice between the whole numbers around it.
  case repeated(visits: Double, stages: [PathStage])
  /// Stages that several ways have in common, expanded once.
  case common(CommonStages)
}

/// Stages with their expansion, which is most of the work of making a path, once somebody asks for it.
package final class CommonStages: Hashable, Sendable {
  package let stages: [PathStage]
  private let known = Mutex<PathExpansion?>(nil)

  package init(_ stages: [PathStage]) { self.stages = stages }

  /// - Throws: `PathRefusal` as `ResponsePath`.
  func expansion() throws(PathRefusal) -> PathExpansion {
    if let known = known.withLock({ $0 }) { return known }
    let expansion = try PathExpansion(stages)
    known.withLock { $0 = expansion }
    return expansion
  }

  package static func == (left: CommonStages, right: CommonStages) -> Bool {
    left === right || left.stages == right.stages
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(stages) }
}

/// One of the ways at a choice.
package struct PathBranch: Hashable, Sendable {
  /// The share of requests that go this way, between 0 and 1.
  package let probability: Double
  /// The stages of this way; none for a way that takes no time.
  package let stages: [PathStage]

  package init(probability: Double, stages: [PathStage]) {
    self.probability = probability
    self.stages = stages
  }
}
