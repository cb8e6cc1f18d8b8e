package import Foundation
import Quantities
package import Simulation

/// A case of the kinds `lru_zipf`, `lru_exact_small`, `ttl_zipf` and `cold_start_simulated` that
/// the simulator can be compared with.
package struct StoreReference: Sendable, CustomStringConvertible {
  package let description: String
  package let system: SimulatedSystem
  /// Name and expected value with half-width, and where a result has its counterpart.
  private let expected: [(name: String, value: Double, halfWidth: Double, quantity: Quantity)]

  private enum Quantity: Sendable { case hitRatio, coldShare, idle }

  private struct Observed: Decodable {
    let value: Double
    let ci99: Double?
    let relTol: Double?
    var halfWidth: Double { ci99 ?? (relTol ?? 0) * value }
  }

  private struct Case: Decodable {
    let id: String
    let kind: String
    let inputs: Inputs
    let expected: Expected
  }

  private struct Inputs: Decodable {
    let catalogSize: Int?
    let zipfExponent: Double?
    let cacheSize: Int?
    let requestRatePerS: Double?
    let ttlS: Double?
    let arrivalRatePerS: Double?
    let service: ReferenceLaw?
    let idleTimeoutS: Double?
    let dispatch: String?
  }

  private struct Expected: Decodable {
    let hitRatioLru: Observed?
    let hitRatioTtlFromFill: Observed?
    let hitRatioTtlSliding: Observed?
    let pCold: Observed?
    let meanIdleInstances: Observed?
  }

  /// The cases of a file that have a simulated or exact value of the real thing.
  package static func read(_ data: Data) throws -> [StoreReference] {
    struct File: Decodable {
      let cases: [Partial]
    }
    /// A case of another kind may have other inputs, and is passed over.
    struct Partial: Decodable {
      let whole: Case?
      init(from decoder: any Decoder) throws { whole = try? Case(from: decoder) }
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: data).cases.compactMap(\.whole).flatMap(references)
  }

  private static func references(_ one: Case) -> [StoreReference] {
    let inputs = one.inputs
    if let catalog = inputs.catalogSize, let exponent = inputs.zipfExponent {
      func reference(
        _ observed: Observed?, rate: Double, size: Int, ttl: Seconds? = nil, sliding: Bool = false
      ) -> StoreReference? {
        observed.map {
          StoreReference(
            description: one.id + (sliding ? " sliding" : ""),
            system: SimulatedSystem(
              caches: [
                CacheStore(
                  "cache", catalog: catalog, exponent: exponent, size: size, timeToLive: ttl,
                  isSliding: sliding)
              ],
              classes: [RequestKind("look", [.lookUp(cache: 0, hit: [], miss: [])])],
              sources: [.poisson(RequestsPerSecond(rate))]),
            expected: [("hit ratio", $0.value, $0.halfWidth, .hitRatio)])
        }
      }
      let rate = inputs.requestRatePerS ?? 1
      let ttl = inputs.ttlS.map { Seconds($0) }
      return [
        reference(one.expected.hitRatioLru, rate: rate, size: inputs.cacheSize ?? catalog),
        reference(one.expected.hitRatioTtlFromFill, rate: rate, size: catalog, ttl: ttl),
        reference(
          one.expected.hitRatioTtlSliding, rate: rate, size: catalog, ttl: ttl, sliding: true),
      ].compactMap { $0 }
    }
    guard one.kind == "cold_start_simulated", let law = inputs.service?.law,
      let rate = inputs.arrivalRatePerS, let timeout = inputs.idleTimeoutS,
      let cold = one.expected.pCold, let idle = one.expected.meanIdleInstances
    else { return [] }
    let isRandom = inputs.dispatch?.contains("random") == true
    return [
      StoreReference(
        description: one.id,
        system: SimulatedSystem(
          environments: [
            EnvironmentPool(
              "functions", idleTimeout: Seconds(timeout), reuse: isRandom ? .random : .mostRecent)
          ], classes: [RequestKind("call", [.inEnvironment(0, [.delay(law)])])],
          sources: [.poisson(RequestsPerSecond(rate))]),
        expected: [
          ("cold starts", cold.value, cold.halfWidth, .coldShare),
          ("idle", idle.value, idle.halfWidth, .idle),
        ])
    ]
  }

  /// Items of the cache's catalog; 0 for other cases.
  package var catalog: Int { system.caches.first?.catalog ?? 0 }

  /// Every quantity of the reference beside a result.
  package func comparisons(_ result: SimulationResult) -> [ReferenceComparison] {
    expected.map { name, value, halfWidth, quantity in
      let simulated =
        switch quantity {
        case .hitRatio: result.hitRatios[0]
        case .coldShare: result.environments[0].coldShare
        case .idle: result.environments[0].idle
        }
      return ReferenceComparison(
        name: name, simulated: simulated, reference: value, referenceHalfWidth: halfWidth)
    }
  }
}
