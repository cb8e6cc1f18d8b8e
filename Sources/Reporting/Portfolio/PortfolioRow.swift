import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// What a summary of many plans keeps of one of them.
package struct PortfolioRow: Sendable {
  /// The answer file as it was named.
  package let file: String
  /// 0 or 2 for a plan, 3 for one whose files differ; anything else says why there is none.
  package let exitCode: Int
  let figures: Figures?

  /// The numbers of a plan.
  struct Figures: Sendable {
    let system: String
    let region: String
    let stage: String?
    let users: Users
    let requestRate: RequestsPerSecond?
    let p99: Seconds?
    let cost: USDPerMonth?
    /// Nil where nothing gives way, or nothing carries the present users.
    let carries: Users?
    let months: Double?
    let failed: [String]
  }

  /// A file that could not be planned.
  package init(file: String, exitCode: Int) {
    self.file = file
    self.exitCode = exitCode
    figures = nil
  }

  /// A plan.
  ///
  /// - Parameter isDifferent: Whether the files of an earlier plan differ from this one.
  package init(file: String, _ input: ReportInput, isDifferent: Bool = false) {
    self.file = file
    let plan = input.plan
    let code = Verdict(plan: plan).exitCode
    exitCode = code == 0 && isDifferent ? 3 : code
    let divided = plan.composition.flatMap { $0.isDivided ? $0 : nil }
    let breaking = divided == nil ? plan.current?.breaking : divided?.current?.breaking?.load
    let latency =
      divided == nil ? plan.present?.assessment.latency : divided?.present?.latency
    figures = Figures(
      system: plan.requirements.name, region: input.catalog.region,
      stage: plan.currentIndex.map { plan.stages[$0].definition.label },
      users: plan.requirements.users.now, requestRate: plan.present?.workload.requestRate,
      p99: latency?.all.p99, cost: plan.present == nil ? nil : plan.presentTotal,
      carries: breaking?.users,
      months: breaking?.users.flatMap { plan.requirements.months(until: $0) },
      failed: plan.gates.filter(\.fails).map(\.id))
  }

  /// The verdict in a word.
  var word: String {
    switch exitCode {
    case 0: "pass"
    case 2: "fail"
    case 3: "differs"
    case 65: "bad answers"
    case 66: "missing"
    case 73: "not written"
    case 64: "bad region"
    case 78: "bad catalog"
    default: "error"
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      if let figures { json.member("carriesUsers", orNull: figures.carries?.value) }
      json.member("exitCode", exitCode)
      if let figures { json.member("failedGates", figures.failed) }
      json.member("file", file)
      if let figures {
        json.member("monthlyCostUSD", orNull: figures.cost?.value)
        json.member("monthsLeft", orNull: figures.months)
        json.member("p99Milliseconds", orNull: figures.p99?.milliseconds)
        json.member("peakRequestsPerSecond", orNull: figures.requestRate?.value)
        json.member("region", figures.region)
        json.member("stage", orNull: figures.stage)
        json.member("system", figures.system)
        json.member("users", figures.users.value)
      }
      json.member("verdict", word)
    }
  }
}
