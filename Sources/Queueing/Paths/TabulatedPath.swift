package import Quantities
import RealModule

/// The law of a convolved path on two lattices, for many percentiles of the same path.
///
/// The finer lattice reaches twice beyond the 90th percentile, the coarser one beyond the part of a
/// million. Percentiles are those of `ConvolvedPath` to 0.2 %, up to the 99.999th.
/// Two convolutions to build (source and assumptions: `ConvolvedPath`), O(log points) a percentile.
package struct TabulatedPath: Sendable {
  package let mean: Seconds
  package let method: Method
  /// The finest first.
  private let lattices: [LatticeLaw]

  package init(_ path: ConvolvedPath) {
    mean = path.mean
    method = path.method
    let near = path.percentile(0.9).value
    let far = path.percentile(1 - 1e-6).value
    lattices = [2.2 * near, 2.2 * far].filter { $0 > 0 }.map { path.law(horizon: $0) }
  }

  /// The least time that a share `p` of the requests, between 0 and 1, does not exceed.
  package func percentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    for lattice in lattices {
      if let time = lattice.percentile(p) { return Seconds(time) }
    }
    return lattices.last.map { Seconds($0.step * Double($0.tails.count / 2)) } ?? .zero
  }

  /// Var T in seconds squared, without what lies beyond the part of a million.
  package var variance: Double {
    var square = 0.0
    var from = 0.0
    for lattice in lattices {
      let end = lattice.step * Double(lattice.tails.count / 2)
      // E[T²] = 2 ∫ t P(T > t) dt by midpoints; tails lie half a step beyond each point.
      for index in 0..<(lattice.tails.count / 2) {
        let time = (Double(index) + 0.5) * lattice.step
        if time >= from { square += 2 * time * lattice.tails[index] * lattice.step }
      }
      from = end
    }
    return max(0, square - mean.value * mean.value)
  }
}
