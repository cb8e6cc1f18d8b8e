package import Quantities
import RealModule

/// Independent times of any laws between arrivals and of service, first come first served, one
/// server (GI/G/1), or several with constant service (GI/D/c).
///
/// Both times are laid on a lattice so that their means stay exact, and Lindley's equation for the
/// wait is solved there by factorization (`WienerHopfFactor`). With constant service every server
/// gets each c-th arrival: GI/D/c is a single server to which c interarrival times make one
/// (Tijms, Stochastic Models, 1994, section 4.5). The lattice has an error of order (step/time)²;
/// the step is chosen so that it stays below about 0.1 % in wait percentiles of the 90th and above.
/// O(n log n) with n from 2^13 to 2^18 points.
package struct LatticeQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  package let interarrival: Distribution
  package let service: Distribution
  package let serviceTime: Seconds
  package let servers: Int
  package let delayProbability: Double
  package let meanWait: Seconds
  private let step: Double
  /// P(W > i · step), from the first point above zero on, half of the mass there counted.
  private let tails: [Double]

  private static let mostPoints = 1 << 18

  /// The queue in its steady state.
  ///
  /// - Precondition: laws valid; `servers` at least one, and one unless service is constant.
  /// - Throws: `QueueRefusal` at saturation and when the lattice would need too many points.
  package init(interarrival: Distribution, service: Distribution, servers: Int = 1)
    throws(QueueRefusal)
  {
    precondition(interarrival.isValid && service.isValid, "laws")
    if servers != 1, case .deterministic = service {
    } else {
      precondition(servers == 1, "several servers need constant service")
    }
    let mean = service.mean
    let rate = RequestsPerSecond(1 / interarrival.mean.value)
    let load = rate * mean
    guard load.value < Double(servers) else {
      throw .saturation(Saturation(offeredLoad: load, servers: servers))
    }
    let count = Double(servers)
    // The scale of the step: the narrower of the two laws that vary at all.
    let cycle = interarrival.mean.value * count
    let spreads = [
      cycle * (interarrival.squaredVariation / count).squareRoot(),
      mean.value * service.squaredVariation.squareRoot(),
    ].filter { $0 > 0 }
    let scale = min(spreads.reduce(.infinity, min), mean.value)
    if spreads.isEmpty {
      // Constant times on both sides: nobody waits.
      arrivalRate = rate
      self.interarrival = interarrival
      self.service = service
      self.servers = servers
      serviceTime = mean
      step = mean.value
      meanWait = .zero
      delayProbability = 0
      tails = [0]
      return
    }
    // How far waits reach: 16 times the mean of Kingman's bound for heavy traffic.
    let slack = cycle - mean.value
    var variance = 0.0
    for spread in spreads { variance += spread * spread }
    let reach = 16 * variance / (2 * slack) + 24 * (cycle + mean.value)
    guard reach.isFinite else { throw .tooManyPoints }
    var points = 1 << 13
    while points < Self.mostPoints && Double(points) * scale / 40 < 2 * reach { points *= 2 }
    let step = max(scale / 40, 2 * reach / Double(points))
    guard step < scale / 3 else { throw .tooManyPoints }

    let arrivals = Self.transform(of: interarrival, step: step, points: points)
    let services = Self.transform(of: service, step: step, points: points)
    let factor = WienerHopfFactor(count: points, drift: slack / step) { angle in
      let index = Int((angle * Double(points) / (2 * .pi)).rounded())
      // Conjugated: transforms are taken with e^(-iθ).
      var arrival = arrivals[index].raised(to: servers)
      arrival.imaginary = -arrival.imaginary
      let product = arrival * services[index]
      return Complex(real: 1 - product.real, imaginary: product.imaginary)
    }
    arrivalRate = rate
    self.interarrival = interarrival
    self.service = service
    self.servers = servers
    serviceTime = mean
    self.step = step
    meanWait = Seconds(factor.mean * step)
    let positive = factor.coefficients.reduce(0, +) + max(0, factor.atZero) / 2
    delayProbability = -Double.expMinusOne(-positive)
    var tail = delayProbability
    let masses = factor.masses
    // What the lattice puts at zero beyond P(W = 0) lies right after it.
    var carried = masses[0] - (1 - delayProbability)
    tails = masses.dropFirst().map { mass in
      tail -= carried + mass / 2
      carried = mass / 2
      return max(0, tail)
    }
  }

  package var method: Method {
    .approximate("Lindley's equation on a lattice, error about 0.1 %", within: 0.002)
  }

  package func waitTail(beyond time: Seconds) -> Double { waitLaw(time.value).tail }

  package func waitPercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    let level = 1 - p
    guard delayProbability > level else { return .zero }
    var low = -1
    var high = tails.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if tails[middle] <= level { high = middle } else { low = middle }
    }
    let before = low < 0 ? delayProbability : tails[low]
    let share = before > tails[high] ? (before - level) / (before - tails[high]) : 1
    return Seconds((Double(low + 1) + share) * step)
  }

  package func responseTail(beyond time: Seconds) -> Double {
    responseLaw.tail(beyond: time.value)
  }

  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if case .deterministic(let time) = service { return waitPercentile(p) + time }
    return Seconds(responseLaw.percentile(p))
  }

  private var responseLaw: WaitPlusService {
    WaitPlusService(service: service) { waitLaw($0) }
  }

  private func waitLaw(_ t: Double) -> TailPoint {
    let place = t / step
    let left = min(Int(place), tails.count - 1)
    let before = left == 0 ? delayProbability : tails[left - 1]
    let drop = before - tails[left]
    return TailPoint(
      tail: max(0, before - min(1, place - Double(left)) * drop), density: drop / step)
  }

  /// The transform of a law on the lattice, each time split between the points around it so that
  /// its mean stays: masses are second differences of `E[(T - t)⁺]`.
  private static func transform(of law: Distribution, step: Double, points: Int) -> [Complex] {
    var values = [Complex](repeating: .zero, count: points)
    var before = law.mean.value + step
    var here = law.mean.value
    for index in values.indices {
      let after = law.excess(beyond: Double(index + 1) * step)
      values[index].real = max(0, (before - 2 * here + after) / step)
      before = here
      here = after
    }
    // What lies beyond the lattice is put at its end.
    let missing = 1 - values.reduce(0) { $0 + $1.real }
    values[points - 1].real += max(0, missing)
    FourierTransform(count: points).forward(&values)
    return values
  }
}
