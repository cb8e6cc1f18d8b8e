/// The options of several chains in the order of their costs.
struct ChainQueue {
  private let chains: [OptionChain]
  /// The next position of each chain; nil where it has ended.
  private var positions: [Int?]
  private var costs: [Double]

  init(_ chains: [OptionChain]) {
    self.chains = chains
    positions = [Int?](repeating: 0, count: chains.count)
    costs = chains.map { $0.cost(0) }
  }

  mutating func next() -> OptionSpot? {
    var best: Int?
    for index in chains.indices where positions[index] != nil {
      if best.map({ costs[index] < costs[$0] }) ?? true { best = index }
    }
    guard let best, let position = positions[best] else { return nil }
    skip(best, to: position + 1)
    return OptionSpot(chain: best, position: position)
  }

  /// Goes on with a chain at a position; ends it for nil.
  mutating func skip(_ chain: Int, to position: Int?) {
    guard let position, position < chains[chain].length else {
      positions[chain] = nil
      return
    }
    positions[chain] = position
    costs[chain] = chains[chain].cost(position)
  }
}
