import CatalogModel
import Queueing
import RealModule

/// The share of timeouts over the load, between points that are computed when they are asked for.
///
/// Close to saturation a point takes thousands of states. Once so many tries time out that no load from there
/// on keeps as many new requests as a lower one did, no state that retries settle in, and no rate at which they
/// collapse, depends on how many more do; see `findLast(retries:)`. Assumes that the share does not fall from there
/// on; below, where cold starts get rarer with the load, it may.
final class TimeoutCurve {
  /// The logarithm of the share at each point, from no load up; nil where nobody asked for it.
  ///
  /// The distance to saturation, `-log(1 - load / saturation)`, grows by `step` from one to the next.
  private var logarithms = [Double?](repeating: nil, count: 14)
  /// The point from which on the share stays as it is there.
  private var last: Int
  private let saturation: Double
  private let computed: (Double) throws(Catalog.Gap) -> Double
  /// What the catalog lacked when a point was computed.
  private(set) var gap: Catalog.Gap?

  private static let step = 0.45
  /// Where to look for the last point, or below where some tries time out there: a fortieth of the capacity is left,
  /// and most systems collapse behind it.
  private static let firstPoint = 8
  private static let some = 0.01

  /// - Parameters:
  ///   - saturation: The load at which everything times out, as a multiple of the present one.
  ///   - retries: The most retries of one request, where nothing is asked but the states of `RetryLoad` for the
  ///     present load; nil to compute every point that is asked for.
  ///   - share: The share at a load below saturation.
  init(
    saturation: Double, retries: Int? = nil,
    share: @escaping (Double) throws(Catalog.Gap) -> Double
  ) {
    self.saturation = saturation
    computed = share
    last = logarithms.count - 1
    if let retries, retries > 0 { findLast(retries: retries) }
  }

  /// Ends the curve one point behind the first one from which on it makes no difference.
  ///
  /// With the share `f_k` at point k and `S(f) = 1 + f + ... + f^r` tries of a request, every load L from there
  /// on keeps `L/S(f(L)) <= limit/S(f_k)` new requests. Where a lower load keeps more than that, with no more than
  /// half of its tries timed out, the greatest such rate, which is that of the collapse, lies before k. So does
  /// the state that settles, and if there are loads at which one tips over, the first of them either lies before k
  /// as well, or beyond the rate of the collapse, which then counts in its place. Whether there are any does not
  /// hang on the curve behind k if the present rate, which is one, is not kept there, or if saturation keeps less
  /// than that (then it passes one on the way), or if even k does with every retry.
  private func findLast(retries: Int) {
    var first = Self.firstPoint
    while first > 0, Double.exp(logarithm(first)) > Self.some { first -= 1 }
    var most = 0.0
    for place in first..<(logarithms.count - 2) {
      let share = Double.exp(logarithm(place))
      let tries = RetryLoad.tries(timeoutShare: share, retries: retries)
      let load = load(place)
      if share <= 0.5 { most = max(most, load / tries) }
      let bound = saturation / tries
      let all = Double(retries + 1)
      if bound < most && (bound < 1 || saturation < all || load > all) {
        last = place + 1
        return
      }
    }
  }

  private func load(_ place: Int) -> Double {
    max(1e-3, 1 - Double.exp(-Self.step * Double(place))) * saturation
  }

  private func logarithm(_ place: Int) -> Double {
    if let known = logarithms[place] { return known }
    var share = 1.0
    do throws(Catalog.Gap) { share = try computed(load(place)) } catch { gap = gap ?? error }
    let logarithm = Double.log(max(1e-300, min(1, share)))
    logarithms[place] = logarithm
    return logarithm
  }

  func share(_ load: Double) -> Double {
    guard load < saturation else { return 1 }
    let distance = -Double.log(1 - load / saturation)
    let place = Int(distance / Self.step)
    guard place < last else { return .exp(logarithm(last)) }
    let part = (distance - Self.step * Double(place)) / Self.step
    return .exp(logarithm(place) * (1 - part) + logarithm(place + 1) * part)
  }
}
