/// Something about a measurement that limits what may be concluded from it.
package struct Finding: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case coordinatedOmission = "coordinated-omission"
    case closedLoop = "closed-loop"
    case unknownLoop = "unknown-loop"
    case mixedLoops = "mixed-loops"
    case generatorSaturated = "generator-saturated"
    case overload
    case aboveOffered = "above-offered"
    case notSteady = "not-steady"
    case short
    case fewLevels = "few-levels"
    case narrowRange = "narrow-range"
    case onlySaturated = "only-saturated"
    case neverSaturated = "never-saturated"
    case littlesLaw = "littles-law"
    case failures
    case nearlyFull = "nearly-full"
    case poorFit = "poor-fit"
    case fittedServers = "fitted-servers"
    case background
    case singleLevel = "single-level"
    case functionDuration = "function-duration"
    case mixedTools = "mixed-tools"
    case assumedRange = "assumed-range"
    case noContention = "no-contention"
    case stalls
    case undetermined
    case unknownRate = "unknown-rate"
    case betterModel = "better-model"
  }

  package let kind: Kind
  /// What was found.
  package let text: String
  /// What it means for the numbers, or what to do.
  package let meaning: String

  package init(_ kind: Kind, _ text: String, meaning: String) {
    self.kind = kind
    self.text = text
    self.meaning = meaning
  }
}
