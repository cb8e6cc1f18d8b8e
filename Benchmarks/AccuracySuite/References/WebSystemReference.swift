package import Foundation
import Quantities
package import Simulation

/// A case of kind `web_system` in the format of `Tests/Oracles/README.md`: a simulated web system
/// and what an independent simulator saw.
package struct WebSystemReference: Decodable, Sendable, CustomStringConvertible {
  package let id: String
  package let title: String?
  let inputs: Inputs
  let expected: Expected

  package var description: String { title ?? id }

  /// All cases of a file.
  package static func read(_ data: Data) throws -> [WebSystemReference] {
    struct File: Decodable { let cases: [WebSystemReference] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: data).cases
  }

  struct Inputs: Decodable, Sendable {
    let arrivals: Arrivals
    let app: App
    let db: Database
    let classes: [Class]
  }

  struct Arrivals: Decodable, Sendable {
    let kind: String
    let ratePerS: Double?
    let users: Int?
    let thinkTime: ReferenceLaw?
  }

  struct App: Decodable, Sendable {
    let instances: Int
    let coresPerInstance: Double
    let loadBalancing: String
    let workersPerInstance: Int?
  }

  struct Database: Decodable, Sendable {
    let discipline: String
    let primaryServers: Int
    let replicas: Int
    let serversPerReplica: Int?
    let maxConcurrentPerNode: Int?
  }

  struct Class: Decodable, Sendable {
    let name: String
    let probability: Double
    let appDemandBefore: ReferenceLaw?
    let appDemandAfter: ReferenceLaw?
    let dataCalls: Double
    let cacheHitRatio: Double
    let writeFraction: Double
    let cacheLatency: ReferenceLaw?
    let dbReadDemand: ReferenceLaw?
    let dbWriteDemand: ReferenceLaw?
    let networkOneWayS: Double
  }

  struct Observed: Decodable, Sendable {
    let value: Double
    let ci99: Double?
    let relTol: Double?
  }

  struct ObservedPercentile: Decodable, Sendable {
    let p: Double
    let value: Double
    let ci99: Double
  }

  struct Expected: Decodable, Sendable {
    let throughputPerS: Observed
    let appUtilization: Observed
    let dbPrimaryUtilization: Observed
    let dbReplicaUtilization: Observed?
    let responseMean: Observed
    let responseSd: Observed
    let responsePercentiles: [ObservedPercentile]
    let classes: [ClassExpected]?
  }

  struct ClassExpected: Decodable, Sendable {
    let name: String
    let responseMean: Observed?
    let responsePercentiles: [ObservedPercentile]?
  }
}

/// A law as reference files write it.
package struct ReferenceLaw: Decodable, Hashable, Sendable {
  let type: String
  let mean: Double
  let cv: Double?
  let k: Int?

  /// The same for the simulator; nil for a type that it does not know.
  package var law: Law? {
    let mean = Seconds(mean)
    return switch type {
    case "deterministic": .deterministic(mean)
    case "exponential": .exponential(mean: mean)
    case "erlang": .erlang(mean: mean, phases: k ?? 1)
    case "lognormal": .lognormal(mean: mean, cv: cv ?? 1)
    case "hyperexponential2": .hyperexponential(mean: mean, cv: cv ?? 1)
    default: nil
    }
  }
}
