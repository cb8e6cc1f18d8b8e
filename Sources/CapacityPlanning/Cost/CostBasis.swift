import Quantities
package import Requirements

/// Everything that the cost of a draft depends on besides its design and the catalog.
///
/// Most answers are not in it: whatever they are, a draft costs the same. What sizing or bills begin to
/// look at must be added here; `FlipTests.aSharedMemoChangesNothing` compares what is remembered with what is
/// computed.
package struct CostBasis: Hashable, Sendable {
  private let workload: Workload
  private let runtime: String
  private let database: DatabaseMeasurements
  private let mayPause: Bool
  private let frontEnd: FrontEnd
  private let protocols: [String]
  private let isInternal: Bool
  private let purchase: String
  private let jobs: [BackgroundJob]
  private let dataSets: [DataSet]
  private let users: Users
  private let deployments: Int

  /// - Parameter hasStores: Whether the drafts have stores of data; those without look at no data set but in the
  ///   workload.
  package init(
    _ requirements: SystemRequirements, under workload: Workload, hasStores: Bool = true
  ) {
    self.workload = workload
    runtime = requirements.runtime
    database = requirements.database
    mayPause = requirements.objectives.databaseMayPause
    frontEnd = requirements.frontEnd
    protocols = requirements.interface.protocols
    isInternal = requirements.isInternal
    purchase = requirements.budget.purchase
    jobs = requirements.jobs
    dataSets = hasStores ? requirements.dataSets : []
    users = requirements.users.now
    deployments = requirements.deployments
  }

  // The numbers that other answers and other users change; the rest is compared.
  package func hash(into hasher: inout Hasher) {
    var numbers = NumberFold()
    numbers.add(users)
    numbers.add(workload.users)
    numbers.add(workload.activeUsers)
    numbers.add(workload.actionRate)
    numbers.add(workload.jobLoad)
    numbers.add(workload.flashCrowd)
    numbers.add(workload.rushRise)
    numbers.add(workload.meanShare)
    for load in workload.classes {
      numbers.add(load.rate)
      numbers.add(load.cpuTime)
      numbers.add(load.reads)
      numbers.add(load.writes)
      numbers.add(load.responseSize)
      numbers.add(load.cacheableShare)
      numbers.add(load.awaitedTime)
    }
    for load in workload.dataSets {
      numbers.add(load.readRate)
      numbers.add(load.writeRate)
      numbers.add(load.size)
    }
    for set in dataSets {
      numbers.add(set.ingestRate)
      numbers.add(set.itemSize)
      numbers.add(set.hottestKeyShare)
      numbers.add(set.size)
      numbers.add(set.firstYearGrowth)
      numbers.add(set.staleness)
      numbers.add(set.dataLoss ?? .zero)
      numbers.add(set.content.utf8.count)
      numbers.add(set.use.utf8.count)
      numbers.add(set.schemaNeed.utf8.count)
      numbers.add(set.ownership.sharedWith.count)
    }
    for job in jobs {
      numbers.add(job.runsPerDay)
      numbers.add(job.duration)
      numbers.add(job.isCheckpointable ? 1 : 0)
    }
    for word in protocols { numbers.add(word.utf8.count) }
    numbers.add(frontEnd.pageSize)
    numbers.add(frontEnd.renderTime)
    numbers.add(frontEnd.callsPerAction)
    numbers.add(frontEnd.backgroundCalls)
    numbers.add(frontEnd.kind.utf8.count)
    numbers.add(runtime.utf8.count)
    numbers.add(purchase.utf8.count)
    numbers.add(deployments)
    hasher.combine(numbers.value)
  }
}

/// What a draft amounts to.
package enum DraftCost: Sendable {
  /// Nothing is large enough.
  case unfit
  case fits(TierCosts)
  /// The region has no price for a part.
  case missingPrice(String)
}
