package import Quantities
import RealModule

/// The law of the response time in a closed network: the sum of the times at its stations, each
/// visited once.
///
/// The number of others found is known exactly (`StationCrowd`). First come first served with
/// exponential service, that gives the law at the station: a request that finds n at c servers waits
/// for `n - c + 1` completions. Under processor sharing the others come and go meanwhile: a birth and
/// death process with the rates that give that law of the number found (`SharingChain`; for open
/// queues Coffman, Muntz and Trotter 1970), a mixture of exponentials. Exact for a network of one
/// station beside the thinking. With one class the numbers found at several stations are taken
/// together (`JointClosedLaw`); with more, and of more than 150 customers, the times at the stations are
/// taken as independent, which they are not quite: all customers who are at one are not at the other.
///
/// Assumes exponential service where a station is first come first served. A percentile takes about 10
/// tails, of `O(customers² · stations)` together or, independent, of 2^13 points a station.
package struct ClosedResponse: Sendable {
  /// The order in which a station serves; product form does not tell.
  package enum Order: Hashable, Sendable {
    case firstComeFirstServed, processorSharing
  }

  /// How percentiles are obtained.
  package static let method = Method.approximate(
    "numbers found at the stations of a closed network, percentiles within 3 % of simulation",
    within: 0.03)

  /// The most customers and stations that it was measured for, by the accuracy suite.
  private static let measuredCustomers = 400

  /// How those of this network are obtained, with what was not measured of it.
  package static func method(_ network: ClosedNetwork) -> Method {
    let customers = network.classes.reduce(0) { $0 + $1.population }
    guard customers > measuredCustomers, case .approximate(let text, let within) = method else {
      return method
    }
    return .approximate(
      "\(text); not measured for more than \(measuredCustomers) customers", within: within)
  }

  /// The most customers of one class for whom percentiles are answered: measured up to 400, and
  /// independence of the stations only gets better with more.
  package static let mostCustomers = 2_000

  /// The most customers of one class whose numbers at several stations are taken together.
  private static let mostJoint = 150

  /// A class, with its share of all responses and the transforms of its stations.
  private struct Way: Sendable {
    let share: Double
    let delay: Double
    let parts: [Part]
  }

  private enum Part: Sendable {
    case sharing(ExponentialMixture)
    /// P(n completions to wait for), the rate of completions with all servers busy, and the mean
    /// service.
    case queue(ahead: [Double], rate: Double, service: Double)
  }

  private let ways: [Way]
  /// Instead of the ways, with a single class.
  private let joint: JointClosedLaw?
  private let scale: Double

  private static let points = 1 << 13
  private static let tilt = 24.0

  /// The responses of one class, or of all together in proportion to their throughputs.
  ///
  /// - Parameters:
  ///   - orders: By station; delays and load-dependent stations are taken as shared.
  ///   - class: The class; nil for all.
  /// - Throws: `ClosedNetworkRefusal` as the exact solution does, and beyond `mostCustomers`.
  package init(_ network: ClosedNetwork, orders: [Order], class only: Int? = nil)
    throws(ClosedNetworkRefusal)
  {
    precondition(orders.count == network.stations.count, "one order per station")
    let solution = try network.solveExactly()
    let chosen = network.classes.indices.filter {
      network.classes[$0].population > 0 && (only == nil || only == $0)
    }
    let total = chosen.reduce(0) { $0 + solution.throughputs[$1].value }
    if network.classes.count == 1, network.classes[0].population > Self.mostCustomers {
      throw .tooManyStates(limit: Self.mostCustomers)
    }
    if network.classes.count == 1, network.classes[0].population <= Self.mostJoint {
      ways = []
      joint = Self.joint(network, orders)
      scale = solution.responseTime(class: 0).value
      return
    }
    joint = nil
    var ways: [Way] = []
    var scale = 0.0
    for index in chosen {
      let crowd = StationCrowd(network, class: index)
      var place = 0
      var parts: [Part] = []
      var delay = 0.0
      for (number, station) in network.stations.enumerated() {
        let demand = station.demands[index].value
        if station.discipline == .delay {
          delay += demand
          continue
        }
        defer { place += 1 }
        guard demand > 0 else { continue }
        let found = crowd.found[place]
        if case .queue(let servers) = station.discipline, orders[number] == .firstComeFirstServed {
          var ahead = [found.prefix(servers).reduce(0, +)]
          ahead += found.dropFirst(servers)
          parts.append(
            .queue(ahead: ahead, rate: Double(servers) / demand, service: demand))
        } else {
          // Others are served at their own pace.
          var busy = 0.0
          var present = 0.0
          for other in network.classes.indices {
            let rate = solution.throughputs[other].value
            busy += rate * station.demands[other].value
            present += rate
          }
          let others = present > 0 ? busy / present : demand
          let rates = SharingRates(
            found: found, rate: { station.discipline.rate(present: $0) / Double($0) / demand },
            othersRate: { station.discipline.rate(present: $0) / Double($0) / others })
          let chain = SharingChain(rates, found: found)
          parts.append(.sharing(chain.mixture(branches: 40)))
        }
      }
      scale = max(scale, solution.responseTime(class: index).value)
      ways.append(
        Way(share: solution.throughputs[index].value / total, delay: delay, parts: parts))
    }
    self.ways = ways
    self.scale = scale
  }

  /// P(response > t).
  package func tail(beyond time: Seconds) -> Double {
    guard time > .zero else { return 1 }
    if let joint { return joint.law(time.value).tail }
    return law(horizon: 3 * time.value).tail(beyond: time.value)
  }

  /// The least time that a share `p` of the responses, between 0 and 1, does not exceed.
  package func percentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if let joint {
      return Seconds(
        TailRoot.solve(exceeding: 1 - p, guess: scale, tolerance: 1e-7) { joint.law($0) })
    }
    return LatticeLaw.percentile(p, scale: scale) { law(horizon: $0) }
  }

  private func law(horizon: Double) -> LatticeLaw {
    let points = Self.points
    let step = horizon / Double(points)
    let transform = FourierTransform(count: points)
    func lattice(_ tail: (Double) -> Double) -> [Complex] {
      var values = [Complex](repeating: .zero, count: points)
      var before = 1.0
      for index in 0..<points {
        let after = tail((Double(index) + 0.5) * step)
        values[index].real =
          max(0, before - after) * .exp(-Self.tilt * Double(index) / Double(points))
        before = after
      }
      transform.forward(&values)
      return values
    }
    var sum = [Complex](repeating: .zero, count: points)
    for way in ways {
      var product = [Complex](repeating: Complex(way.share), count: points)
      if way.delay > 0 {
        let factor = lattice { .exp(-$0 / way.delay) }
        for index in product.indices { product[index] = product[index] * factor[index] }
      }
      for part in way.parts {
        switch part {
        case .sharing(let mixture):
          let factor = lattice { mixture.law($0).tail }
          for index in product.indices { product[index] = product[index] * factor[index] }
        case .queue(let ahead, let rate, let service):
          let served = lattice { .exp(-$0 / service) }
          let one = lattice { .exp(-rate * $0) }
          for index in product.indices {
            // Horner's rule over the completions to wait for.
            var waits = Complex.zero
            for probability in ahead.reversed() {
              waits = waits * one[index] + Complex(probability)
            }
            product[index] = product[index] * served[index] * waits
          }
        }
      }
      for index in sum.indices { sum[index] += product[index] }
    }
    transform.inverse(&sum)
    return LatticeLaw(step: step, masses: sum, tilt: Self.tilt)
  }
}

