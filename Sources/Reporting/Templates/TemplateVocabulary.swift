import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

/// The names that templates may ask for: those of the values that renderings give.
///
/// A rendering asks only for what its architecture has; this looks at every tag, so that a misspelt
/// name is found even in a part that no architecture at hand needs.
package struct TemplateVocabulary: Sendable {
  package let names: Set<String>

  /// The names that renderings of two architectures with every list filled give.
  package init() throws {
    var names: Set<String> = []
    for request in Self.samples {
      let model = try InfrastructureModel(request)
      Self.collect(model.templateValues, into: &names)
      let network = SharedNetwork(units: [model])
      Self.collect(
        network.values(base: model.templateValues, systemName: request.systemName), into: &names)
    }
    self.names = names.union(SystemRoot.ownNames).union(BetweenModel.ownNames)
  }

  /// The tags whose names nobody gives, in the order of template and place.
  package func problems(of library: TemplateLibrary) -> [TemplateProblem] {
    library.texts.sorted { $0.key < $1.key }.flatMap { name, text in
      templateTags(in: text).compactMap { tag -> TemplateProblem? in
        guard tag.kind == .variable || tag.kind == .section else { return nil }
        let unknown = tag.name.split(separator: ".").first { !names.contains(String($0)) }
        guard let unknown else { return nil }
        return TemplateProblem(
          template: name, place: tag.place, message: "no rendering has a value named \(unknown)")
      }
    }
  }

  private static func collect(_ item: TemplateItem, into names: inout Set<String>) {
    for (name, value) in item.members {
      names.insert(name)
      guard case .list(let items) = value else { continue }
      for item in items { collect(item, into: &names) }
    }
  }

  private static func rule(_ part: HealthRule.Part) -> HealthRule {
    HealthRule(
      id: "failing", part: part, namespace: "AWS/EC2", metric: "StatusCheckFailed",
      statistic: .maximum, fires: .atLeast, threshold: 1, text: "It fails",
      citation: Citation(source: "own-knowledge", asOf: "2026", confidence: .recalled))
  }

  /// Architectures that between them fill every list of values.
  private static var samples: [InfrastructureRequest] {
    let table = TableStore(
      name: "records", peakReadUnits: 10, peakWriteUnits: 10, storage: GiB(1), isOnDemand: false,
      hasAccelerator: true)
    return [ComputePlatform.ecsOnEC2, .eks, .lambda, .fargate].map { platform in
      let isManaged = platform == .lambda || platform == .fargate
      let architecture = Architecture(
        frontEnd: .staticHosting, edge: .cloudFront,
        exposure: platform == .lambda ? .restAPI : .alb,
        balancing: platform == .lambda ? .none : .alb, hasInspection: false,
        compute: ComputeTier(
          platform: platform, instanceType: isManaged ? nil : "m7g.large", count: 2,
          minimumCount: 1, virtualCPUs: 2, memory: GiB(8), processor: "arm64", concurrency: 10),
        relational: RelationalTier(
          engine: platform == .eks ? .rds : .aurora, instanceClass: "db.r7g.large",
          isMultiZone: true, readReplicas: 1, hasProxy: true, minimumCapacityUnits: 0,
          maximumCapacityUnits: 0, storage: GiB(100), storageOperations: 3_000,
          connectionLimit: 1_000),
        tables: [table], cache: nil, hasFileStorage: true, messaging: [.queue, .stream],
        workers: nil, zones: 2, observability: Observability(hasMetrics: true, hasTraces: true))
      let trigger = TriggerAlarm(
        id: "queue", part: .queue,
        metric: CloudWatchMetric("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"),
        comparison: .above, threshold: 60, description: "Jobs wait")
      return InfrastructureRequest(
        systemName: "sample", region: "eu-central-1", stageID: "stage", stageLabel: "stage",
        planDigest: "0", architecture: architecture, triggers: [trigger],
        decisions: [.compute: "decided"], dataLossMinutes: 60, availabilityZones: [],
        facts: TemplateFacts(
          health: HealthRule.Part.allCases.map(Self.rule),
          runtime: FunctionRuntime(identifier: "nodejs22.x", handler: "{tier}.handler"),
          jobWait: Seconds(300), tasksPerService: 5_000),
        quotas: [QuotaNeed(name: "executions", needed: 2, standard: 1, unit: "executions")])
    }
  }
}
