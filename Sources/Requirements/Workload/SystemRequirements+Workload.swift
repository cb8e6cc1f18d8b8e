package import Quantities

extension SystemRequirements {
  /// The workload of a number of users.
  ///
  /// - `active = max(1, users · active share)`, at most the users themselves;
  /// - `action rate = active · actions per minute / 60 · rush factor`;
  /// - `call rate = action rate · calls per action`, split over the classes by their shares;
  /// - an installed app adds calls of its own whether it is used or not:
  ///   `users · calls a day / 86,400 · peak to average · rush factor`, since they follow the day and
  ///   a push notification wakes all;
  /// - a rendered page is a class of its own at the action rate;
  /// - `mean / peak = 1 / (peak to average · rush factor)`: a rush is an exception, so it does not
  ///   lift the average;
  /// - reads and writes split over the data sets by their access shares; writes of records that
  ///   arrive besides requests add to them, and do not grow with the users;
  /// - data grows by what its users add, see `size(of:users:)`.
  package func workload(users count: Users) -> Workload {
    let active = min(count.value, max(1, count.value * users.activeShareAtPeak))
    let actionRate = RequestsPerSecond(
      active * users.actionsPerMinute / 60 * users.flashCrowd)
    let background = RequestsPerSecond(
      count.value * frontEnd.backgroundCalls / 86_400 * users.peakToAverage * users.flashCrowd)
    let callRate = actionRate * frontEnd.callsPerAction + background
    var classes = requests.map { request in
      ClassLoad(
        name: request.name, rate: callRate * request.share,
        cpuTime: request.cpuTime, reads: request.reads, writes: request.writes,
        responseSize: request.responseSize, cacheableShare: request.cacheableShare,
        awaitedTime: request.awaitedTime)
    }
    if rendersOnServer {
      classes.append(
        ClassLoad(
          name: "page", rate: actionRate, cpuTime: frontEnd.renderTime, reads: 0, writes: 0,
          responseSize: Kilobytes(0), cacheableShare: 0))
    }
    let growth = count.value / max(1, users.now.value)
    return Workload(
      users: count, activeUsers: active, actionRate: actionRate, classes: classes,
      dataSets: dataSetLoads(of: classes, users: count),
      jobLoad: Erlangs(jobs.reduce(0) { $0 + $1.runsPerDay * $1.duration.value } / 86400 * growth),
      flashCrowd: users.flashCrowd, rushRise: users.rushRise,
      meanShare: 1 / (users.peakToAverage * users.flashCrowd))
  }

  /// Whether pages are rendered by the compute tier.
  package var rendersOnServer: Bool { frontEnd.kind == "ssr" || frontEnd.kind == "traditional" }

  /// The size of a data set when the system has a number of users.
  ///
  /// Each user adds data at a constant rate, the one that adds up to the answer for the first
  /// year. With users growing by `g` a month that is, for `u` users and `n` of them now,
  /// `size(u) = size + first year · (u - n) / (n ((1 + g)^12 - 1))`. Without growth, and for fewer
  /// users than now, the size is in proportion to the users. Where growth is so slow that a number
  /// of users is decades away, no user has more data than after the first year:
  /// `size(u) <= (size + first year) · u / n`.
  package func size(of set: DataSet, users count: Users) -> GiB {
    let now = max(1, users.now.value)
    guard count.value > now, users.monthlyGrowth > 0 else { return set.size * (count.value / now) }
    let firstYear = GrowthCurve(monthlyGrowth: users.monthlyGrowth).factor(months: 12) - 1
    return min(
      set.size + set.firstYearGrowth * ((count.value - now) / (now * firstYear)),
      (set.size + set.firstYearGrowth) * (count.value / now))
  }

  private func dataSetLoads(of classes: [ClassLoad], users count: Users) -> [DataSetLoad] {
    let reads = classes.reduce(RequestsPerSecond.zero) { $0 + $1.rate * $1.reads }
    let writes = classes.reduce(RequestsPerSecond.zero) { $0 + $1.rate * $1.writes }
    return dataSets.map { set in
      DataSetLoad(
        set: set, readRate: reads * set.accessShare,
        writeRate: writes * set.accessShare + set.ingestRate, size: size(of: set, users: count))
    }
  }

  /// The months until the system has a number of users: `ln(u / now) / ln(1 + g)`; nil when it
  /// does not grow, 0 when it already has them.
  package func months(until count: Users) -> Double? {
    guard count > users.now else { return 0 }
    guard users.monthlyGrowth > 0 else { return nil }
    return GrowthCurve(monthlyGrowth: users.monthlyGrowth).months(
      ratio: count.value / max(1, users.now.value))
  }
}
