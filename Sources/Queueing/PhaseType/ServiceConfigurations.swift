/// How many of the busy servers are in each phase of service: the compositions of the number busy.
struct ServiceConfigurations {
  let service: PhaseType
  /// By number of busy servers, the numbers in each phase.
  let byBusy: [[[Int]]]
  private let places: [[[Int]: Int]]

  init(service: PhaseType, servers: Int) {
    self.service = service
    var byBusy: [[[Int]]] = []
    for busy in 0...servers {
      byBusy.append(Self.compositions(of: busy, into: service.phases))
    }
    self.byBusy = byBusy
    places = byBusy.map { configurations in
      Dictionary(
        uniqueKeysWithValues: configurations.enumerated().map { ($0.element, $0.offset) })
    }
  }

  /// How many configurations there are; nil when the number overflows.
  static func count(servers: Int, phases: Int) -> Int? {
    var product = 1
    for index in 1..<max(phases, 1) {
      let (value, overflow) = product.multipliedReportingOverflow(by: servers + index)
      if overflow { return nil }
      product = value / index
    }
    return product
  }

  private static func compositions(of number: Int, into parts: Int) -> [[Int]] {
    guard parts > 1 else { return [[number]] }
    var result: [[Int]] = []
    for first in 0...number {
      for rest in compositions(of: number - first, into: parts - 1) {
        result.append([first] + rest)
      }
    }
    return result
  }

  /// Rates between configurations without a completion, the total rate out on the diagonal.
  func internalRates(busy: Int) -> Matrix {
    let configurations = byBusy[busy]
    var matrix = Matrix(rows: configurations.count, columns: configurations.count)
    for (row, configuration) in configurations.enumerated() {
      for from in 0..<service.phases where configuration[from] > 0 {
        let count = Double(configuration[from])
        matrix[row, row] += count * service.generator[from, from]
        for to in 0..<service.phases where to != from && service.generator[from, to] > 0 {
          var next = configuration
          next[from] -= 1
          next[to] += 1
          matrix[row, places[busy][next] ?? 0] += count * service.generator[from, to]
        }
      }
    }
    return matrix
  }

  /// Rates of completions, after which the next waiting request is served at once.
  func completionsWithSuccessor(busy: Int) -> Matrix {
    completions(busy: busy) * starts(busy: busy - 1)
  }

  /// Rates of completions that leave a server idle.
  func completions(busy: Int) -> Matrix {
    let configurations = byBusy[busy]
    var matrix = Matrix(rows: configurations.count, columns: byBusy[busy - 1].count)
    for (row, configuration) in configurations.enumerated() {
      for phase in 0..<service.phases where configuration[phase] > 0 {
        var next = configuration
        next[phase] -= 1
        matrix[row, places[busy - 1][next] ?? 0] +=
          Double(configuration[phase]) * service.exits[phase]
      }
    }
    return matrix
  }

  /// The probabilities of the phase in which one more request starts.
  func starts(busy: Int) -> Matrix {
    let configurations = byBusy[busy]
    var matrix = Matrix(rows: configurations.count, columns: byBusy[busy + 1].count)
    for (row, configuration) in configurations.enumerated() {
      for phase in 0..<service.phases where service.start[phase] > 0 {
        var next = configuration
        next[phase] += 1
        matrix[row, places[busy + 1][next] ?? 0] += service.start[phase]
      }
    }
    return matrix
  }
}