extension ClosedResponse {
  /// The weights of all stations of a network of one class.
  private static func joint(_ network: ClosedNetwork, _ orders: [Order]) -> JointClosedLaw {
    let others = max(0, network.classes[0].population - 1)
    let crowd = StationCrowd(network, class: 0)
    var place = 0
    var delay = 0.0
    var stations: [JointClosedLaw.Station] = []
    for (number, station) in network.stations.enumerated() {
      let demand = station.demands[0].value
      if station.discipline == .delay {
        delay += demand
        continue
      }
      defer { place += 1 }
      guard demand > 0 else { continue }
      let weights = weights(others) { demand / station.discipline.rate(present: $0) }
      if case .queue(let servers) = station.discipline, orders[number] == .firstComeFirstServed {
        stations.append(.init(weights: weights, part: .queue(servers: servers, service: demand)))
      } else {
        let rate = { station.discipline.rate(present: $0) / Double($0) / demand }
        stations.append(
          .init(
            weights: weights,
            part: .sharing(SharingRates(found: crowd.found[place], rate: rate, othersRate: rate))))
      }
    }
    let away = network.classes[0].thinkTime.value + delay
    return JointClosedLaw(
      thinking: weights(others) { away / Double($0) }, stations: stations, delay: delay)
  }

  /// `Π_(i ≤ n) factor(i)` for n from 0, relative to the greatest.
  private static func weights(_ most: Int, _ factor: (Int) -> Double) -> [Double] {
    var logs = [0.0]
    for n in 0..<most {
      let next = factor(n + 1)
      logs.append(next > 0 ? logs[n] + .log(next) : -.infinity)
    }
    let top = logs.reduce(-.infinity, max)
    return logs.map { .exp($0 - top) }
  }
}

extension ClosedNetwork.Discipline {
  /// How many times as fast as one server a station works with so many present.
  func rate(present: Int) -> Double {
    switch self {
    case .queue(let servers): Double(min(present, servers))
    case .loadDependent(let multipliers): multipliers[min(present, multipliers.count) - 1]
    case .delay: Double(present)
    }
  }
}
