import Quantities
import RealModule

/// A phase-type law: the time to absorption of a Markov chain with finitely many phases.
struct PhaseType: Hashable, Sendable {
  /// The probability of starting in each phase.
  let start: [Double]
  /// The rates between phases, with the total rate out of each, negative, on the diagonal.
  let generator: Matrix
  /// The rate of ending from each phase.
  let exits: [Double]

  var phases: Int { start.count }

  /// - Precondition: `rates` are those between different phases.
  init(start: [Double], rates: [(from: Int, to: Int, rate: Double)], exits: [Double]) {
    var generator = Matrix(rows: start.count, columns: start.count)
    for index in exits.indices { generator[index, index] -= exits[index] }
    for one in rates {
      generator[one.from, one.to] += one.rate
      generator[one.from, one.from] -= one.rate
    }
    self.start = start
    self.generator = generator
    self.exits = exits
  }

  /// A chain of equal phases of which the first is skipped with some probability.
  init(phases: Int, rate: Double, skippingFirst: Double = 0) {
    var start = [Double](repeating: 0, count: phases)
    start[0] = 1 - skippingFirst
    if phases > 1 { start[1] += skippingFirst }
    var exits = [Double](repeating: 0, count: phases)
    exits[phases - 1] = rate
    self.init(
      start: start, rates: (0..<(phases - 1)).map { ($0, $0 + 1, rate) }, exits: exits)
  }

  /// One of several exponential phases.
  init(_ branches: [ExponentialMixture.Branch]) {
    self.init(
      branches.map {
        ErlangMixtureFit.Branch(probability: $0.probability, mean: $0.mean, phases: 1)
      })
  }

  /// One of several chains of equal phases.
  init(_ branches: [ErlangMixtureFit.Branch]) {
    var start: [Double] = []
    var exits: [Double] = []
    var rates: [(from: Int, to: Int, rate: Double)] = []
    for branch in branches {
      let rate = Double(branch.phases) / branch.mean
      for phase in 0..<branch.phases {
        if phase + 1 < branch.phases { rates.append((start.count, start.count + 1, rate)) }
        start.append(phase == 0 ? branch.probability : 0)
        exits.append(phase + 1 == branch.phases ? rate : 0)
      }
    }
    self.init(start: start, rates: rates, exits: exits)
  }
}

extension PhaseType {
  /// A law as phases, and whether they are that very law.
  ///
  /// Exponential, Erlang and hyperexponential laws are of this type. Others are fitted: those that
  /// vary more than an Erlang law of two phases by `ErlangMixtureFit` within so many phases, those
  /// that vary less by Tijms' mixture of Erlang laws of k-1 and k phases with the same mean and
  /// variance (Stochastic Models, 1994, appendix B), of at most 16 phases. Nil without a variance, or
  /// when so few phases do not have it.
  static func representing(
    _ law: Distribution, phases most: Int, for purpose: ErlangMixtureFit.Purpose
  ) -> (law: PhaseType, isExact: Bool)? {
    let mean = law.mean.value
    switch law {
    case .exponential: return (PhaseType(phases: 1, rate: 1 / mean), true)
    case .erlang(_, let phases):
      return (PhaseType(phases: phases, rate: Double(phases) / mean), true)
    case .hyperexponential(_, let variation):
      guard variation > 1 else { return (PhaseType(phases: 1, rate: 1 / mean), true) }
      let balanced = BalancedBranches(mean: mean, variation: variation)
      return (
        PhaseType([
          .init(probability: balanced.probability, mean: balanced.fastMean),
          .init(probability: 1 - balanced.probability, mean: balanced.slowMean),
        ]), true
      )
    default: break
    }
    let square = law.squaredVariation
    guard square.isFinite else { return nil }
    if square < 1.0 / 16 { return (PhaseType(phases: 16, rate: 16 / mean), false) }
    if square >= 0.5 {
      guard let fit = ErlangMixtureFit(law, phases: most, purpose: purpose) else { return nil }
      return (PhaseType(fit.branches), false)
    }
    let phases = Int((1 / square).rounded(.up))
    let k = Double(phases)
    let root = (k * (1 + square) - k * k * square).squareRoot()
    let skipping = max(0, (k * square - root) / (1 + square))
    return (
      PhaseType(phases: phases, rate: (k - skipping) / mean, skippingFirst: skipping), false
    )
  }
}
