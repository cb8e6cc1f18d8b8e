package import Requirements

/// Whether, when and in which order the system is cut into services or merged (M1 to M5, P4, P11).
package struct Decomposition: Hashable, Sendable {
  /// A cut on entering a stage.
  package struct Cut: Hashable, Sendable {
    /// The index of the stage.
    package let stage: Int
    /// What leaves together, in the order of the answers: a service, or those of a team.
    package let services: [String]
    /// The deployment it leaves.
    package let from: DeploymentUnit
    package let trigger: CutTrigger
    /// The units after it.
    package let units: [DeploymentUnit]
    /// Teams with services on both sides of the cut, who keep one deployment more alive.
    package let dividedTeams: [String]

    /// What leaves, in words.
    package var leaving: String { services.joined(separator: " and ") }
    /// `is`, or `are` for several.
    package var verb: String { services.count == 1 ? "is" : "are" }
  }

  /// Services of one team that are deployed apart and could be one deployment (P4).
  package struct Merge: Hashable, Sendable {
    package let services: [String]
    package let team: String
    package let text: String
  }

  /// An edge with its grades as it is, and with a queue in between.
  package struct GradedEdge: Hashable, Sendable {
    package let edge: ServiceEdge
    package let coupling: Coupling
    package let queued: Coupling
  }

  package let edges: [GradedEdge]
  package let data: DataMatrix
  package let functions: FunctionMatrix
  /// Triggers that fire at the present load, of each deployment of several services.
  package let triggers: [CutTrigger]
  /// The order of cuts of today's shared deployment.
  package let order: [CutCandidate]
  package let cuts: [Cut]
  package let merges: [Merge]
  /// Why nothing is cut although a trigger fires; nil where something is, or none does.
  package let refusal: String?

  /// Whether anything is cut, or would be.
  package var isOn: Bool { !triggers.isEmpty || !cuts.isEmpty }

  /// The warning that stands before every cut (M2).
  package static let warning =
    "Microservices are a refactoring that needs deep planning across all layers: interfaces, data, "
    + "deployment, monitoring and who is on call."

  /// What must be there before a service is cut away (M2, P6).
  package static let prerequisites = [
    "metrics and traces of every request across the cut",
    "a pipeline that deploys the service by itself, and back",
    "an interface with versions and tests that both sides run",
    "the service's data moved into its own store, and no other service reading it directly",
    "somebody of its team on call",
  ]
}
