import RealModule

/// The stationary chain of a PH/PH/c queue.
struct PhaseTypeSolution {
  private let arrivals: PhaseType
  private let servers: Int
  private let configurations: ServiceConfigurations
  private let rates: Matrix
  /// The stationary probabilities of all servers busy and nobody waiting.
  private let full: [Double]

  init(arrivals: PhaseType, service: PhaseType, servers: Int) {
    self.arrivals = arrivals
    self.servers = servers
    let configurations = ServiceConfigurations(service: service, servers: servers)
    self.configurations = configurations
    let phases = arrivals.phases
    var renewal = Matrix(rows: phases, columns: phases)
    for row in 0..<phases {
      for column in 0..<phases {
        renewal[row, column] = arrivals.exits[row] * arrivals.start[column]
      }
    }
    let still = Matrix.identity(phases)
    func within(_ busy: Int) -> Matrix {
      let inner = configurations.internalRates(busy: busy)
      return Self.kronecker(arrivals.generator, .identity(inner.rows))
        + Self.kronecker(still, inner)
    }
    let top = configurations.byBusy[servers].count
    let chain = QuasiBirthDeath(
      up: Self.kronecker(renewal, .identity(top)), within: within(servers),
      down: Self.kronecker(still, configurations.completionsWithSuccessor(busy: servers)))
    let rates = chain.rateMatrix()
    self.rates = rates

    // From the top down, what each level returns to itself through those above.
    var local = chain.within + rates * chain.down
    var factors: [Matrix] = []
    for busy in stride(from: servers, through: 1, by: -1) {
      let up = Self.kronecker(renewal, configurations.starts(busy: busy - 1))
      let factor = (-1 * local).solvingFromRight(up)
      factors.append(factor)
      let down = Self.kronecker(still, configurations.completions(busy: busy))
      local = within(busy - 1) + factor * down
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
    // Of all levels with every server busy together, instead of the first.
    let size = rates.rows
    let sum = (Matrix.identity(size) + -1 * rates).solvingFromRight(Self.row(level))
    let above = sum.rowSums[0] - level.reduce(0, +)
    full = level.map { $0 / (total + above) }
  }

  /// The law of the wait that arrivals have.
  func wait() -> UniformizedLaw {
    let top = configurations.byBusy[servers].count
    let phases = arrivals.phases
    let inner = configurations.internalRates(busy: servers)
    let done = configurations.completionsWithSuccessor(busy: servers)
    var rate = 0.0
    for index in 0..<top { rate = max(rate, -inner[index, index]) }
    let stays = Matrix.identity(top) + (1 / rate) * inner
    let ends = (1 / rate) * done
    var seen = Matrix(rows: phases * top, columns: top)
    for phase in 0..<phases {
      for place in 0..<top { seen[phase * top + place, place] = arrivals.exits[phase] }
    }
    let size = rates.rows
    var state = (Matrix.identity(size) + -1 * rates).solving(seen)
    // Arrivals see the chain in proportion to their rate: 1/λ normalizes.
    let scale = arrivalMean
    var survival: [Double] = []
    // The tail is followed until it is nothing or falls by the same factor from block to block.
    let block = 32
    var decay = 0.0
    while survival.count < 60_000 {
      let now = min(1, scale * state.applied(to: full).reduce(0, +))
      survival.append(now)
      if now < 1e-10 { break }
      let last = survival.count - 1
      if last >= block && last.isMultiple(of: block) {
        let next = Double.log(survival[last - block] / now)
        if (next - decay).magnitude <= 1e-9 * next { break }
        decay = next
      }
      state = state * stays + rates * (state * ends)
    }
    let ratio = survival.count > 1 ? survival[survival.count - 1] / survival[survival.count - 2] : 0
    return UniformizedLaw(
      rate: rate, survival: survival, ratio: ratio.isFinite ? max(0, min(ratio, 1 - 1e-15)) : 0)
  }

  /// E[A] of the time between arrivals: `start · (-generator)⁻¹ · 1`.
  private var arrivalMean: Double {
    (-1 * arrivals.generator).solvingFromRight(Self.row(arrivals.start)).rowSums[0]
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

  private static func row(_ values: [Double]) -> Matrix {
    var result = Matrix(rows: 1, columns: values.count)
    for (index, value) in values.enumerated() { result[0, index] = value }
    return result
  }

  private static func kronecker(_ left: Matrix, _ right: Matrix) -> Matrix {
    var result = Matrix(rows: left.rows * right.rows, columns: left.columns * right.columns)
    for i in 0..<left.rows {
      for j in 0..<left.columns where left[i, j] != 0 {
        for k in 0..<right.rows {
          for l in 0..<right.columns {
            result[i * right.rows + k, j * right.columns + l] = left[i, j] * right[k, l]
          }
        }
      }
    }
    return result
  }
}
