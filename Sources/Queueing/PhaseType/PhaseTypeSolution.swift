import RealModule

/// The stationary chain of a PH/PH/c queue.
///
/// While all servers are busy it is described by `BusyGenerator`; the levels below are eliminated
/// from the top down (Gaver, Jacobs and Latouche, "Finite birth-and-death models in randomly changing
/// environments", Adv. Appl. Probability 16 (1984)).
struct PhaseTypeSolution {
  /// The law of the wait that arrivals have.
  let wait: MatrixExponentialTail

  /// - Throws: `QueueRefusal.unsettled`.
  init(arrivals: PhaseType, service: PhaseType, servers: Int, utilization: Double)
    throws(QueueRefusal)
  {
    let configurations = ServiceConfigurations(service: service, servers: servers)
    let phases = arrivals.phases
    var renewal = Matrix(rows: phases, columns: phases)
    for row in 0..<phases {
      for column in 0..<phases {
        renewal[row, column] = arrivals.exits[row] * arrivals.start[column]
      }
    }
    let still = Matrix.identity(phases)
    func within(_ inner: Matrix) -> Matrix {
      arrivals.generator.kronecker(.identity(inner.rows)) + still.kronecker(inner)
    }
    let inner = configurations.internalRates(busy: servers)
    let ending = configurations.completionsWithSuccessor(busy: servers)
    let top = inner.rows
    let busy: BusyGenerator
    if PhaseTypeCost.prefersReduction(
      configurations: top, arrivalPhases: phases, utilization: utilization)
    {
      busy = try BusyGenerator(
        arrivals: arrivals, within: inner, ending: ending,
        chain: QuasiBirthDeath(
          up: renewal.kronecker(.identity(top)), within: within(inner),
          down: still.kronecker(ending)))
    } else {
      busy = try BusyGenerator(arrivals: arrivals, within: inner, ending: ending)
    }

    // From the top down, what each level returns to itself through those above.
    var local = within(inner)
    for column in 0..<phases {
      let returning = busy.kernel.occupancies[column] * ending
      for row in 0..<phases where arrivals.exits[row] > 0 {
        for i in 0..<top {
          for j in 0..<top {
            local[row * top + i, column * top + j] += arrivals.exits[row] * returning[i, j]
          }
        }
      }
    }
    var factors: [Matrix] = []
    for count in stride(from: servers, through: 1, by: -1) {
      let up = renewal.kronecker(configurations.starts(busy: count - 1))
      let factor = (-1 * local).solvingFromRight(up)
      factors.append(factor)
      let down = still.kronecker(configurations.completions(busy: count))
      local = within(configurations.internalRates(busy: count - 1)) + factor * down
    }
    var level = Self.stationary(local)
    var total = level.reduce(0, +)
    for factor in factors.reversed() {
      level = factor.applied(to: level)
      if level.allSatisfy({ $0 < 1e200 }) {
        total += level.reduce(0, +)
      } else {
        level = level.map { $0 * 1e-200 }
        total = total * 1e-200 + level.reduce(0, +)
      }
    }
    // What arrivals find with all servers busy, over all numbers waiting.
    var found = [Double](repeating: 0, count: top)
    for phase in 0..<phases {
      for place in 0..<top { found[place] += arrivals.exits[phase] * level[phase * top + place] }
    }
    let rest = Matrix.identity(top) + -1 * busy.kernel.completed
    found = rest.solvingFromRight(Matrix(row: found)).elements
    // The levels above: found times the occupancies.
    for occupancy in busy.kernel.occupancies {
      total += occupancy.applied(to: found).reduce(0, +)
    }
    // Arrivals see the chain in proportion to their rate: 1/λ normalizes.
    let scale =
      (-1 * arrivals.generator).solvingFromRight(Matrix(row: arrivals.start)).rowSums[0] / total
    guard
      let tail = MatrixExponentialTail(start: found.map { $0 * scale }, generator: busy.generator)
    else { throw .unsettled }
    wait = tail
  }

  /// A solution of `x M = 0` that adds up to one.
  private static func stationary(_ matrix: Matrix) -> [Double] {
    var system = matrix.transposed
    let last = system.rows - 1
    var right = Matrix(rows: system.rows, columns: 1)
    for column in 0..<system.columns { system[last, column] = 1 }
    right[last, 0] = 1
    return system.solving(right).elements
  }
}

/// About how many operations the solution of a queue of phase type takes.
enum PhaseTypeCost {
  /// The most, about a tenth of a second.
  static let limit = 4e8
  /// Rounds of the iteration of the generator before it is given up.
  static let mostRounds = 20_000

  /// Whether logarithmic reduction of the whole chain is cheaper than iterating the generator of the
  /// wait.
  static func prefersReduction(
    configurations: Int, arrivalPhases: Int, utilization: Double
  ) -> Bool {
    reduction(configurations, arrivalPhases)
      < iteration(configurations, arrivalPhases, utilization)
  }

  private static func reduction(_ configurations: Int, _ arrivalPhases: Int) -> Double {
    let size = Double(configurations * arrivalPhases)
    return 60 * size * size * size
  }

  private static func iteration(
    _ configurations: Int, _ arrivalPhases: Int, _ utilization: Double
  ) -> Double {
    let size = Double(configurations)
    let rounds = min(Double(mostRounds), 30 / -Double.log(min(utilization, 0.9999)) + 10)
    return rounds * size * size * size * (2 * Double(arrivalPhases) + 1)
  }

  /// Of a whole solution; infinite when it cannot be counted.
  static func total(arrivals: Int, service: Int, servers: Int, utilization: Double) -> Double {
    guard let top = ServiceConfigurations.count(servers: servers, phases: service), top < 10_000
    else { return .infinity }
    var sum = min(reduction(top, arrivals), iteration(top, arrivals, utilization))
    for busy in 1...servers {
      let size = Double(
        (ServiceConfigurations.count(servers: busy, phases: service) ?? 0) * arrivals)
      sum += 2.5 * size * size * size
    }
    // The grid of the tail.
    return sum + 20 * Double(top) * Double(top) * (64 + Double(top))
  }
}
