import Quantities

/// How long a customer takes at a station at which it finds some number of others on average.
///
/// At c servers of a product-form network `R = (D/c) (A + c - b + P)`, with A others found, b of the
/// servers busy on average and P the probability that all are: exact, because what is missing to
/// mean value analysis is the mean number of idle servers beyond one's own. Here b and P are those
/// of the M/M/c queue with A present on average. For one server that is `D (1 + A)`.
struct ArrivalCongestion {
  private enum Kind {
    case delay
    case single
    /// By number present, the mean number of idle servers plus P, at points of growing load.
    case several(servers: Double, present: [Double], spare: [Double])
    case loadDependent([Double])
  }

  private let kind: Kind

  private static let points = 400

  init(_ discipline: ClosedNetwork.Discipline) {
    switch discipline {
    case .delay: kind = .delay
    case .queue(1): kind = .single
    case .loadDependent(let multipliers): kind = .loadDependent(multipliers)
    case .queue(let servers):
      let count = Double(servers)
      var present: [Double] = []
      var spare: [Double] = []
      for point in 0..<Self.points {
        let rest = 1 - Double(point) / Double(Self.points)
        // Denser towards saturation.
        let load = count * (1 - rest * rest)
        let delay = ErlangFormula.delayProbability(servers: servers, offeredLoad: Erlangs(load))
        present.append(load + delay * load / (count - load))
        spare.append(count - load + delay)
      }
      kind = .several(servers: count, present: present, spare: spare)
    }
  }

  /// R/D beside an open load of so many erlangs, for a customer that finds this many closed others.
  ///
  /// The open customers present are those that arrive while one is there, `q = a R/D`, and see the
  /// same: a fixed point, which for one server gives the exact `(1 + A)/(1 - a)`.
  func stretch(finding others: Double, openLoad: Double) -> Double {
    guard openLoad > 0 else { return stretch(finding: others) }
    if case .single = kind { return (1 + others) / (1 - openLoad) }
    // The stretch rises by less than 1/c with each one more, so that q rises more slowly than it.
    var low = 0.0
    var high = 1.0
    while openLoad * stretch(finding: others + high) > high && high < 1e12 {
      low = high
      high *= 2
    }
    for _ in 0..<200 where high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if openLoad * stretch(finding: others + middle) > middle {
        low = middle
      } else {
        high = middle
      }
    }
    return stretch(finding: others + high)
  }

  /// R/D for a customer that finds this many others on average.
  func stretch(finding others: Double) -> Double {
    switch kind {
    case .delay: return 1
    case .single: return 1 + others
    case .loadDependent(let multipliers):
      // As if exactly so many were present.
      let place = min(others, Double(multipliers.count - 1))
      let left = min(Int(place), multipliers.count - 1)
      let right = min(left + 1, multipliers.count - 1)
      let rate =
        multipliers[left] + (place - Double(left)) * (multipliers[right] - multipliers[left])
      return (1 + others) / rate
    case .several(let servers, let present, let spare):
      guard others < present[present.count - 1] else { return (others + 1) / servers }
      var low = 0
      var high = present.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if present[middle] <= others { low = middle } else { high = middle }
      }
      let share = (others - present[low]) / (present[high] - present[low])
      return max(1, (others + spare[low] + share * (spare[high] - spare[low])) / servers)
    }
  }
}
