import RealModule

/// The number present while surely all servers are busy: a walk that no longer feels its floor.
///
/// Arrivals and departures are then two independent Poisson numbers, whatever the state: the law is
/// that at the beginning, convolved with the law of their difference (Skellam 1946), for any span
/// and any rates within it. So hours of overload cost one convolution.
struct BusyWalk {
  /// The law at the beginning.
  let start: BirthDeathWindow
  /// The mean number of arrivals since then.
  private(set) var arrivals = 0.0
  /// The mean number of departures since then.
  private(set) var departures = 0.0
  private let cumulants: [Double]

  init(_ start: BirthDeathWindow) {
    self.start = start
    var mean = 0.0
    for (index, probability) in start.law.enumerated() { mean += Double(index) * probability }
    var moments = [0.0, 0, 0, 0, 0]
    for (index, probability) in start.law.enumerated() {
      let distance = Double(index) - mean
      let square = distance * distance
      moments[2] += square * probability
      moments[3] += square * distance * probability
      moments[4] += square * square * probability
    }
    cumulants = [
      Double(start.low) + mean, moments[2], moments[3], moments[4] - 3 * moments[2] * moments[2],
    ]
  }

  mutating func advance(by span: Double, _ rates: BirthDeathWindow.Rates) {
    arrivals += rates.arrivals * span
    departures += rates.service * Double(rates.servers) * span
  }

  /// E[N].
  var mean: Double { cumulants[0] + arrivals - departures }

  /// A state below which there is no probability worth counting, after `span` more seconds.
  func floor(after span: Double, _ rates: BirthDeathWindow.Rates) -> Double {
    let more = arrivals + rates.arrivals * span
    let less = departures + rates.service * Double(rates.servers) * span
    return Double(start.low) + more - less - 7.6 * (more + less).squareRoot() - 10
  }

  /// P(N - D >= level), where D is a further Poisson number of this mean.
  ///
  /// By Edgeworth's series with the third and fourth cumulants, a uniform number in (-½, ½) added so
  /// that the lattice is exact. Abramowitz and Stegun, eq. 26.2.48. The error, for the variances
  /// above 50 at which a walk is away from its floor, is below 1e-5.
  func share(atLeast level: Double, afterDepartures mean: Double) -> Double {
    let less = departures + mean
    let variance = cumulants[1] + arrivals + less + 1.0 / 12
    let deviation = variance.squareRoot()
    let skewness = (cumulants[2] + arrivals - less) / (variance * deviation)
    let excess = (cumulants[3] + arrivals + less - 1.0 / 120) / (variance * variance)
    let z = (level - 0.5 - (cumulants[0] + arrivals - less)) / deviation
    let square = z * z
    let density = Double.exp(-square / 2) / (2 * .pi).squareRoot()
    let series =
      skewness / 6 * (square - 1) + excess / 24 * z * (square - 3)
      + skewness * skewness / 72 * z * (square * square - 10 * square + 15)
    return min(1, max(0, 0.5 * .erfc(z / (2.0).squareRoot()) + density * series))
  }

  /// The law now.
  func window() -> BirthDeathWindow {
    guard arrivals + departures > 0 else { return start }
    let walk = SkellamLaw(up: arrivals, down: departures)
    var law = [Double](repeating: 0, count: start.law.count + walk.law.count - 1)
    law.withUnsafeMutableBufferPointer { law in
      walk.law.withUnsafeBufferPointer { steps in
        guard let law = law.baseAddress, let place = steps.baseAddress else { return }
        for (index, probability) in start.law.enumerated() where probability > 1e-18 {
          var step = 0
          while step < steps.count {
            law[index + step] += probability * place[step]
            step += 1
          }
        }
      }
    }
    // States below zero have no probability; the window is told so by cutting them.
    let low = start.low + walk.low
    let cut = max(0, -low)
    return BirthDeathWindow(low: low + cut, law: Array(law[cut...]))
  }
}

/// The law of the difference of two independent Poisson numbers of means `a` and `b`.
///
/// `s_k = e^-(a+b) (a/b)^(k/2) I_k(2√(ab))`; from the recurrence of the Bessel functions
/// `a s_(k-1) = b s_(k+1) + k s_k`, stable towards smaller `|k|` (Miller's algorithm; Abramowitz and
/// Stegun, section 9.12).
struct SkellamLaw {
  /// The first difference with a probability worth counting.
  let low: Int
  let law: [Double]

  init(up: Double, down: Double) {
    let mean = up - down
    let reach = 9.5 * (up + down).squareRoot() + 12
    let first = Int((mean - reach).rounded(.down))
    let last = Int((mean + reach).rounded(.up))
    var values: [Double]
    if first >= 0 {
      values = Self.side(up, down, from: last, to: first)
    } else if last <= 0 {
      values = Self.side(down, up, from: -first, to: -last).reversed()
    } else {
      let right = Self.side(up, down, from: last, to: 0)
      let left = Self.side(down, up, from: -first, to: 0)
      let scale = right[0] / left[0]
      values = left.dropFirst().reversed().map { $0 * scale } + right
    }
    let total = values.reduce(0, +)
    low = first
    law = values.map { $0 / total }
  }

  /// The probabilities of `to`, ..., `from`, of at least zero, up to a factor.
  private static func side(_ up: Double, _ down: Double, from: Int, to: Int) -> [Double] {
    var values = [Double](repeating: 0, count: from - to + 1)
    var above = 0.0
    var value = 1e-60
    var index = from
    while index >= to {
      values[index - to] = value
      let below = (down * above + Double(index) * value) / up
      above = value
      value = below
      if value > 1e200 {
        value *= 1e-260
        above *= 1e-260
        for place in values.indices { values[place] *= 1e-260 }
      }
      index -= 1
    }
    return values
  }
}
