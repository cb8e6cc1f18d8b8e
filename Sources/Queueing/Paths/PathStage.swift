package import Quantities

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
  /// A customer who comes back finds the queue about as long as he left it: who leaves after a time
  /// T at one server leaves behind the arrivals of that time, so that the next wait has the
  /// covariance `ρ Var T` with it. The waits of visits that are d apart are taken as one and the
  /// same with probability `ρ^(d/2)`, averaged over all pairs, and else as independent, which gives
  /// their sum that correlation; fractional numbers of visits are a choice as for `repeated`. The
  /// exponent is fitted to two visits at 70 % load.
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

/// Stages with their expansion, which is most of the work of making a path.
package struct CommonStages: Hashable, Sendable {
  package let stages: [PathStage]
  let expansion: PathExpansion

  /// - Throws: `PathRefusal` as `ResponsePath`.
  package init(_ stages: [PathStage]) throws(PathRefusal) {
    self.stages = stages
    expansion = try PathExpansion(stages)
  }
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
