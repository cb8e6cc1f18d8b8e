import CatalogModel
import RealModule

/// The share of timeouts over the load, between points that are computed when they are asked for.
final class TimeoutCurve {
  /// The logarithm of the share at each point, from no load up; nil where nobody asked for it.
  ///
  /// The distance to saturation, `-log(1 - load / saturation)`, grows by `step` from one to the next.
  private var logarithms = [Double?](repeating: nil, count: 14)
  private let saturation: Double
  private let computed: (Double) throws(Catalog.Gap) -> Double
  /// What the catalog lacked when a point was computed.
  private(set) var gap: Catalog.Gap?

  private static let step = 0.45

  /// - Parameters:
  ///   - saturation: The load at which everything times out.
  ///   - share: The share at a load below it.
  init(saturation: Double, share: @escaping (Double) throws(Catalog.Gap) -> Double) {
    self.saturation = saturation
    computed = share
  }

  private func logarithm(_ place: Int) -> Double {
    if let known = logarithms[place] { return known }
    let distance = Self.step * Double(place)
    let load = max(1e-3, 1 - Double.exp(-distance)) * saturation
    var share = 1.0
    do throws(Catalog.Gap) { share = try computed(load) } catch { gap = gap ?? error }
    let logarithm = Double.log(max(1e-300, min(1, share)))
    logarithms[place] = logarithm
    return logarithm
  }

  func share(_ load: Double) -> Double {
    guard load < saturation else { return 1 }
    let distance = -Double.log(1 - load / saturation)
    let place = Int(distance / Self.step)
    guard place < logarithms.count - 1 else { return .exp(logarithm(logarithms.count - 1)) }
    let part = (distance - Self.step * Double(place)) / Self.step
    return .exp(logarithm(place) * (1 - part) + logarithm(place + 1) * part)
  }
}
