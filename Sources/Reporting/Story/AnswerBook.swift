import Quantities
import Requirements

/// The values of questions as people read them, answered or assumed.
///
/// Requirements hold typed values, not answers; this turns them back into text. The column of a table
/// gives the values of all its rows.
struct AnswerBook {
  let requirements: SystemRequirements
  /// The questions, and the columns of tables, that nobody answered: a whole question, or a column in
  /// some row.
  private let assumed: Set<String>

  init(requirements: SystemRequirements) {
    self.requirements = requirements
    assumed = requirements.assumptions.reduce(into: []) { names, assumption in
      names.insert(assumption.question)
      if let column = Self.column(assumption.question) { names.insert(column) }
    }
  }

  /// The value of a question; nil for an id that it does not know.
  ///
  /// - Parameter scope: The data set whose row alone matters, for columns of `data`.
  func value(_ id: String, scope: String? = nil) -> String? {
    users(id) ?? interface(id) ?? system(id) ?? requests(id) ?? jobs(id) ?? data(id, scope)
  }

  /// Whether nobody answered it: a whole question, or a column in some row.
  func isAssumed(_ id: String) -> Bool { assumed.contains(id) }

  /// `requests[browse].reads` as `requests.reads`.
  private static func column(_ path: String) -> String? {
    let bytes = path.utf8
    guard let open = bytes.firstIndex(of: UInt8(ascii: "[")),
      let close = bytes.lastIndex(of: UInt8(ascii: "]"))
    else { return nil }
    return String(path[..<open] + path[bytes.index(after: close)...])
  }

  private func number(_ value: Double, _ unit: String = "") -> String {
    let digits = DecimalText.significant(value, 4)
    return unit.isEmpty ? digits : digits + " " + unit
  }

  private func list(_ texts: [String]) -> String {
    texts.isEmpty ? "none" : texts.joined(separator: ", ")
  }

  private func flag(_ flag: Bool) -> String { flag ? "yes" : "no" }

  private func users(_ id: String) -> String? {
    let users = requirements.users
    switch id {
    case "users.now": return number(users.now.value, "users")
    case "users.monthlyGrowth": return NumberText.share(users.monthlyGrowth) + " a month"
    case "users.activeShareAtPeak": return NumberText.share(users.activeShareAtPeak)
    case "users.actionsPerMinute": return number(users.actionsPerMinute, "actions/min")
    case "users.peakToAverage": return number(users.peakToAverage, "x")
    case "users.flashCrowd": return number(users.flashCrowd, "x")
    case "users.rushMinutes": return number(users.rushRise.value / 60, "min")
    case "places":
      return list(users.places.map { "\($0.continent) \(NumberText.share($0.share))" })
    case "users.distantShare": return NumberText.share(users.distantShare)
    case "frontEnd.kind": return requirements.frontEnd.kind
    case "frontEnd.callsPerAction": return number(requirements.frontEnd.callsPerAction, "calls")
    case "frontEnd.backgroundCallsPerDay":
      return number(requirements.frontEnd.backgroundCalls, "calls/day")
    case "frontEnd.pageKilobytes": return number(requirements.frontEnd.pageSize.value, "kB")
    case "frontEnd.renderMilliseconds": return NumberText.time(requirements.frontEnd.renderTime)
    default: return nil
    }
  }

  private func interface(_ id: String) -> String? {
    let interface = requirements.interface
    let objectives = requirements.objectives
    switch id {
    case "api.protocols": return list(interface.protocols)
    case "api.subscriptions": return flag(interface.hasSubscriptions)
    case "api.staticAddresses": return flag(interface.needsStaticAddresses)
    case "api.inlineAppliance": return flag(interface.hasInlineAppliance)
    case "api.edgeManagement": return flag(interface.needsEdgeManagement)
    case "api.clientPlans": return flag(interface.needsClientPlans)
    case "api.longestRequestSeconds": return number(interface.longestRequest.value, "s")
    case "objectives.p95Milliseconds": return NumberText.time(objectives.p95)
    case "objectives.p99Milliseconds": return NumberText.time(objectives.p99)
    case "objectives.availability":
      return DecimalText.significant(objectives.availability * 100, 5) + " %"
    case "objectives.dataLossMinutes": return number(objectives.dataLoss.value / 60, "min")
    case "objectives.recoveryMinutes": return number(objectives.recovery.value / 60, "min")
    case "objectives.compliance": return list(objectives.compliance)
    default: return nil
    }
  }

