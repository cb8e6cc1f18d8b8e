import Quantities

/// The normalizing constants of a closed product-form network, and what follows from them.
///
/// Buzen, "Computational algorithms for closed queueing networks with exponential servers", CACM 16
/// (1973), in its multi-class form (Reiser and Kobayashi 1975). A station is added by multiplying
/// with `q(y)` and dividing by `1 - y/β`, in O(states · classes · servers) positive operations on
/// numbers of any magnitude: nothing cancels and nothing overflows, so that the relative error is
/// about ε times the sum of populations. Mean value analysis with load-dependent rates loses all
/// digits from a few hundred customers on.
struct NormalizingConstants {
  /// A station with its demands and its series.
  struct Place {
    let station: Int
    let demands: [Double]
    let series: StationSeries
  }

  private let lattice: PopulationLattice
  private let all: [ScaledNumber]
  /// G(N), G(N - e_r) and, by station with queueing, h' G₋ at N and N - e_r.
  private let places: [Place]
  private let withoutPlace: [[ScaledNumber]?]

  init(lattice: PopulationLattice, delays: [Double], places: [Place]) {
    self.lattice = lattice
    self.places = places
    var shared = lattice.delays(delays)
    for place in places where place.series.weights.count == 1 {
      shared = lattice.adding(place.series, demands: place.demands, to: shared)
    }
    let several = places.filter { $0.series.weights.count > 1 }
    var before = shared
    var all = shared
    for place in several { all = lattice.adding(place.series, demands: place.demands, to: all) }
    self.all = all
    // Without one station: those before it are shared from step to step.
    withoutPlace = places.map { place in
      guard place.series.weights.count > 1 else { return nil }
      var without = before
      for other in several where other.station > place.station {
        without = lattice.adding(other.series, demands: other.demands, to: without)
      }
      before = lattice.adding(place.series, demands: place.demands, to: before)
      return without
    }
  }

  /// X_r = G(N - e_r)/G(N).
  func throughput(class index: Int) -> Double {
    guard lattice.populations[index] > 0 else { return 0 }
    return all[lattice.last - lattice.strides[index]] / all[lattice.last]
  }

  /// X(n) = G(n - 1)/G(n) for n from 1, of a single class.
  var throughputByPopulation: [Double] {
    guard lattice.populations.count == 1 else { return [] }
    return (1..<max(lattice.count, 1)).map { all[$0 - 1] / all[$0] }
  }

  /// By class, `R_kr/D_kr` with respect to each closed class, and last the one that open classes
  /// see: `h' G₋` at N - e_r over `G(N - e_r)`, and at N over G(N).
  func stretches(of place: Int) -> (closed: [Double], open: Double) {
    let one = places[place]
    let without = withoutPlace[place] ?? []
    let derivative = lattice.derivative(
      one.series, demands: one.demands, without: without, with: all)
    let closed = lattice.populations.indices.map { index in
      guard lattice.populations[index] > 0 else { return 0.0 }
      let before = lattice.last - lattice.strides[index]
      return derivative[before] / all[before]
    }
    return (closed, derivative[lattice.last] / all[lattice.last])
  }
}
