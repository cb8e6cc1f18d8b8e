import Quantities

extension SystemRequirements {
  /// The uncertain numbers of the system that are numbers of a unit as well, with the rows that they
  /// have there.
  ///
  /// Shares of requests and of accesses, and the demands of a request that others are folded into, are
  /// not among them: they mix answers, so that no answer can be drawn in their place.
  func ranges(
    of unit: DeploymentUnit, classes: [RequestClass], callsFactor: Double, _ folded: FoldedDemands
  ) -> [RangedAnswer] {
    let jobs = jobs.indices.filter { self.jobs[$0].service.map(unit.holds) ?? false }
    let sets = dataSets.indices.filter { index in
      dataSets[index].ownership.users.contains(where: unit.holds)
    }
    return ranges.compactMap { answer in
      switch answer.field {
      case .share, .accessShare: return nil
      case .callsPerAction, .backgroundCallsPerDay:
        return callsFactor > 0 ? answer.scaled(by: callsFactor) : nil
      case .pageKilobytes, .renderMilliseconds, .now, .monthlyGrowth, .activeShare,
        .actionsPerMinute, .peakToAverage, .flashCrowd, .distantShare, .readCPUMilliseconds,
        .writeCPUMilliseconds, .contention, .coherency:
        return answer
      case .cpuMilliseconds, .reads, .writes, .responseKilobytes, .cacheableShare:
        let request = requests[answer.row]
        guard !folded.demand(of: request).isFolded else { return nil }
        return classes.firstIndex { $0.name == request.name }.map(answer.inRow)
      case .runsPerDay, .minutes: return jobs.firstIndex(of: answer.row).map(answer.inRow)
      case .sizeGiB, .firstYearGiB, .itemKilobytes, .staleSeconds, .hottestKeyShare,
        .ingestPerSecond:
        return sets.firstIndex(of: answer.row).map(answer.inRow)
      }
    }
  }
}

extension RangedAnswer {
  fileprivate func inRow(_ row: Int) -> RangedAnswer {
    RangedAnswer(
      path: path, unit: unit, estimate: estimate, isAssumed: isAssumed, field: field, row: row)
  }

  fileprivate func scaled(by factor: Double) -> RangedAnswer {
    RangedAnswer(
      path: path, unit: unit,
      estimate: Estimate(
        low: estimate.low * factor, likely: estimate.likely * factor,
        high: estimate.high * factor),
      isAssumed: isAssumed, field: field, row: row)
  }
}
