package import Quantities

/// What the system must do and how well: every question answered or assumed, typed and validated.
package struct SystemRequirements: Hashable, Sendable {
  package let name: String
  package let region: String
  /// A key of the planning tables by runtime, such as `go-rust`.
  package let runtime: String
  /// What stands today, as ids of the choices of `system.today`.
  package let today: [String]
  /// What of it is a service of the catalog, or a part of one that has a notice, by id.
  package let servicesToday: [String]
  package internal(set) var users: UserBehavior
  package internal(set) var frontEnd: FrontEnd
  package let interface: Interface
  package internal(set) var requests: [RequestClass]
  /// Whether the process keeps state between requests that it cannot lose.
  package let isStateful: Bool
  /// Ids of the choices of `compute.control`.
  package let control: [String]
  package internal(set) var jobs: [BackgroundJob]
  package internal(set) var dataSets: [DataSet]
  package internal(set) var database: DatabaseMeasurements
  package internal(set) var objectives: Objectives
  package let budget: Budget
  package let team: Team
  /// The services it consists of; empty where it was not divided.
  package let services: [SystemService]
  package let edges: [ServiceEdge]
  package let functions: [BusinessFunction]
  /// Whether only other services call it: it has no front end, and no address on the internet.
  package let isInternal: Bool
  /// How many units the system it belongs to is deployed in.
  package let deployments: Int
  /// Priorities, own gates and waivers.
  package let policy: TeamPolicy
  /// What nobody answered, in the order of the questionnaire.
  package let assumptions: [Assumption]
  /// The numbers that are not known exactly, in the order of the questionnaire; the fields above hold
  /// their likely values.
  package let ranges: [RangedAnswer]

  package init(
    name: String, region: String, runtime: String, today: [String],
    servicesToday: [String] = [], users: UserBehavior,
    frontEnd: FrontEnd, interface: Interface, requests: [RequestClass], isStateful: Bool,
    control: [String], jobs: [BackgroundJob], dataSets: [DataSet],
    database: DatabaseMeasurements = DatabaseMeasurements(), objectives: Objectives,
    budget: Budget, team: Team, services: [SystemService] = [], edges: [ServiceEdge] = [],
    functions: [BusinessFunction] = [], isInternal: Bool = false, deployments: Int = 1,
    policy: TeamPolicy = TeamPolicy(), assumptions: [Assumption], ranges: [RangedAnswer] = []
  ) {
    self.policy = policy
    self.name = name
    self.region = region
    self.runtime = runtime
    self.today = today
    self.servicesToday = servicesToday
    self.users = users
    self.frontEnd = frontEnd
    self.interface = interface
    self.requests = requests
    self.isStateful = isStateful
    self.control = control
    self.jobs = jobs
    self.dataSets = dataSets
    self.database = database
    self.objectives = objectives
    self.budget = budget
    self.team = team
    self.services = services
    self.edges = edges
    self.functions = functions
    self.isInternal = isInternal
    self.deployments = deployments
    self.assumptions = assumptions
    self.ranges = ranges
  }

  // The numbers that deployments of a system and other answers differ in; the rest is compared.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(users.now)
    hasher.combine(users.monthlyGrowth)
    hasher.combine(users.activeShareAtPeak)
    hasher.combine(users.actionsPerMinute)
    hasher.combine(users.peakToAverage)
    hasher.combine(users.flashCrowd)
    hasher.combine(users.distantShare)
    hasher.combine(frontEnd.callsPerAction)
    hasher.combine(frontEnd.pageSize)
    for request in requests {
      hasher.combine(request.share)
      hasher.combine(request.cpuTime)
      hasher.combine(request.reads)
      hasher.combine(request.writes)
    }
    for set in dataSets {
      hasher.combine(set.accessShare)
      hasher.combine(set.size)
    }
    hasher.combine(objectives.p95)
    hasher.combine(objectives.availability)
    hasher.combine(team.operations)
    hasher.combine(deployments)
  }

  /// How much of its newest records a database of them may lose: the strictest of what the data sets
  /// say, where one says less than the system.
  package var strictestDataLoss: Seconds {
    dataSets.filter { $0.content != "files" }.compactMap(\.dataLoss)
      .reduce(objectives.dataLoss) { min($0, $1) }
  }
}

extension SystemRequirements {
  /// The same requirements with other objectives for latency.
  package func allowing(p95: Seconds, p99: Seconds) -> SystemRequirements {
    var copy = self
    copy.objectives.p95 = p95
    copy.objectives.p99 = p99
    return copy
  }
}
