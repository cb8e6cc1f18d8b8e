import Quantities
import Simulation

/// The cases of the suite.
package enum AccuracyCells {
  /// All cases, family after family.
  package static let all: [AccuracyCell] =
    markovian + generalService + generalArrivals + phaseType + general + sharing + paths
    + forkJoins + closed + closedClasses + layered + caches + coldStarts + retries + transients
    + autoscaling

  /// The mean service time of single stations.
  private static let mean = Seconds(0.01)

  private static let regular = ("D", Law.deterministic(mean))
  private static let exponential = ("M", Law.exponential(mean: mean))
  private static func erlang(_ phases: Int) -> (String, Law) {
    ("E\(phases)", .erlang(mean: mean, phases: phases))
  }
  private static func hyper(_ cv: Double) -> (String, Law) {
    ("H2(\(DecimalText.significant(cv, 2)))", .hyperexponential(mean: mean, cv: cv))
  }
  private static func lognormal(_ cv: Double) -> (String, Law) {
    ("LN(\(DecimalText.significant(cv, 2)))", .lognormal(mean: mean, cv: cv))
  }
  private static func gamma(_ shape: Double) -> (String, Law) {
    ("Gamma(\(DecimalText.significant(shape, 2)))", .gamma(mean: mean, shape: shape))
  }
  private static func weibull(_ shape: Double) -> (String, Law) {
    ("Weibull(\(DecimalText.significant(shape, 2)))", .weibull(mean: mean, shape: shape))
  }
  private static func pareto(_ shape: Double) -> (String, Law) {
    ("Pareto(\(DecimalText.significant(shape, 2)))", .pareto(mean: mean, shape: shape))
  }

  private static func text(_ number: Double) -> String { DecimalText.significant(number, 3) }

  private static func queue(
    _ family: AccuracyCell.Family, _ arrival: (String, Law), _ service: (String, Law),
    _ servers: Int, _ load: Double
  ) -> AccuracyCell {
    let scale = mean.value / (Double(servers) * load) / mean.value
    return AccuracyCell(
      family, "\(arrival.0)/\(service.0)/\(servers) at \(text(load))",
      .queue(
        interarrival: arrival.1.scaled(by: scale), service: service.1, servers: servers))
  }

  private static func product<A, B, C>(
    _ first: [A], _ second: [B], _ third: [C]
  ) -> [(A, B, C)] {
    first.flatMap { a in second.flatMap { b in third.map { (a, b, $0) } } }
  }

  private static var markovian: [AccuracyCell] {
    product([1, 2, 4, 8, 16, 32, 64], [0.3, 0.5, 0.7, 0.8, 0.9], [()]).map {
      queue(.markovian, exponential, exponential, $0.0, $0.1)
    } + [1, 4, 16, 64].map { queue(.markovian, exponential, exponential, $0, 0.95) }
  }

  private static var generalService: [AccuracyCell] {
    product(
      [
        regular, erlang(2), erlang(4), hyper(1.5), hyper(2), hyper(3), lognormal(0.5),
        lognormal(1), lognormal(2), gamma(0.5), weibull(0.7), pareto(4.5),
      ], [0.3, 0.5, 0.7, 0.8], [()]
    ).map { queue(.generalService, exponential, $0.0, 1, $0.1) }
      + [regular, erlang(2), erlang(4), lognormal(0.5), lognormal(1), hyper(1.5)].map {
        queue(.generalService, exponential, $0, 1, 0.9)
      } + [regular, erlang(2)].map { queue(.generalService, exponential, $0, 1, 0.95) }
  }

  private static var generalArrivals: [AccuracyCell] {
    product([regular, erlang(4), hyper(2), lognormal(1.5)], [1, 2, 8, 32], [0.5, 0.7, 0.9]).map {
      queue(.generalArrivals, $0.0, exponential, $0.1, $0.2)
    }
  }

  private static var phaseType: [AccuracyCell] {
    let laws = [
      (erlang(2), erlang(2)), (erlang(4), hyper(2)), (hyper(2), erlang(2)), (hyper(2), hyper(2)),
      (exponential, erlang(2)), (exponential, hyper(2)),
    ]
    return product(laws, [2, 4, 8], [0.5, 0.7, 0.85, 0.9]).map {
      queue(.phaseType, $0.0.0, $0.0.1, $0.1, $0.2)
    }
  }

  private static var general: [AccuracyCell] {
    let laws = [
      (exponential, lognormal(1)), (exponential, lognormal(2)), (lognormal(1), lognormal(1)),
      (exponential, regular), (exponential, weibull(0.6)), (lognormal(1.5), lognormal(0.5)),
    ]
    return product(laws, [2, 4, 16, 64], [0.5, 0.7, 0.85, 0.9]).map {
      queue(.general, $0.0.0, $0.0.1, $0.1, $0.2)
    }
      + product(
        [(lognormal(1), lognormal(1)), (lognormal(2), lognormal(1))], [1], [0.5, 0.7, 0.9]
      )
      .map { queue(.general, $0.0.0, $0.0.1, $0.1, $0.2) }
      + product([(exponential, pareto(4.5))], [2, 8], [0.5, 0.8]).map {
        queue(.general, $0.0.0, $0.0.1, $0.1, $0.2)
      }
      // Simulated only after the shapes of fits and the limit of phases were settled.
      + product([(exponential, lognormal(1.5))], [3, 6, 12], [0.8, 0.9]).map {
        queue(.general, $0.0.0, $0.0.1, $0.1, $0.2)
      }
  }

  private static var sharing: [AccuracyCell] {
    product(
      [exponential, regular, lognormal(1), lognormal(2), hyper(2)], [1, 2, 4, 8],
      [0.3, 0.5, 0.7, 0.8]
    ).map { shared($0.0, $0.1, $0.2) }
      + [(2, 0.9), (3, 0.6), (6, 0.75), (16, 0.85)].map { shared(regular, $0.0, $0.1) }
  }

  private static func shared(_ law: (String, Law), _ servers: Int, _ load: Double) -> AccuracyCell {
    AccuracyCell(
      .sharing, "M/\(law.0)/\(servers) at \(text(load))",
      .sharing(rate: Double(servers) * load / mean.value, service: law.1, servers: servers))
  }
}

extension Law {
  /// The same law on another scale of time.
  func scaled(by factor: Double) -> Law {
    switch self {
    case .deterministic(let time): .deterministic(time * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .erlang(let mean, let phases): .erlang(mean: mean * factor, phases: phases)
    case .hyperexponential(let mean, let cv): .hyperexponential(mean: mean * factor, cv: cv)
    case .lognormal(let mean, let cv): .lognormal(mean: mean * factor, cv: cv)
    case .gamma(let mean, let shape): .gamma(mean: mean * factor, shape: shape)
    case .weibull(let mean, let shape): .weibull(mean: mean * factor, shape: shape)
    case .pareto(let mean, let shape): .pareto(mean: mean * factor, shape: shape)
    case .uniform(let low, let high): .uniform(from: low * factor, to: high * factor)
    }
  }
}
