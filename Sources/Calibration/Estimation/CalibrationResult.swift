package import Quantities
package import Queueing

/// What was estimated from measurements, and how far it holds.
package struct CalibrationResult: Hashable, Sendable {
  /// A file that was read.
  package struct Source: Hashable, Sendable {
    package let file: String
    package let kind: MeasurementKind
    package let levels: Int
  }

  /// D of a class, or of all requests together.
  package struct ClassDemand: Hashable, Sendable {
    /// Nil where the classes were not told apart.
    package let name: String?
    /// In seconds.
    package let demand: Estimate
  }

  /// Service demands and how they were obtained.
  package struct Demand: Hashable, Sendable {
    package enum Law: String, Hashable, Sendable {
      case utilization = "utilization law"
      case responseTime = "response-time fit"
    }

    package let law: Law
    package let classes: [ClassDemand]
    package let servers: Double
    /// Servers busy without requests.
    package let background: Double
    /// L in seconds; nil for the utilization law.
    package let delay: Estimate?
    /// About the relative error of the fit.
    package let relativeError: Double
    /// The station, where one was fitted.
    package let station: StationModel?
    package let method: Method
    /// Whether there were more levels than unknowns; with as many, any law fits.
    package let isDetermined: Bool

    /// Whether the law holds well enough for its numbers to be called measured, and could have failed to.
    package var isReliable: Bool {
      isDetermined && relativeError <= CalibrationResult.greatestMisfit
    }
  }

  /// The relative error of a fit beyond which its numbers are no measurement: whatever the levels
  /// show, it is not this law.
  package static let greatestMisfit = 0.25

  /// The scalability law.
  package struct Scalability: Hashable, Sendable {
    package let fit: ScalabilityFit
    /// Nil with three levels, which leave no residuals.
    package let bootstrap: ScalabilityBootstrap?

    /// The root mean square of the relative residuals of the throughput.
    package var relativeError: Double { fit.relativeError }

    /// Whether the law holds well enough for its numbers to be called measured.
    package var isReliable: Bool { relativeError <= CalibrationResult.greatestMisfit }
  }

  /// A throughput and response time at a level that was asked for.
  package struct Prediction: Hashable, Sendable {
    package let clients: Double
    package let throughput: Estimate
    /// N/X.
    package let latency: Seconds
    /// Of the fitted station, where there is one.
    package let station: StationPrediction?
    package let method: Method
  }

  /// A throughput of the fitted station at a number of clients.
  package struct StationPrediction: Hashable, Sendable {
    /// In requests per second; as wide as the interval of the demand makes it.
    package let throughput: Estimate
    package let method: Method
  }

  package let tier: MeasuredTier
  package let sources: [Source]
  /// In ascending order of load.
  package let observations: [Observation]
  package let demand: Demand?
  package let scalability: Scalability?
  /// The law over the levels within the servers, whose coefficients are those of the processors.
  package let processorScalability: Scalability?
  package let predictions: [Prediction]
  /// The share of requests that a cold start delayed, over all periods.
  package let coldShare: Double?
  package let findings: [Finding]
}

/// What to estimate.
package struct CalibrationOptions: Hashable, Sendable {
  package var tier: MeasuredTier?
  /// The servers: vCPUs of the tier.
  package var servers: Double?
  /// Whether the number of servers is fitted where utilization is not given.
  package var fitsServers: Bool
  /// Numbers of clients for which to predict.
  package var predictions: [Double]
  /// Whether to predict beyond twice the measured range.
  package var allowsExtrapolation: Bool
  package var replicates: Int
  package var seed: UInt64

  package init(
    tier: MeasuredTier? = nil, servers: Double? = nil, fitsServers: Bool = false,
    predictions: [Double] = [], allowsExtrapolation: Bool = false, replicates: Int = 400,
    seed: UInt64 = 1
  ) {
    self.tier = tier
    self.servers = servers
    self.fitsServers = fitsServers
    self.predictions = predictions
    self.allowsExtrapolation = allowsExtrapolation
    self.replicates = replicates
    self.seed = seed
  }
}
