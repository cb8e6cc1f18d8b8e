package import Quantities

/// An architecture under a workload as plain structure: stations, ways, rates and demands.
///
/// There is nothing computed in it that a queue would change, so that whoever solves it in another
/// way, such as a simulator, shares nothing with the model but what is asked.
package struct NetworkDescription: Hashable, Sendable {
  /// Equal machines, each with some servers.
  package struct Station: Hashable, Sendable {
    package enum Discipline: Hashable, Sendable {
      /// All requests on a machine at once, none on more than one server.
      case processorSharing
      case firstComeFirstServed
    }

    package let name: String
    package let discipline: Discipline
    package let machines: Int
    /// Servers of one machine.
    package let servers: Int
    /// The speed of a server against a whole vCPU.
    package let speed: Double
    /// Where the model's limits hold the same utilization.
    package let tier: Tier
    package let resource: String

  }

  /// Permits of each machine of a station: its workers, the connections of its pool.
  package struct Holders: Hashable, Sendable {
    package let name: String
    package let station: Int
    /// How many one machine has.
    package let size: Int
  }

  /// A part of the way of a request.
  package indirect enum Stage: Hashable, Sendable {
    case constant(Seconds)
    /// An exponential time without queueing.
    case exponential(mean: Seconds)
    /// Exponential work of that mean, in vCPU time, at a station.
    case work(station: Int, mean: Seconds)
    /// The start of a function's environment, where none is idle.
    case coldStart(mean: Seconds, phases: Int)
    case choice([Branch])
    /// Gone through while a permit is held, after waiting for it.
    case holding(holders: Int, [Stage])
    /// Gone through on one machine of a station, chosen at the beginning.
    case onMachine(station: Int, [Stage])
    /// Gone through several times; a fraction is a choice between its neighbors.
    case repeated(visits: Double, [Stage])
  }

  package struct Branch: Hashable, Sendable {
    package let probability: Double
    package let stages: [Stage]
  }

  package struct Class: Hashable, Sendable {
    package let name: String
    package let rate: RequestsPerSecond
    package let stages: [Stage]
  }

  /// Work that nobody waits for.
  package struct Background: Hashable, Sendable {
    package let name: String
    package let station: Int
    package let rate: RequestsPerSecond
    package let mean: Seconds
  }

  package let stations: [Station]
  package let classes: [Class]
  package let backgrounds: [Background]
  package let holders: [Holders]
  /// How long an idle function environment is kept; nil on servers.
  package let functionExpiry: Seconds?
  /// The average rate over the peak rate: how often functions are called when starts are counted.
  package let meanShare: Double
}

extension NetworkDescription.Class {
  /// The mean time on its way if it never waited, without cold starts and at full speed.
  package var unqueuedTime: Seconds { NetworkDescription.Stage.time(stages) }
}

extension NetworkDescription.Stage {
  fileprivate static func time(_ stages: [NetworkDescription.Stage]) -> Seconds {
    stages.map { stage in
      switch stage {
      case .constant(let time), .exponential(let time), .work(_, let time): time
      case .coldStart: Seconds.zero
      case .choice(let branches):
        branches.map { Self.time($0.stages) * $0.probability }.sum()
      case .holding(_, let inner), .onMachine(_, let inner): Self.time(inner)
      case .repeated(let visits, let inner): Self.time(inner) * visits
      }
    }.sum()
  }
}
