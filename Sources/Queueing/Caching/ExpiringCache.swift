package import Quantities
import RealModule

/// A cache whose entries expire a fixed time (TTL) after they were loaded, or after their last use,
/// with room for everything: under Zipf popularity and Poisson requests.
///
/// Exact for those assumptions, item by item. With request rate `λ_i = λ p_i` and time to live τ:
/// counted from loading, an entry serves on average `λ_i τ` hits after each miss, so that a request
/// hits with probability `λ_i τ/(1 + λ_i τ)`, and is present for the same share of time; renewed at
/// every hit, it hits when the gap is shorter than τ, `1 - e^(-λ_i τ)`. Jung, Berger and
/// Balakrishnan, "Modeling TTL-based Internet caches", INFOCOM 2003, eq. 3.
package struct ExpiringCache: Hashable, Sendable {
  /// When the time to live begins anew.
  package enum Renewal: Hashable, Sendable {
    /// Only when the entry is loaded.
    case atLoading
    /// At every request.
    case atUse
  }

  /// The popularity of the items.
  package let popularity: ZipfPopularity
  /// λ, all requests.
  package let requestRate: RequestsPerSecond
  /// τ, the time to live.
  package let timeToLive: Seconds
  package let renewal: Renewal
  /// The share of requests that hit.
  package let hitRatio: Double
  /// The mean number of entries present.
  package let meanItems: Double

  /// The cache in its steady state.
  ///
  /// - Precondition: rate and time to live finite and not negative.
  /// - Complexity: Two sums over the popularity.
  package init(
    popularity: ZipfPopularity, requestRate: RequestsPerSecond, timeToLive: Seconds,
    renewal: Renewal
  ) {
    precondition(requestRate.value >= 0 && requestRate.value.isFinite, "request rate")
    precondition(timeToLive.value >= 0 && timeToLive.value.isFinite, "time to live")
    self.popularity = popularity
    self.requestRate = requestRate
    self.timeToLive = timeToLive
    self.renewal = renewal
    let requests = requestRate.value * timeToLive.value
    func present(_ share: Double) -> Double {
      switch renewal {
      case .atLoading: share * requests / (1 + share * requests)
      case .atUse: -Double.expMinusOne(-share * requests)
      }
    }
    hitRatio = popularity.sum { $0 * present($0) }
    meanItems = popularity.sum(present)
  }

  /// How every number is obtained.
  package static let method = Method.exact

  /// The requests that miss and go to the origin.
  package var originRate: RequestsPerSecond { requestRate * (1 - hitRatio) }
}
