/// The unit of every numeric member of `plan.json` by its name; a member that is not here has its
/// unit in the member `unit` beside it.
enum MemberUnits {
  static let byName: [String: String] = [
    "activeUsers": "users", "carriedShare": "share of one", "cheapestShare": "share of one",
    "computeLoadVCPU": "vCPU", "computeUtilizationZoneLost": "share of one",
    "concurrency": "executions", "connectionLimit": "connections", "costShare": "share of one",
    "differenceUSD": "USD/month", "effortPersonDays": "person-days", "hitRatio": "share of one",
    "marginPoints": "points of 100", "maximumCapacityUnits": "ACU", "meanCostUSD": "USD/month",
    "meanMilliseconds": "ms", "meanRequestsPerSecond": "requests/s", "memoryGiB": "GiB",
    "minimumCapacityUnits": "ACU", "minimumCount": "machines", "monthlyCostUSD": "USD/month",
    "monthlyGrowthShare": "share per month", "monthsFromNow": "months",
    "objectivesMetShare": "share of one", "p50Milliseconds": "ms", "p95Milliseconds": "ms",
    "p99Milliseconds": "ms", "p99Share": "share of one", "peakReadUnitsPerSecond": "read units/s",
    "peakRequestsPerSecond": "requests/s", "peakWriteUnitsPerSecond": "write units/s",
    "points": "points of 100", "possiblePoints": "points of 100", "readReplicas": "instances",
    "readsPerSecond": "reads/s", "regretP95USD": "USD/month", "regretUSD": "USD/month",
    "replicasPerShard": "nodes", "safeShare": "share of one", "samples": "samples",
    "score": "share of one", "sizeGiB": "GiB", "limitGiB": "GiB", "scorePoints": "points of 100",
    "shards": "shards",
    "storageGiB": "GiB", "storageOperationsPerSecond": "operations/s", "unitPriceUSD": "USD",
    "users": "users", "usersCarriedShare": "share of one", "utilization": "share of one",
    "virtualCPUs": "vCPU", "withinBudgetShare": "share of one", "writesPerSecond": "writes/s",
    "zones": "zones", "count": "pieces", "distance": "plausible ranges",
    "plansTried": "plans", "termYears": "years", "upfrontUSD": "USD",
    "committedUSD": "USD", "recurringMonthlyUSD": "USD/month", "onDemandUnitPriceUSD": "USD",
    "onDemandMonthlyCostUSD": "USD/month", "couplingShare": "share of one",
    "couplingWithQueueShare": "share of one", "weightParts": "parts", "couplingParts": "parts",
    "availablePersonDaysPerMonth": "person-days/month",
    "neededPersonDaysPerMonth": "person-days/month", "personDaysPerMonth": "person-days/month",
    "customerDuties": "duties of 11",
  ]
}
