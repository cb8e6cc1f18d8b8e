/// The signals that code computes, each by a number: what evaluates rules compares numbers, not texts.
///
/// The order is that in which code computes them, so that a set of signals is made in order. Keys of coding know
/// their names, which reflection would take thousands of instructions each to find.
package enum SignalName: Int, CaseIterable, CodingKey {
  // Of every decision of a stage: what the system does.
  case frontEnd, protocols, needsLayer4, isWeb, needsStaticAddresses, hasInlineAppliance
  case needsEdgeManagement, needsClientPlans, hasSubscriptions, longestRequestSeconds
  case largestResponseMB
  case isStateful, needsControl, hasJobs, longestUncuttableJobSeconds, ingestPerSecond, today
  case requestRate, computeLoad, meanRequestRate, transferGB
  // What it promises.
  case availability, dataLossMinutes, recoveryMinutes, isRegulated, compliance, p95Milliseconds
  case distantShare, flashCrowd, rushMinutes, loadVariability, readShare, cacheableReadShare
  case needsStructures
  // Who runs it.
  case people, operations, teams, hasSeveralServices, skills, kubernetesNeed
  case kubernetesIsJustified, canRunServers
  case oneZoneRecovers
  // Of the decisions after the one that computes them.
  case needsBalancer, hasSQL, hasTables, sqlSizeGiB
  // The choices of decisions, by their ids.
  case frontEndHosting, edge, compute, exposure, balancing, inspection, store, database, caching
  case messaging, tracing, workers, integration
  // Of the decision on a data set's store.
  case content, use, schemaNeed, sizeGiB, firstYearGiB, itemKilobytes, setIngestPerSecond
  case accessesPerSecond, megabytesPerSecond, hottestKeyPerSecond, sqlIsExhausted
  case hasNoSQLTrigger
  // Of the decision on an edge between two services.
  case edgeWaits, calleeSpeaksHTTP, calleeSpeaksGRPC, edgeOrder, edgeConversation, edgeTopology
  case edgeReceivers, edgeRate, edgeNeedsStream
  // Of a single option.
  case incumbent, fits, missingPrice, monthlyCost, customerDuties, toilShare, scaleOutSeconds
  case coldStartsFit, failoverMinutes, addedMilliseconds, savedShare, transferSaved
  // Of the stage to run now, for advice; a signal is absent where the stage has nothing of it.
  case callsPerAction, demandSpread, greatestLoadClass, greatestLoadShare, greatestLoadCallShare
  case newBalancer, region, machineControl, readyCount, slowestClass, slowestClassShare
  case bottleneck, partitionLimit, partitionUse, ingestTable, ingestWritesCost
  case steadyTable, tableRequestsCost, tableCapacityCost, tableCapacitySaving
  case monthsToMemory, sqlHolder, queryMilliseconds, resumeSeconds, databasePause
  case logKilobytes, logsCost, logsShare, transferCost, edgeCost, edgeSaving
}

extension SignalName: Comparable {
  package static func < (left: SignalName, right: SignalName) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension SignalName {
  /// The name as the catalog writes it.
  package var text: String { Self.texts[rawValue] }

  /// Nil for a name that no code computes; a rule that looks at one never holds.
  package init?(_ text: String) {
    guard let name = Self.byText[text] else { return nil }
    self = name
  }

  private static let texts = allCases.map(\.stringValue)
  private static let byText = Dictionary(
    uniqueKeysWithValues: zip(texts, allCases).map { ($0, $1) })
}
