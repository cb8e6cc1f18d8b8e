package import CapacityPlanning
package import Quantities
package import Roadmap

/// A part of an architecture that a decision is about, for the comment at its head.
package enum DecidedPart: String, Hashable, Sendable, CaseIterable {
  case network, inspection, compute, workers, balancing, exposure, edge, relational, tables, cache
  case files, messaging, observability
}

/// What the templates are filled from: an architecture of the plan and what surrounds it.
package struct InfrastructureRequest: Sendable {
  /// A slug as `Slug.make` gives it: 3 to 20 lower-case letters, digits and single hyphens.
  package private(set) var systemName: String
  /// Such as `eu-central-1`.
  package let region: String
  /// A slug-like name of the stage, such as `over-10000-users`.
  package let stageID: String
  /// The stage for people, such as `More than 10,000 users`.
  package let stageLabel: String
  /// Hexadecimal digest of the plan.
  package let planDigest: String
  package let architecture: Architecture
  package let triggers: [TriggerAlarm]
  /// One line a part that says why it is there.
  package let decisions: [DecidedPart: String]
  /// The decision behind each part, for the line above each resource; empty for none.
  package let sources: [DecidedPart: DecisionSource]
  /// The most data, in minutes of work, that may be lost; decides how long backups are kept.
  package let dataLossMinutes: Double
  /// Names of the region's zones, such as `eu-central-1a`, in order; empty for letters from `a`.
  package let availabilityZones: [String]
  /// Requests at the peak, for API throttling; nil for the default quota of an account.
  package let peakRate: RequestsPerSecond?
  /// Use of the processors in percent that scaling keeps to: below what the plan calls safe.
  package let processorTarget: Double
  /// What the catalog says for templates.
  package let facts: TemplateFacts
  /// The load of background jobs on one worker, on average over a day: as many are always busy.
  package let jobLoad: Erlangs
  /// How long a job takes, on average over its runs; zero without jobs.
  package let jobTime: Seconds
  /// Quotas of the account that the plan needs more of than a new account has.
  package let quotas: [QuotaNeed]
  /// Whether only other services call it, so that its load balancers have no public address.
  package let isInternal: Bool
  /// The unit of a system whose units share a network, so that it is a module of a larger root; nil
  /// for a system of one.
  package private(set) var unit: Unit?

  /// A deployment unit among others.
  package struct Unit: Hashable, Sendable {
    package let name: String
    /// The slug of the system.
    package let parentName: String
  }

  package var isUnit: Bool { unit != nil }

  package init(
    systemName: String, region: String, stageID: String, stageLabel: String, planDigest: String,
    architecture: Architecture, triggers: [TriggerAlarm], decisions: [DecidedPart: String],
    dataLossMinutes: Double, availabilityZones: [String], peakRate: RequestsPerSecond? = nil,
    isInternal: Bool = false, sources: [DecidedPart: DecisionSource] = [:],
    processorTarget: Double = 60, facts: TemplateFacts, jobLoad: Erlangs = Erlangs(0),
    jobTime: Seconds = Seconds(0), quotas: [QuotaNeed] = []
  ) {
    self.processorTarget = processorTarget
    self.facts = facts
    self.jobLoad = jobLoad
    self.jobTime = jobTime
    self.quotas = quotas
    self.systemName = systemName
    self.region = region
    self.stageID = stageID
    self.stageLabel = stageLabel
    self.planDigest = planDigest
    self.architecture = architecture
    self.triggers = triggers
    self.decisions = decisions
    self.dataLossMinutes = dataLossMinutes
    self.availabilityZones = availabilityZones
    self.peakRate = peakRate
    self.isInternal = isInternal
    self.sources = sources
  }

  /// The same as a module of a system's root.
  func asUnit(named name: String, systemName: String, parentName: String) -> InfrastructureRequest {
    var request = self
    request.unit = Unit(name: name, parentName: parentName)
    request.systemName = systemName
    return request
  }
}

/// A quota to have raised before a stage is applied or reached.
package struct QuotaNeed: Hashable, Sendable {
  /// Such as `Lambda: concurrent executions`.
  package let name: String
  /// What the stage needs, and what a new account has, both in `unit`.
  package let needed: Double
  package let standard: Double
  package let unit: String

  package init(name: String, needed: Double, standard: Double, unit: String) {
    self.name = name
    self.needed = needed
    self.standard = standard
    self.unit = unit
  }
}

/// Why templates cannot be rendered for a request.
package enum InfrastructureError: Error, Hashable, Sendable {
  /// A name that would become part of an identifier is none.
  case unsafeName(field: String, value: String)
  /// CloudFormation would fetch the text that `{{resolve:` names, and has no escape for it.
  case dynamicReference(field: String)
  /// The option has no template, because the advisor never recommends it.
  case unsupported(option: String)
  /// The database is on the instance, and there is no single instance.
  case databaseWithoutInstance
  /// A trigger watches a part that the architecture lacks.
  case triggerWithoutPart(trigger: String)
}
