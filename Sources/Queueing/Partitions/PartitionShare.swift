import RealModule

/// The law of one partition's share of all requests, below a limit.
///
/// A key is there with probability 1/P, independently of the others. What is throttled follows from the
/// law below the limit alone, `E[(S - x)⁺] = 1/P - x + E[(x - S)⁺]`, so that the cells are a fraction of
/// x whatever shares of the whole that is. Keys of x or more must be absent; those of 512 cells or the
/// most popular are added one by one, sizes between two cells split so that the mean is kept; those of
/// at least two cells by the series of `Σ ln(1 - 1/P + z^k/P)` and De Pril's recursion for its
/// exponential ("On the exact computation of the aggregate claims distribution in the individual life
/// model", ASTIN Bulletin 16 (1986)); those below by the normal law of their mean and variance.
struct PartitionShare {
  /// P(S = k · limit/cells) for k below the cells.
  private let masses: [Double]
  private let limit: Double

  /// Keys that are added one by one.
  private static let listed = 512
  /// Fewer partitions than these make the series alternate without falling.
  private static let fewPartitions = 16

  init(popularity: ZipfPopularity, partitions: Int, limit: Double, cells: Int) {
    self.limit = limit
    let cell = limit / Double(cells)
    let chance = 1 / Double(partitions)
    var law = [Double](repeating: 0, count: cells)
    law[0] = 1
    var top = 0
    var absent = 0.0
    var series = [Double](repeating: 0, count: cells)
    var hasSeries = false
    var mean = 0.0
    var variance = 0.0
    for (index, share) in popularity.shares.enumerated() {
      let weight = popularity.weights[index]
      let size = share / cell
      if size >= Double(cells) {
        absent += weight
      } else if size >= 2, index < Self.listed {
        Self.add(size, chance: chance, to: &law, &top)
      } else if size >= 2, partitions > Self.fewPartitions {
        Self.collect(size, weight: weight, odds: 1 / Double(partitions - 1), into: &series)
        hasSeries = true
      } else {
        mean += weight * size * chance
        variance += weight * size * size * chance * (1 - chance)
      }
    }
    let without = absent > 0 ? Double.exp(absent * .log(onePlus: -chance)) : 1
    if hasSeries { law = Self.sum(law, Self.exponential(series)) }
    if mean > 0 { law = Self.sum(law, Self.normal(mean, max(0, variance).squareRoot(), cells)) }
    masses = law.map { $0 * without }
  }

  /// E[(S - x)⁺] for the limit x, given the mean of S.
  func excess(mean: Double) -> Double {
    var below = 0.0
    let cells = Double(masses.count)
    for (index, mass) in masses.enumerated() { below += mass * (1 - Double(index) / cells) }
    return max(0, max(mean - limit, mean - limit + limit * below))
  }

  /// P(S < x).
  var below: Double { masses.reduce(0, +) }

  /// Adds a key of this size, in cells, that is there with this chance.
  private static func add(_ size: Double, chance: Double, to law: inout [Double], _ top: inout Int)
  {
    let whole = Int(size)
    let part = size - Double(whole)
    let count = law.count
    let reached = top
    top = min(top + whole + 1, count - 1)
    law.withUnsafeMutableBufferPointer { law in
      var index = reached
      while index >= 0 {
        let here = law[index]
        if here > 0 {
          law[index] = here * (1 - chance)
          if index + whole < count { law[index + whole] += here * chance * (1 - part) }
          if index + whole + 1 < count { law[index + whole + 1] += here * chance * part }
        }
        index -= 1
      }
    }
  }

  /// Adds `weight · ln(1 - 1/P + z^k/P)`, of which place 0 holds the constant.
  private static func collect(
    _ size: Double, weight: Double, odds: Double, into series: inout [Double]
  ) {
    series[0] -= weight * .log(onePlus: odds)
    let whole = Int(size)
    let part = size - Double(whole)
    for (place, share) in [(whole, 1 - part), (whole + 1, part)] where share > 0 {
      var power = odds
      var order = 1
      while order * place < series.count, power > 1e-18 {
        series[order * place] +=
          weight * share * (order.isMultiple(of: 2) ? -1 : 1) * power / Double(order)
        power *= odds
        order += 1
      }
    }
  }

  /// The exponential of a power series.
  private static func exponential(_ series: [Double]) -> [Double] {
    let slopes = series.enumerated().map { Double($0.offset) * $0.element }
    var result = [Double](repeating: 0, count: series.count)
    result[0] = .exp(series[0])
    result.withUnsafeMutableBufferPointer { result in
      slopes.withUnsafeBufferPointer { slopes in
        var index = 1
        while index < result.count {
          var sum = 0.0
          var step = 1
          while step <= index {
            sum += slopes[step] * result[index - step]
            step += 1
          }
          result[index] = sum / Double(index)
          index += 1
        }
      }
    }
    return result
  }

  /// The normal law on the cells, what is below zero at zero; split between two cells where it is
  /// narrower than one.
  private static func normal(_ mean: Double, _ deviation: Double, _ cells: Int) -> [Double] {
    var law = [Double](repeating: 0, count: cells)
    guard deviation > 0.5 else {
      let whole = Int(min(mean, 1e9))
      let part = mean - Double(whole)
      if whole < cells { law[whole] = 1 - part }
      if whole + 1 < cells { law[whole + 1] = part }
      return law
    }
    var before = 0.0
    for index in law.indices {
      let after = NormalLaw.below((Double(index) + 0.5 - mean) / deviation)
      law[index] = after - before
      before = after
    }
    return law
  }

  /// The law of a sum, below the limit.
  private static func sum(_ left: [Double], _ right: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: left.count)
    result.withUnsafeMutableBufferPointer { result in
      right.withUnsafeBufferPointer { right in
        for (place, mass) in left.enumerated() where mass != 0 {
          var index = place
          while index < result.count {
            result[index] += mass * right[index - place]
            index += 1
          }
        }
      }
    }
    return result
  }
}
