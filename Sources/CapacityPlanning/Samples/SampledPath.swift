import Quantities
import Queueing

/// The response time of a request for who looks at it once, be it a sample among many: tails to a relative 1e-4
/// where nothing else is asked for, and so percentiles to about four digits.
enum SampledPath {
  case asItStands(PathTransform)
  /// Where constant times stand on some ways only.
  case expanded(ResponsePath)

  /// P(response > t).
  ///
  /// - Parameter isCoarse: Whether a relative error of 1e-4 will do.
  func tail(beyond time: Seconds, isCoarse: Bool = true) -> Double {
    switch self {
    case .asItStands(let transform): transform.tail(beyond: time, isCoarse: isCoarse)
    case .expanded(let path): path.tail(beyond: time, isCoarse: isCoarse)
    }
  }

  /// The least times that shares of the requests do not exceed, the shares from the least up.
  func percentiles(_ shares: [Double]) -> [Seconds] {
    switch self {
    case .asItStands(let transform): transform.percentiles(shares, tolerance: 1e-3)
    case .expanded(let path): path.percentiles(shares, tolerance: 1e-3)
    }
  }
}

extension CapacityModel {
  /// The response time of a request of any class; nil where there is none, see `PathLimit`.
  func sampledPath(_ state: NetworkState) -> SampledPath? {
    guard let paths = try? RequestPaths(state), let stages = try? paths.mixedStages() else {
      return nil
    }
    if let transform = PathTransform(stages) { return .asItStands(transform) }
    return (try? paths.mixture()).map { .expanded($0) }
  }
}