  private func system(_ id: String) -> String? {
    let team = requirements.team
    switch id {
    case "system.name": return requirements.name
    case "system.region": return requirements.region
    case "system.runtime": return requirements.runtime
    case "system.today": return list(requirements.today)
    case "compute.stateful": return flag(requirements.isStateful)
    case "compute.control": return list(requirements.control)
    case "budget.monthlyUSD": return requirements.budget.monthly.map(NumberText.cost) ?? "no limit"
    case "budget.horizonMonths": return number(requirements.budget.horizonMonths, "months")
    case "weights":
      return list(
        requirements.policy.priorities.map { priority in
          "\(priority.criterion)\(priority.decision.map { " of \($0)" } ?? "") x "
            + number(priority.factor)
        })
    case "gates": return list(requirements.policy.gates.map(\.name))
    case "waivers": return list(requirements.policy.waivers.map(\.gate))
    case "team.people": return number(team.people, "people")
    case "team.operations": return number(team.operations, "people")
    case "team.skills": return list(team.skills)
    case "team.kubernetesNeed": return team.kubernetesNeed
    case "team.teams": return number(team.teams, team.teams == 1 ? "team" : "teams")
    default: return nil
    }
  }

  private func requests(_ id: String) -> String? {
    func rows(_ text: (RequestClass) -> String) -> String {
      list(requirements.requests.map { "\($0.name) \(text($0))" })
    }
    switch id {
    case "requests": return list(requirements.requests.map(\.name))
    case "requests.share": return rows { NumberText.share($0.share) }
    case "requests.cpuMilliseconds": return rows { NumberText.time($0.cpuTime) }
    case "requests.reads": return rows { number($0.reads, "reads") }
    case "requests.writes": return rows { number($0.writes, "writes") }
    case "requests.responseKilobytes": return rows { number($0.responseSize.value, "kB") }
    case "requests.cacheableShare": return rows { NumberText.share($0.cacheableShare) }
    default: return nil
    }
  }

  private func jobs(_ id: String) -> String? {
    func rows(_ text: (BackgroundJob) -> String) -> String {
      list(requirements.jobs.map { "\($0.name) \(text($0))" })
    }
    switch id {
    case "jobs": return list(requirements.jobs.map(\.name))
    case "jobs.runsPerDay": return rows { number($0.runsPerDay, "runs/day") }
    case "jobs.minutes": return rows { number($0.duration.value / 60, "min") }
    case "jobs.checkpointable": return rows { flag($0.isCheckpointable) }
    default: return nil
    }
  }

  private func data(_ id: String, _ scope: String?) -> String? {
    let sets = requirements.dataSets.filter { scope == nil || $0.name == scope }
    func rows(_ text: (DataSet) -> String) -> String {
      list(sets.map { scope == nil ? "\($0.name) \(text($0))" : text($0) })
    }
    switch id {
    case "data": return list(sets.map(\.name))
    case "data.content": return rows(\.content)
    case "data.use": return rows(\.use)
    case "data.accessShare": return rows { NumberText.share($0.accessShare) }
    case "data.sizeGiB": return rows { number($0.size.value, "GiB") }
    case "data.firstYearGiB": return rows { number($0.firstYearGrowth.value, "GiB") }
    case "data.itemKilobytes": return rows { number($0.itemSize.value, "kB") }
    case "data.schemaNeed": return rows(\.schemaNeed)
    case "data.staleSeconds": return rows { number($0.staleness.value, "s") }
    case "data.dataLossMinutes":
      return rows { set in
        set.dataLoss.map { number($0.value / 60, "min") } ?? "as the system"
      }
    case "data.hottestKeyShare": return rows { NumberText.share($0.hottestKeyShare) }
    case "data.ingestPerSecond": return rows { number($0.ingestRate.value, "records/s") }
    default: return nil
    }
  }
}
