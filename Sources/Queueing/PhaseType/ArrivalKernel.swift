import RealModule

/// What happens to a matrix exponential `e^(Tu)` over a time u between arrivals of phase type:
/// `N_j = ∫ P(phase j at u) e^(Tu) du` by phase, and `G = ∫ e^(Tu) dA(u) = Σ_j N_j a_j`.
///
/// For phases without cycles, in the order in which they follow each other, `N_j (ν_j - T) = α_j +
/// Σ_(i<j) N_i t_ij`: one inverse for each different rate.
struct ArrivalKernel {
  /// By phase.
  let occupancies: [Matrix]
  /// G.
  let completed: Matrix

  /// - Precondition: the phases of `arrivals` only lead to later ones.
  init(arrivals: PhaseType, _ t: Matrix) {
    let size = t.rows
    var inverses: [Double: Matrix] = [:]
    var occupancies: [Matrix] = []
    var completed = Matrix(rows: size, columns: size)
    for phase in 0..<arrivals.phases {
      let rate = -arrivals.generator[phase, phase]
      let inverse: Matrix
      if let known = inverses[rate] {
        inverse = known
      } else {
        inverse = (rate * Matrix.identity(size) + -1 * t).solving(.identity(size))
        inverses[rate] = inverse
      }
      var occupancy = arrivals.start[phase] * inverse
      for before in 0..<phase where arrivals.generator[before, phase] > 0 {
        let flow = arrivals.generator[before, phase] * occupancies[before]
        occupancy = occupancy + flow * inverse
      }
      occupancies.append(occupancy)
      if arrivals.exits[phase] > 0 { completed = completed + arrivals.exits[phase] * occupancy }
    }
    self.occupancies = occupancies
    self.completed = completed
  }
}

/// The generator T of the wait in a queue of phase type whose servers are all busy.
///
/// The rates `η` by which probabilities fall with each one more waiting and the decay rates `θ` of
/// the wait belong to common vectors, so that `T = S₀ + G S₁` with `G = ∫ e^(Tu) dA(u)`, the rates S₀
/// of no completion and S₁ of one: Asmussen and Møller, "Calculation of the steady state waiting
/// time distribution in GI/PH/c and MAP/PH/c queues", Queueing Systems 37 (2001), theorem 2.
struct BusyGenerator {
  let generator: Matrix
  let kernel: ArrivalKernel

  /// Iterates from below; the error falls by about the utilization each time.
  ///
  /// - Throws: `QueueRefusal.unsettled` when the iteration has not come to rest.
  init(arrivals: PhaseType, within: Matrix, ending: Matrix) throws(QueueRefusal) {
    var t = within
    var kernel = ArrivalKernel(arrivals: arrivals, t)
    var isSettled = false
    for _ in 0..<PhaseTypeCost.mostRounds {
      let next = within + kernel.completed * ending
      var change = 0.0
      var scale = 0.0
      for index in next.elements.indices {
        change = max(change, (next.elements[index] - t.elements[index]).magnitude)
        scale = max(scale, next.elements[index].magnitude)
      }
      t = next
      kernel = ArrivalKernel(arrivals: arrivals, t)
      // Rounding keeps the last digits moving where rates are far apart.
      isSettled = change <= 1e-12 * scale
      if change <= 1e-14 * scale { break }
    }
    guard isSettled else { throw .unsettled }
    generator = t
    self.kernel = kernel
  }

  /// From the matrix R of the levels, by logarithmic reduction: for loads near one.
  ///
  /// - Throws: `QueueRefusal.unsettled` when the reduction has not come to rest.
  init(arrivals: PhaseType, within: Matrix, ending: Matrix, chain: QuasiBirthDeath)
    throws(QueueRefusal)
  {
    guard let rates = chain.rateMatrix() else { throw .unsettled }
    let size = within.rows
    // R is the exit rates times N: a row of blocks gives N.
    let row = arrivals.exits.indices.max { arrivals.exits[$0] < arrivals.exits[$1] } ?? 0
    let scale = 1 / arrivals.exits[row]
    var completed = Matrix(rows: size, columns: size)
    for phase in 0..<arrivals.phases where arrivals.exits[phase] > 0 {
      for i in 0..<size {
        for j in 0..<size {
          completed[i, j] +=
            arrivals.exits[phase] * scale * rates[row * size + i, phase * size + j]
        }
      }
    }
    generator = within + completed * ending
    kernel = ArrivalKernel(arrivals: arrivals, generator)
  }
}
