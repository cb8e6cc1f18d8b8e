import Quantities
import RealModule

extension LayeredTier {
  /// The mean time at the processors of an instance over the demand there: with at most as many requests
  /// at them as there are holders.
  ///
  /// Less than that of a station that all could enter, `1 + C(c, a)/(c (1 - ρ))`: who waits for a holder
  /// does not share the processors. Little's law on the mean number at the processors, with n held that
  /// of the closed network of product form, `Σ_j j f(j) g(n - j) / Σ_j f(j) g(n - j)`: f the weights of
  /// the processors, g the normalizing constants of the rest, which are the products of its mean times
  /// between completions (Lavenberg 1983, section 3.5).
  ///
  /// - Throws: `ClosedNetworkRefusal` as the tier does.
  /// - Complexity: That of the tier.
  package func processorStretch() throws(ClosedNetworkRefusal) -> Double {
    let demand = poolProcessors.demand
    guard demand > 0 else { return 1 }
    let holders = foundHeld.count
    let others = try constantsWithoutProcessors(holders: holders)
    var processors = [ScaledNumber(1)]
    for number in 1...holders {
      processors.append(
        demand / Double(min(number, poolProcessors.servers)) * processors[number - 1])
    }
    var mean = 0.0
    for held in 1...holders {
      var total = ScaledNumber.zero
      var moment = ScaledNumber.zero
      for number in 0...held {
        let weight = processors[number].multiplied(by: others[held - number])
        total += weight
        moment += Double(number) * weight
      }
      let probability = held < holders ? foundHeld[held] : delayProbability
      mean += probability * (moment / total)
    }
    return max(1, mean / (poolRate.value * demand))
  }

  /// Of the network of delay and shared stations, for 0, 1, ..., `holders` customers.
  private func constantsWithoutProcessors(
    holders: Int
  ) throws(ClosedNetworkRefusal) -> [ScaledNumber] {
    let served = shared.filter { $0.demand > .zero }
    guard !served.isEmpty else {
      var constants = [ScaledNumber(1)]
      for number in 1...holders {
        constants.append(heldDelay.value / Double(number) * constants[number - 1])
      }
      return constants
    }
    let network = MixedNetwork(
      openClasses: [.init(name: "others", arrivalRate: arrivalRate - poolRate)],
      closedClasses: [.init(name: "held", population: holders, thinkTime: heldDelay)],
      stations: served.enumerated().map { index, one in
        .init(
          name: "shared \(index + 1)", discipline: .queue(servers: one.servers),
          demands: [one.demand, one.demand])
      })
    var constants = [ScaledNumber(1)]
    for throughput in try network.solve().closed.throughputByPopulation {
      constants.append(1 / throughput.value * constants[constants.count - 1])
    }
    return constants
  }
}
