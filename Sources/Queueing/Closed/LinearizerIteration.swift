import Quantities

/// The fixed-point iteration of Linearizer on one network.
struct LinearizerIteration {
  /// Numbers at one population vector.
  struct State {
    /// Q_kr by station and class.
    var queues: [[Double]]
    var residences: [[Double]]
    var throughputs: [Double]
  }

  private let network: ClosedNetwork
  private let populations: [Double]
  private let congestions: [ArrivalCongestion]
  /// The load of open classes at each station, in erlangs.
  private let openLoads: [Double]
  /// F_skr: how the share of class r at station k changes without a customer of class s.
  private var changes: [[[Double]]]

  init(_ network: ClosedNetwork, openLoads: [Double]? = nil) {
    self.network = network
    self.openLoads = openLoads ?? network.stations.map { _ in 0 }
    populations = network.classes.map { Double($0.population) }
    congestions = network.stations.map { ArrivalCongestion($0.discipline) }
    let none = [[Double]](
      repeating: [Double](repeating: 0, count: populations.count), count: congestions.count)
    changes = [[[Double]]](repeating: none, count: populations.count)
  }

  /// Three rounds, after which the changes hardly move.
  mutating func solve() -> State {
    var whole = core(populations, from: nil)
    var reduced = populations.indices.map { State?.some(reducedStart(whole, without: $0)) }
    for round in 0..<4 {
      if round > 0 { whole = core(populations, from: whole) }
      if round == 3 { break }
      // All at once: changes of different rounds do not fit together.
      var next = changes
      for lost in populations.indices where populations[lost] > 0 {
        var fewer = populations
        fewer[lost] -= 1
        let state = core(fewer, from: reduced[lost])
        reduced[lost] = state
        for station in congestions.indices {
          for index in populations.indices where populations[index] > 0 {
            let now = whole.queues[station][index] / populations[index]
            let then = fewer[index] > 0 ? state.queues[station][index] / fewer[index] : now
            next[lost][station][index] = then - now
          }
        }
      }
      changes = next
    }
    return whole
  }

  /// R/D of open customers at a station, who see everybody who is there.
  func openStretch(_ state: State, station: Int) -> Double {
    congestions[station].stretch(
      finding: state.queues[station].reduce(0, +), openLoad: openLoads[station])
  }

  private func reducedStart(_ whole: State, without lost: Int) -> State {
    var state = whole
    guard populations[lost] > 0 else { return state }
    let share = (populations[lost] - 1) / populations[lost]
    for station in congestions.indices { state.queues[station][lost] *= share }
    return state
  }

  /// Schweitzer's iteration with the present changes.
  private func core(_ population: [Double], from start: State?) -> State {
    let stations = congestions.indices
    let classes = population.indices
    var state =
      start
      ?? State(
        queues: stations.map { _ in population.map { $0 / Double(max(stations.count, 1)) } },
        residences: [], throughputs: [])
    state.residences = network.stations.map { $0.demands.map(\.value) }
    state.throughputs = population.map { _ in 0 }
    for _ in 0..<20_000 {
      for index in classes where population[index] > 0 {
        for station in stations {
          let demand = network.stations[station].demands[index].value
          guard demand > 0 else {
            state.residences[station][index] = 0
            continue
          }
          var others = 0.0
          for other in classes where population[other] > 0 {
            let count = population[other] - (other == index ? 1 : 0)
            let share = state.queues[station][other] / population[other]
            others += count * (share + changes[index][station][other])
          }
          state.residences[station][index] =
            demand
            * congestions[station].stretch(
              finding: max(0, others), openLoad: openLoads[station])
        }
      }
      var change = 0.0
      for index in classes where population[index] > 0 {
        var cycle = network.classes[index].thinkTime.value
        for station in stations { cycle += state.residences[station][index] }
        state.throughputs[index] = population[index] / cycle
        for station in stations {
          let queue = state.throughputs[index] * state.residences[station][index]
          change = max(
            change, (queue - state.queues[station][index]).magnitude / population[index])
          state.queues[station][index] = queue
        }
      }
      if change < 1e-10 { break }
    }
    return state
  }
}
