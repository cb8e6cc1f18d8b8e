import RealModule

/// Numerical inversion of Laplace transforms on a contour around the negative real axis.
///
/// Talbot's contour in the form of Weideman and of Trefethen, Weideman and Schmelzer, "Talbot
/// quadratures and rational approximations", BIT 46 (2006), eq. 3.1: with N nodes
/// `z(φ) = N (0.5017 φ cot(0.6407 φ) - 0.6122 + 0.2645 iφ)`, the error is about 3.9^(-N) where all
/// singularities are on the negative real axis, as those of sojourn times at exponential servers
/// are. Abate and Whitt's Euler summation needs twice as many nodes for half the digits.
struct TalbotContour: Sendable {
  /// A node and its weight, of the upper half of the contour.
  struct Node: Sendable {
    let place: Complex
    let weight: Complex
  }

  private let nodes: [Node]
  /// The places of the nodes, four at a time; the last ones are filled up with the last node.
  private let places: [ComplexLanes]
  /// Their weights; zero for what is filled up.
  private let weights: [ComplexLanes]

  /// The contour with `count` nodes, an even number; the lower half mirrors the upper.
  private init(count: Int) {
    let size = Double(count)
    nodes = (0..<(count / 2)).map { index in
      let angle = Double(2 * index + 1) * .pi / size
      let sine = Double.sin(0.6407 * angle)
      let cotangent = .cos(0.6407 * angle) / sine
      let place = Complex(
        real: size * (0.5017 * angle * cotangent - 0.6122), imaginary: size * 0.2645 * angle)
      let slope = Complex(
        real: 2 * (0.5017 * cotangent - 0.5017 * angle * 0.6407 / (sine * sine)),
        imaginary: 2 * 0.2645)
      let growth = Double.exp(place.real)
      let wave = Complex(
        real: growth * .cos(place.imaginary), imaginary: growth * .sin(place.imaginary))
      return Node(place: place, weight: wave * slope)
    }
    let nodes = nodes
    places = stride(from: 0, to: nodes.count, by: 4).map { first in
      Self.lanes { nodes[min(first + $0, nodes.count - 1)].place }
    }
    weights = stride(from: 0, to: nodes.count, by: 4).map { first in
      Self.lanes { first + $0 < nodes.count ? nodes[first + $0].weight : .zero }
    }
  }

  private static func lanes(_ number: (Int) -> Complex) -> ComplexLanes {
    var lanes = ComplexLanes.zero
    for lane in 0..<4 {
      lanes.real[lane] = number(lane).real
      lanes.imaginary[lane] = number(lane).imaginary
    }
    return lanes
  }

  /// The nodes of a contour for passage times between neighboring states, mixtures of exponentials
  /// whose poles are all that matter near the time of interest.
  static let passages = TalbotContour(count: 32).nodes

  private static let contours = [12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 72, 80, 88]
    .map(Self.init(count:))

  /// The contour with enough nodes for a transform of which this many poles matter, if there is one.
  ///
  /// The law `21 + 2.5 · poles` is measured: over sums of 1 to 32 exponential times with means over
  /// up to five decades, and at times from their lower percent to ten standard deviations beyond
  /// their mean, it keeps the relative error of the tail below 3e-12. More nodes than 88 would lose
  /// to rounding what they gain. By eleven fewer nodes it is below 1e-4, which samples of a range do with.
  static func forPoles(_ poles: Double, isCoarse: Bool = false) -> TalbotContour? {
    let wanted = (isCoarse ? 10 : 21) + 2.5 * poles
    return contours.first { Double($0.nodes.count * 2) >= wanted }
  }

  /// Tail and density at time `t` of the law with this transform.
  ///
  /// The transform is shifted until its first pole is a tenth of the decay rate, or 8/t, from zero,
  /// so that errors are relative to the tail down to about e^(-690); long after a law of many fast
  /// phases has died out a greater shift would only overflow.
  func invert(_ program: TransformProgram, at t: Double, decayRate: Double) -> TailPoint {
    let scale = 1 / t
    let shift = min(decayRate - min(0.1 * decayRate, 8 * scale), 690 * scale)
    var tail = 0.0
    var density = 0.0
    program.withTransform { (transform: (ComplexLanes) -> ComplexLanes) in
      for index in places.indices {
        let (place, weight) = (places[index], weights[index])
        let s = ComplexLanes(real: place.real * scale - shift, imaginary: place.imaginary * scale)
        let value = transform(s)
        let survival = ComplexLanes(real: 1 - value.real, imaginary: -value.imaginary) / s
        let tails = weight.real * survival.imaginary + weight.imaginary * survival.real
        let densities = weight.real * value.imaginary + weight.imaginary * value.real
        for lane in 0..<4 {
          tail += tails[lane]
          density += densities[lane]
        }
      }
    }
    let factor = Double.exp(-shift * t) * scale
    return TailPoint(tail: tail * factor, density: density * factor)
  }
}
