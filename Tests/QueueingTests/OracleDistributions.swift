import Quantities
import Queueing
import Testing

extension JSON {
  /// The law that an oracle case describes, as `Tests/Oracles/README.md` defines them.
  func distribution() throws -> Distribution {
    let mean = Seconds(try #require(self["mean"].number))
    switch self["type"].text {
    case "deterministic": return .deterministic(mean)
    case "exponential": return .exponential(mean: mean)
    case "erlang": return .erlang(mean: mean, phases: Int(try #require(self["k"].number)))
    case "lognormal":
      return .lognormal(mean: mean, variation: try #require(self["cv"].number))
    case "hyperexponential2":
      return .hyperexponential(mean: mean, variation: try #require(self["cv"].number))
    default: throw UnknownDistribution(type: self["type"].text)
    }
  }
}

struct UnknownDistribution: Error { let type: String? }
