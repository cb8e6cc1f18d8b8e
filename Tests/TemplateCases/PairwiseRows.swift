import Quantities

/// Rows that hold every allowed pair of levels of two coupled factors at least once.
///
/// Greedy after Cohen et al., "The AETG system", IEEE TSE 23(7), 1997: each row starts from a pair not
/// yet covered and is the best of some random candidates. Same seed, same rows.
///
/// - Parameters:
///   - levels: The number of levels of each factor.
///   - coupled: Groups of factors whose pairs are wanted; together they hold every factor.
///   - isAllowed: Whether a whole row makes sense; pairs that only senseless rows hold are skipped.
func pairwiseRows(
  levels: [Int], coupled: [Set<Int>], seed: UInt64, isAllowed: ([Int]) -> Bool
) -> [[Int]] {
  var generator = SplitMix(seed: seed)
  var open = Set<LevelPair>()
  for first in levels.indices {
    for second in levels.indices
    where second > first && coupled.contains(where: { $0.isSuperset(of: [first, second]) }) {
      for a in 0..<levels[first] {
        for b in 0..<levels[second] { open.insert(LevelPair(first, a, second, b)) }
      }
    }
  }
  var rows: [[Int]] = []
  while let pair = open.min() {
    var best: [Int]?
    var bestGain = 0
    for _ in 0..<200 {
      var row = levels.map { Int.random(in: 0..<$0, using: &generator) }
      row[pair.first] = pair.firstLevel
      row[pair.second] = pair.secondLevel
      guard isAllowed(row) else { continue }
      let gain = pairs(in: row).count(where: open.contains)
      if gain > bestGain { (best, bestGain) = (row, gain) }
    }
    guard let best else {
      open.remove(pair)
      continue
    }
    open.subtract(pairs(in: best))
    rows.append(best)
  }
  return rows
}

private func pairs(in row: [Int]) -> [LevelPair] {
  row.indices.flatMap { first in
    row.indices.filter { $0 > first }.map { LevelPair(first, row[first], $0, row[$0]) }
  }
}

private struct LevelPair: Hashable, Comparable {
  let first: Int
  let firstLevel: Int
  let second: Int
  let secondLevel: Int

  init(_ first: Int, _ firstLevel: Int, _ second: Int, _ secondLevel: Int) {
    (self.first, self.firstLevel, self.second, self.secondLevel) =
      (first, firstLevel, second, secondLevel)
  }

  private var key: [Int] { [first, second, firstLevel, secondLevel] }

  static func < (left: LevelPair, right: LevelPair) -> Bool {
    left.key.lexicographicallyPrecedes(right.key)
  }
}
