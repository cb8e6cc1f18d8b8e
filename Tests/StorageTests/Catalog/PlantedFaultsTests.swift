import CatalogModel
import Storage
import Testing

/// A fault that a person could make in the catalog, and how the lint must name it.
struct PlantedFault: Sendable, CustomTestStringConvertible {
  let name: String
  let file: String
  /// What stands in the file, and what the fault puts in its place.
  let old: String
  let new: String
  /// The file that the finding is in, where it is another one.
  let found: String
  /// The line's text from its beginning or from the place of the finding on.
  let line: String
  let message: String

  init(
    _ name: String, in file: String, _ old: String, _ new: String, foundIn other: String? = nil,
    at line: String, _ message: String
  ) {
    self.name = name
    self.file = file
    self.old = old
    self.new = new
    found = other ?? file
    self.line = line
    self.message = message
  }

  var testDescription: String { name }

  static let all = [
    PlantedFault(
      "a key of no schema", in: "services/sqs.yaml", "category:", "kategory:", at: "kategory",
      "unknown key `kategory`"),
    PlantedFault(
      "a unit of no table", in: "services/alb.yaml", "unit: count per ALB", "unit: furlongs",
      at: "targetGroups", "`alb.targetGroups` is in `furlongs`"),
    PlantedFault(
      "a number without a unit", in: "services/nlb.yaml", ", unit: layer of the OSI model", "",
      at: "layer", "`nlb.layer` is a number without a unit"),
    PlantedFault(
      "a fraction above one", in: "planning/thresholds.yaml",
      "planning.quotaTarget: {value: 0.8", "planning.quotaTarget: {value: 1.8",
      at: "planning.quotaTarget", "`planning.quotaTarget` is 1.8 fraction, outside 0 to 1"),
    PlantedFault(
      "a range upside down", in: "services/fargate.yaml",
      "taskStartSeconds: {value: [20, 60]", "taskStartSeconds: {value: [60, 20]",
      at: "[60, 20]", "a range and has two, the lesser first"),
    PlantedFault(
      "a source that is none", in: "services/dax.yaml", "source: awsdocs-dynamodb-2023-06",
      "source: awsdocs-dynamodb-2033-06", at: "awsdocs-dynamodb-2033-06",
      "unknown source `awsdocs-dynamodb-2033-06`"),
    PlantedFault(
      "an option of no service", in: "criteria/exposure.yaml", "service: appsync",
      "service: appsink", at: "appsink", "unknown service `appsink`"),
    PlantedFault(
      "a rule on a fact that is none", in: "criteria/compute.yaml",
      "{fact: planning.oneBoxVirtualCPUs}", "{fact: planning.twoBoxVirtualCPUs}",
      at: "planning.twoBoxVirtualCPUs", "unknown fact `planning.twoBoxVirtualCPUs`"),
    PlantedFault(
      "a rule on a signal that is none", in: "criteria/messaging.yaml", "{signal: hasJobs",
      "{signal: hasJbs", at: "signal: hasJbs", "names the signal `hasJbs`, which nothing computes"),
    PlantedFault(
      "a criterion without an example that speaks against it", in: "criteria/tracing.yaml",
      ", reject: [{option: xray-otel}]", "", at: "- {id: fit,",
      "the rule `fit` has no example in which it does not"),
    PlantedFault(
      "an example that leaves a signal open", in: "criteria/database.yaml",
      "accept: [{compute: ec2-single}]", "accept: [{compte: ec2-single}]", at: "- id: one-box",
      "an example of `one-box` leaves open: compute"),
    PlantedFault(
      "a rule of no row", in: "criteria/workers.yaml", "rule: C6", "rule: C16",
      at: "- id: job-duration", "carries out the row `C16`, which talk.yaml does not have"),
    PlantedFault(
      "advice on a signal that is none", in: "advice.yaml", "{greatestLoadClass} is",
      "{greediestClass} is", at: "- id: noisy-neighbor",
      "names the signal `greediestClass`, which nothing computes"),
    PlantedFault(
      "a key twice", in: "planning/latencies.yaml", "latency.nlb.p50:", "planning.missLimit:",
      foundIn: "planning/thresholds.yaml", at: "planning.missLimit", "is also defined at"),
    PlantedFault(
      "a fact without a source", in: "services/kinesis.yaml",
      "source: awsdocs-kinesis-2023-06, asOf", "asOf", at: "{value",
      "the key `source` is missing"),
    PlantedFault(
      "a fact without a date", in: "services/eks.yaml", ", asOf: 2024-12-18", "", at: "{value",
      "the key `asOf` is missing"),
    PlantedFault(
      "a fact past the limit of age", in: "services/cloudwatch.yaml",
      "asOf: 2023-06-15", "asOf: 2013-06-15", at: "",
      "are older than 48 months (2013-06-15)"),
    PlantedFault(
      "a larger size that costs less", in: "prices/eu-west-1/ec2.tsv", "\nm7g.2xlarge\t0.",
      "\nm7g.2xlarge\t0.0", at: "m7g.2xlarge", "`m7g.2xlarge` (m7g) costs"),
    PlantedFault(
      "a region that is off by a factor", in: "prices/eu-west-2/services.tsv",
      "\nnat.hour\t0.0", "\nnat.hour\t0.", at: "nat.hour", "times the median of the regions"),
    PlantedFault(
      "a region that is off by two and a half", in: "prices/eu-central-1/services.tsv",
      "\nalb.lcu-hour\t0.008\t", "\nalb.lcu-hour\t0.02\t", at: "alb.lcu-hour",
      "`alb.lcu-hour` costs 0.02 USD, 2.5 times the median of the regions"),
    PlantedFault(
      "a price of nothing", in: "prices/eu-north-1/services.tsv", "\nalb.lcu-hour\t0.00",
      "\nalb.lcu-hour\t0\tUSD/LCU-hour\tqp-2025-06\t2025-06-05\tprimary\t-\nalb.zcu\t0.00",
      at: "alb.lcu-hour", "`alb.lcu-hour` costs nothing"),
    PlantedFault(
      "a closed service that is offered", in: "services/fargate.yaml", "{state: active",
      "{state: closed", foundIn: "criteria/compute.yaml", at: "- {id: fargate,",
      "the option `fargate` offers AWS Fargate, whose lifecycle is closed"),
    PlantedFault(
      "a closed service that is called active", in: "services/apprunner.yaml", "{state: closed",
      "{state: active", at: "lifecycle", "AWS App Runner is active, and could be recommended"),
    PlantedFault(
      "a rate in a unit of no table", in: "purchase/reserved.yaml",
      "ec2: {value: [0.6, 0.68], unit: fraction of", "ec2: {value: [0.6, 0.68], unit: parrots of",
      at: "- id: reserved-1yr-none", "`reserved-1yr-none.ec2` is in `parrots of"),
    PlantedFault(
      "a choice of no purchase option", in: "questions/6-objectives.yaml",
      "{id: reserved-3yr-all,", "{id: reserved-4yr-all,", at: "- {id: reserved-4yr-all,",
      "the choice `reserved-4yr-all` of budget.purchase names the purchase option"),
    PlantedFault(
      "a choice of no service", in: "questions/1-system.yaml", "service: timestream}",
      "service: timestreams}", at: "- {id: timestream,",
      "the choice `timestream` of system.today names the service or notice `timestreams`"),
    PlantedFault(
      "a model without its fact", in: "planning/thresholds.yaml", "planning.bufferShare:",
      "planning.bufferPart:", foundIn: "planning", at: "",
      "`SQL databases` needs the fact `planning.bufferShare`"),
    PlantedFault(
      "a fact that nothing reads", in: "planning/thresholds.yaml", "planning.bufferShare:",
      "planning.bufferPart:", at: "planning.bufferPart",
      "no model, rule or question reads `planning.bufferPart`"),
    PlantedFault(
      "an alarm without a part", in: "health.yaml", "  part: networkTargets\n", "",
      at: "id: network-targets-unhealthy", "the key `part` is missing"),
    PlantedFault(
      "an alarm of no part", in: "health.yaml", "part: webSocketAPI", "part: websocketAPI",
      at: "websocketAPI", "`websocketAPI` is not one of"),
    PlantedFault(
      "an alarm's statistic that is none", in: "health.yaml", "metric: 5xx\n  statistic: Sum",
      "metric: 5xx\n  statistic: Summe", at: "Summe", "`Summe` is not one of"),
    PlantedFault(
      "an alarm that fires at no side", in: "health.yaml",
      "metric: StatusCheckFailed\n  statistic: Maximum\n  fires: atLeast",
      "metric: StatusCheckFailed\n  statistic: Maximum\n  fires: over", at: "over",
      "`over` is not one of"),
    PlantedFault(
      "an alarm on a name that CloudWatch cannot have", in: "health.yaml",
      "metric: HTTPCode_Target_5XX_Count", "metric: answers with 5XX", at: "answers with 5XX",
      "`answers with 5XX` is no name of CloudWatch's"),
    PlantedFault(
      "an alarm below nothing", in: "health.yaml", "threshold: 268435456",
      "threshold: -268435456", at: "-268435456", "-268435456"),
    PlantedFault(
      "an alarm whose id is no part of a name", in: "health.yaml", "id: app-errors",
      "id: App_Errors", at: "id: App_Errors", "`App_Errors` cannot be part of a name"),
    PlantedFault(
      "two alarms of one id", in: "health.yaml", "id: worker-throttles", "id: worker-errors",
      at: "id: worker-errors", "the row `worker-errors` is defined twice"),
    PlantedFault(
      "a row out of order", in: "instances/elasticache.tsv", "\ncache.m6g.large\t",
      "\ncache.m1.giant\tm1\t1\t1\tno\tLow\t1\t1\t-\t-\t-\tmoto\ncache.m6g.large\t",
      at: "cache.m1.giant", "`cache.m1.giant` is out of order"),
  ]
}

