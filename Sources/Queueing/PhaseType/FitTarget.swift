import Quantities
import RealModule

/// What a fit is compared with, in units of the mean of the law.
struct FitTarget {
  private let purpose: ErlangMixtureFit.Purpose
  private var places: [Double] = []
  private var values: [Double] = []
  private let scales: [Double]

  init(_ law: Distribution, mean: Double, purpose: ErlangMixtureFit.Purpose) {
    self.purpose = purpose
    switch purpose {
    case .service:
      var time = 0.1
      while places.count < 40 {
        let tail = law.excess(beyond: time * mean) / mean
        places.append(time)
        values.append(tail)
        if tail < 0.003 { break }
        time *= 1.3
      }
    case .arrivals:
      // Up to the rates at which a few servers end, seen from the time between arrivals.
      places = (-5...3).map { .exp2(Double($0) / 1.5) }
      values = places.map { law.transform($0 / mean) }
    }
    scales = values.map { 1 / ($0 + 0.01) }
  }

  /// The share of one branch in what is compared.
  func row(mean: Double, phases: Int) -> [Double] {
    switch purpose {
    case .service:
      let law = Distribution.erlang(mean: Seconds(mean), phases: phases)
      return places.map { law.excess(beyond: $0) }
    case .arrivals:
      return places.map { .pow(1 + $0 * mean / Double(phases), -phases) }
    }
  }

  /// The distance of a mixture of two rows, or of three.
  func distance(
    _ a: Double, _ first: [Double], _ b: Double, _ middle: [Double], _ c: Double, _ last: [Double]
  ) -> Double {
    var sum = 0.0
    for place in values.indices {
      var value = a * first[place] + b * middle[place]
      if c > 0 { value += c * last[place] }
      let error = (value - values[place]) * scales[place]
      sum += error * error
    }
    return sum
  }

  /// The distance of a mixture of any number of rows.
  func distance(_ weights: [Double], _ rows: [[Double]]) -> Double {
    var sum = 0.0
    for place in values.indices {
      var value = 0.0
      for index in rows.indices { value += weights[index] * rows[index][place] }
      let error = (value - values[place]) * scales[place]
      sum += error * error
    }
    return sum
  }

  /// The weights with the least distance that meet linear constraints `a · w = b`, from the equations
  /// of Lagrange; nil when they are singular.
  func closest(_ rows: [[Double]], constraints: [(a: [Double], b: Double)]) -> [Double]? {
    let count = rows.count
    let size = count + constraints.count
    var system = Matrix(rows: size, columns: size)
    var right = Matrix(rows: size, columns: 1)
    for i in 0..<count {
      for j in i..<count {
        var product = 0.0
        for place in values.indices {
          product += rows[i][place] * rows[j][place] * scales[place] * scales[place]
        }
        system[i, j] = product
        system[j, i] = product
      }
      for place in values.indices {
        right[i, 0] += rows[i][place] * values[place] * scales[place] * scales[place]
      }
    }
    for (index, one) in constraints.enumerated() {
      for i in 0..<count {
        system[count + index, i] = one.a[i]
        system[i, count + index] = one.a[i]
      }
      right[count + index, 0] = one.b
    }
    let weights = Array(system.solving(right).elements.prefix(count))
    return weights.allSatisfy(\.isFinite) ? weights : nil
  }
}
