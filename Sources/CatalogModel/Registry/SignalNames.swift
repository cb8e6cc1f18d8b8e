/// The signals that code computes for the rules of the catalog.
///
/// A rule that names a signal which no code computes never holds; `tenfold catalog lint` reports
/// it. The suite fails where code computes one that is not listed here.
package enum SignalNames {
  /// Of every decision of a stage.
  package static let shared: Set<String> = [
    "frontEnd", "protocols", "needsLayer4", "isWeb", "needsStaticAddresses", "hasInlineAppliance",
    "needsEdgeManagement", "needsClientPlans", "longestRequestSeconds", "largestResponseMB",
    "isStateful",
    "needsControl", "hasJobs", "longestUncuttableJobSeconds", "ingestPerSecond", "today",
    "requestRate", "computeLoad", "meanRequestRate", "transferGB", "availability",
    "dataLossMinutes",
    "isRegulated", "p95Milliseconds", "distantShare", "flashCrowd", "rushMinutes",
    "loadVariability", "readShare",
    "cacheableReadShare", "needsStructures", "people", "operations", "teams",
    "hasSeveralServices", "skills", "kubernetesNeed", "kubernetesIsJustified", "canRunServers",
    "hasSubscriptions", "oneZoneRecovers", "recoveryMinutes", "compliance",
  ]

  /// Of the decisions after the one that computes them.
  package static let later: Set<String> = ["needsBalancer", "hasSQL", "hasTables", "sqlSizeGiB"]

  /// Of the decision on a data set's store.
  package static let dataSet: Set<String> = [
    "accessesPerSecond", "content", "firstYearGiB", "hasNoSQLTrigger", "hottestKeyPerSecond",
    "itemKilobytes", "megabytesPerSecond", "schemaNeed", "setIngestPerSecond", "sizeGiB",
    "sqlIsExhausted", "use",
  ]

  /// Of the stage to run now, for advice; a signal is absent where the stage has nothing of it.
  package static let stage: Set<String> = [
    "callsPerAction", "demandSpread", "greatestLoadShare", "greatestLoadCallShare",
    "greatestLoadClass", "monthsToMemory", "sqlHolder", "queryMilliseconds", "slowestClass",
    "slowestClassShare", "bottleneck", "readyCount", "partitionUse", "partitionLimit",
    "databasePause", "resumeSeconds", "newBalancer",
    "ingestTable", "ingestWritesCost", "machineControl", "region",
    "steadyTable", "tableRequestsCost", "tableCapacityCost", "tableCapacitySaving",
    "logKilobytes", "logsCost", "logsShare", "transferCost", "edgeCost", "edgeSaving",
  ]

  /// Of the decision on an edge between two services.
  package static let edge: Set<String> = [
    "edgeWaits", "calleeSpeaksHTTP", "calleeSpeaksGRPC", "edgeOrder", "edgeRate",
    "edgeConversation", "edgeNeedsStream", "edgeReceivers", "edgeTopology",
  ]

  /// Of a single option.
  package static let option: Set<String> = [
    "incumbent", "fits", "monthlyCost", "customerDuties", "failoverMinutes", "toilShare",
    "scaleOutSeconds",
    "coldStartsFit", "addedMilliseconds", "savedShare", "transferSaved", "missingPrice",
  ]

  /// Every signal; a decision's own id is one for the decisions after it.
  package static func all(with decisions: some Sequence<String>) -> Set<String> {
    shared.union(later).union(dataSet).union(edge).union(option).union(decisions)
  }
}
