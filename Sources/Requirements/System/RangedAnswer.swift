package import Quantities

/// A number that a question has a range for, answered or assumed.
///
/// Objectives, budget and team are not among them: they say what is wanted, which is not uncertain.
package struct RangedAnswer: Hashable, Sendable {
  /// The path of the answer: `users.now`, `requests[browse].reads`.
  package let path: String
  /// The unit of its values; empty for pure numbers.
  package let unit: String
  package let estimate: Estimate
  /// Whether nobody answered it.
  package let isAssumed: Bool
  let field: Field
  /// The row of a table, else 0.
  let row: Int

  /// The questions whose numbers the models compute with, by their ids.
  enum Field: String, CaseIterable {
    case now = "users.now"
    case monthlyGrowth = "users.monthlyGrowth"
    case activeShare = "users.activeShareAtPeak"
    case actionsPerMinute = "users.actionsPerMinute"
    case peakToAverage = "users.peakToAverage"
    case flashCrowd = "users.flashCrowd"
    case distantShare = "users.distantShare"
    case callsPerAction = "frontEnd.callsPerAction"
    case pageKilobytes = "frontEnd.pageKilobytes"
    case renderMilliseconds = "frontEnd.renderMilliseconds"
    case backgroundCallsPerDay = "frontEnd.backgroundCallsPerDay"
    case share = "requests.share"
    case cpuMilliseconds = "requests.cpuMilliseconds"
    case reads = "requests.reads"
    case writes = "requests.writes"
    case responseKilobytes = "requests.responseKilobytes"
    case cacheableShare = "requests.cacheableShare"
    case runsPerDay = "jobs.runsPerDay"
    case minutes = "jobs.minutes"
    case accessShare = "data.accessShare"
    case sizeGiB = "data.sizeGiB"
    case firstYearGiB = "data.firstYearGiB"
    case itemKilobytes = "data.itemKilobytes"
    case staleSeconds = "data.staleSeconds"
    case hottestKeyShare = "data.hottestKeyShare"
    case ingestPerSecond = "data.ingestPerSecond"
    case readCPUMilliseconds = "database.readCPUMilliseconds"
    case writeCPUMilliseconds = "database.writeCPUMilliseconds"
    case contention = "database.contention"
    case coherency = "database.coherency"
  }
}

extension SystemRequirements {
  /// The same requirements with other values of the numbers that are not known exactly.
  ///
  /// The shares of a table are scaled so that they add up to 1 again.
  ///
  /// - Parameter values: One for each of `ranges`, in the unit of its question.
  package func taking(_ values: [Double]) -> SystemRequirements {
    precondition(values.count == ranges.count, "a value for each range")
    guard !ranges.isEmpty else { return self }
    var result = self
    var hasShares = false
    for (answer, value) in zip(ranges, values) {
      result.set(answer, to: value)
      hasShares = hasShares || answer.field == .share || answer.field == .accessShare
    }
    if hasShares { result.scaleShares() }
    return result
  }

  private mutating func set(_ answer: RangedAnswer, to value: Double) {
    let row = answer.row
    switch answer.field {
    case .now: users.now = Users(value)
    case .monthlyGrowth: users.monthlyGrowth = value
    case .activeShare: users.activeShareAtPeak = value
    case .actionsPerMinute: users.actionsPerMinute = value
    case .peakToAverage: users.peakToAverage = value
    case .flashCrowd: users.flashCrowd = value
    case .distantShare: users.distantShare = value
    case .callsPerAction: frontEnd.callsPerAction = value
    case .pageKilobytes: frontEnd.pageSize = Kilobytes(value)
    case .renderMilliseconds: frontEnd.renderTime = .milliseconds(value)
    case .backgroundCallsPerDay: frontEnd.backgroundCalls = value
    case .share: requests[row].share = value
    case .cpuMilliseconds: requests[row].cpuTime = .milliseconds(value)
    case .reads: requests[row].reads = value
    case .writes: requests[row].writes = value
    case .responseKilobytes: requests[row].responseSize = Kilobytes(value)
    case .cacheableShare: requests[row].cacheableShare = value
    case .runsPerDay: jobs[row].runsPerDay = value
    case .minutes: jobs[row].duration = Seconds(value * 60)
    case .accessShare: dataSets[row].accessShare = value
    case .sizeGiB: dataSets[row].size = GiB(value)
    case .firstYearGiB: dataSets[row].firstYearGrowth = GiB(value)
    case .itemKilobytes: dataSets[row].itemSize = Kilobytes(value)
    case .staleSeconds: dataSets[row].staleness = Seconds(value)
    case .hottestKeyShare: dataSets[row].hottestKeyShare = value
    case .ingestPerSecond: dataSets[row].ingestRate = RequestsPerSecond(value)
    case .readCPUMilliseconds: database.readTime = .milliseconds(value)
    case .writeCPUMilliseconds: database.writeTime = .milliseconds(value)
    case .contention: database.contention = value
    case .coherency: database.coherency = value
    }
  }

  private mutating func scaleShares() {
    let calls = requests.reduce(0) { $0 + $1.share }
    if calls > 0 { for row in requests.indices { requests[row].share /= calls } }
    let accesses = dataSets.reduce(0) { $0 + $1.accessShare }
    if accesses > 0 { for row in dataSets.indices { dataSets[row].accessShare /= accesses } }
  }
}