/// All faults are found in one run, each with its place.
@Suite struct PlantedFaultsTests {
  private static let planted: (copy: CatalogCopy, missing: [String], diagnostics: [Diagnostic])? = {
    guard let copy = try? CatalogCopy() else { return nil }
    var missing: [String] = []
    var done: Set<String> = []
    for fault in PlantedFault.all where done.insert(fault.file + fault.old).inserted {
      if (try? copy.replace(fault.old, with: fault.new, in: fault.file)) != true {
        missing.append(fault.name)
      }
    }
    return (copy, missing, CatalogLinter.diagnostics(of: copy.tree))
  }()

  @Test(arguments: PlantedFault.all)
  func isFoundWithItsPlace(_ fault: PlantedFault) throws {
    let planted = try #require(Self.planted)
    #expect(!planted.missing.contains(fault.name), "there was nothing to change")
    let file = planted.copy.tree.display(fault.found)
    let found = planted.diagnostics.filter {
      $0.place.file == file && $0.message.contains(fault.message)
    }
    let diagnostic = try #require(found.first, "not found")
    guard !fault.line.isEmpty else { return }
    let lines = try planted.copy.text(fault.found)
      .split(separator: "\n", omittingEmptySubsequences: false)
    try #require(diagnostic.place.line >= 1 && diagnostic.place.line <= lines.count)
    let rest = lines[diagnostic.place.line - 1].dropFirst(max(0, diagnostic.place.column - 1))
    #expect(rest.hasPrefix(fault.line), "points at `\(rest.prefix(60))`")
  }

  @Test func theCatalogAsItIsHasNone() {
    let diagnostics = CatalogLinter.diagnostics(of: FileTree(FixtureCatalog.real))
    for fault in PlantedFault.all where fault.name != "a fact past the limit of age" {
      #expect(!diagnostics.contains { $0.message.contains(fault.message) }, "\(fault.name)")
    }
  }
}
