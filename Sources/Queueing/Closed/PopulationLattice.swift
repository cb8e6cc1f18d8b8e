/// All population vectors from none to N, in the order in which each comes after all below it, and
/// the operations on numbers attached to them that build normalizing constants.
struct PopulationLattice {
  let populations: [Int]
  /// How far apart in the order vectors are that differ by one customer of a class.
  let strides: [Int]
  let count: Int

  init(populations: [Int]) {
    self.populations = populations
    var stride = 1
    strides = populations.map { population in
      defer { stride *= population + 1 }
      return stride
    }
    count = stride
  }

  /// The place of N.
  var last: Int { count - 1 }

  /// How many vectors there would be; nil when the number overflows.
  static func count(of populations: [Int]) -> Int? {
    var product = 1
    for population in populations {
      let (value, overflow) = product.multipliedReportingOverflow(by: population + 1)
      if overflow { return nil }
      product = value
    }
    return product
  }

  /// `Π_r Z_r^(n_r)/n_r!`: the constants of delays alone.
  func delays(_ times: [Double]) -> [ScaledNumber] {
    var values = [ScaledNumber](repeating: .zero, count: count)
    values[0] = ScaledNumber(1)
    for index in 1..<max(count, 1) {
      // Off any class that is present: the last that is not zero.
      for (place, stride) in strides.enumerated().reversed() {
        let number = index / stride % (populations[place] + 1)
        guard number > 0 else { continue }
        values[index] = times[place] / Double(number) * values[index - stride]
        break
      }
    }
    return values
  }

  /// Adds a station: `h(y)` times the constants so far.
  func adding(_ station: StationSeries, demands: [Double], to values: [ScaledNumber])
    -> [ScaledNumber]
  {
    var result = polynomial(station, station.weights, from: 0, demands: demands, values)
    divide(&result, by: station.limit, demands: demands)
    return result
  }

  /// `h'(y)` times the constants without the station, from those and the ones with it.
  ///
  /// With `h = q/(1 - y/β)`, `h' G₋ = (q' G₋ + G/β)/(1 - y/β)`.
  func derivative(
    _ station: StationSeries, demands: [Double], without: [ScaledNumber], with: [ScaledNumber]
  ) -> [ScaledNumber] {
    var result = [ScaledNumber](repeating: .zero, count: count)
    if station.weights.count > 1 {
      let weights = station.weights.enumerated().map { Double($0.offset) * $0.element }
      result = polynomial(station, weights, from: 1, demands: demands, without)
      let first = 1 / station.rates[0]
      for index in result.indices { result[index] = first * result[index] }
    }
    guard station.limit.isFinite else { return result }
    let share = 1 / station.limit
    for index in result.indices { result[index] += share * with[index] }
    divide(&result, by: station.limit, demands: demands)
    return result
  }

  /// `Σ_j w_j y^(j-first)/(α_(first+1) ⋯ α_j)` times the values, by Horner's rule.
  private func polynomial(
    _ station: StationSeries, _ weights: [Double], from first: Int, demands: [Double],
    _ values: [ScaledNumber]
  ) -> [ScaledNumber] {
    var result = values.map { weights[weights.count - 1] * $0 }
    for j in stride(from: weights.count - 2, through: first, by: -1) {
      let factors = demands.map { $0 / station.rates[j] }
      let weight = weights[j]
      multiply(&result, factors, adding: weight, of: values)
    }
    return result
  }

  /// `result = y result + weight values`, from the last vector to the first.
  private func multiply(
    _ result: inout [ScaledNumber], _ factors: [Double], adding weight: Double,
    of values: [ScaledNumber]
  ) {
    if populations.count == 1 {
      let factor = factors[0]
      for index in stride(from: count - 1, through: 1, by: -1) {
        result[index] = weight * values[index] + factor * result[index - 1]
      }
      result[0] = weight * values[0]
      return
    }
    for index in stride(from: count - 1, through: 0, by: -1) {
      var sum = weight * values[index]
      for (place, stride) in strides.enumerated()
      where index / stride % (populations[place] + 1) > 0 {
        sum += factors[place] * result[index - stride]
      }
      result[index] = sum
    }
  }

  /// `y` times the values, with the demands in y.
  func shifted(_ values: [ScaledNumber], demands: [Double]) -> [ScaledNumber] {
    var result = [ScaledNumber](repeating: .zero, count: count)
    for index in 0..<count {
      var sum = ScaledNumber.zero
      for (place, stride) in strides.enumerated()
      where index / stride % (populations[place] + 1) > 0 {
        sum += demands[place] * values[index - stride]
      }
      result[index] = sum
    }
    return result
  }

  /// `values / (1 - y/limit)`, from the first vector to the last.
  private func divide(_ values: inout [ScaledNumber], by limit: Double, demands: [Double]) {
    guard limit.isFinite else { return }
    let factors = demands.map { $0 / limit }
    if populations.count == 1 {
      let factor = factors[0]
      for index in 1..<max(count, 1) { values[index] += factor * values[index - 1] }
      return
    }
    for index in values.indices {
      for (place, stride) in strides.enumerated()
      where index / stride % (populations[place] + 1) > 0 {
        values[index] += factors[place] * values[index - stride]
      }
    }
  }
}
