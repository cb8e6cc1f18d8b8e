/// The facts and prices that a model in code reads.
///
/// Code reads the catalog by key, so that a fact without a model and a model without a fact are
/// mistakes that no compiler sees. This is the list to check both against: `tenfold catalog lint`
/// reports what a model lacks and counts what none reads; the suite fails where code reads a key
/// that is not listed here.
package struct ModelKeys: Hashable, Sendable {
  /// What reads them, for messages.
  package let model: String
  /// Ids of facts; `id#key` is an entry of a table, and a `*` stands for any one word.
  package let facts: [String]
  /// Price keys, with the same `*`.
  package let prices: [String]

  init(_ model: String, facts: [String] = [], prices: [String] = []) {
    self.model = model
    self.facts = facts
    self.prices = prices
  }

  /// Every model.
  package static let all = capacity + costs + roadmap

  private static let capacity = [
    ModelKeys(
      "safe utilizations",
      facts: [
        "planning.targetUtilization#cpu", "planning.targetUtilization#database-cpu",
        "planning.targetUtilization#connections", "planning.targetUtilization#cache-memory",
        "planning.utilizationZoneLost", "planning.quotaTarget",
      ]),
    ModelKeys(
      "demands of a request",
      facts: [
        "planning.cpuMillisecondsPerRequest", "planning.queryCPUMilliseconds#simple",
        "planning.writeCPUMilliseconds", "planning.replayShare#rds", "planning.replayShare#aurora",
        "planning.baseMemoryGiB", "planning.memoryPerVirtualCPUGiB",
        "planning.connectionsPerVirtualCPU", "planning.workersPerVirtualCPU#*",
        "planning.staticRequestsPerAction",
        "planning.logKilobytesPerRequest",
      ]),
    ModelKeys(
      "response times",
      facts: [
        "latency.interAZ.rtt", "latency.ebs.gp3.read", "latency.ebs.gp3.write",
        "latency.aurora.commit.p50", "latency.elasticache.get.p50", "latency.dynamodb.get.p50",
        "latency.dynamodb.put.p50", "latency.lambda.warm.p50", "latency.alb.p50",
        "latency.nlb.p50", "latency.apigateway.http.p50", "latency.apigateway.rest.p50",
        "limit.aurora.replicaLagMs", "latency.cloudfront.hit.p50",
        "planning.distantRoundTripMilliseconds",
      ]),
    ModelKeys(
      "instances",
      facts: [
        "planning.legacyFamilies", "planning.agentShare#*", "planning.agents#*",
        "planning.fleet#mostSmall", "planning.fleet#largeVirtualCPUs",
        "planning.fleet#leastUtilization", "planning.operationDays#replica",
        "planning.operationDays#cacheNode", "planning.replicas#mostBurstable",
      ]),
    ModelKeys(
      "tasks",
      facts: [
        "fargate.memoryLeastGB", "planning.taskMemoryPerVirtualCPUGiB",
        "planning.jobTask#virtualCPUs", "planning.jobTask#memoryGiB", "planning.slowRushMinutes",
      ],
      prices: ["fargate.arm.vcpu-hour", "fargate.arm.gb-hour"]),
    ModelKeys(
      "functions",
      facts: [
        "lambda.mbPerVCPU", "lambda.requestsPerSecondPerConcurrency", "lambda.concurrencyDefault",
        "planning.functionColdStartMilliseconds#*", "planning.functionIdleExpirySeconds",
        "planning.functionMemoriesMB#*",
      ]),
    ModelKeys(
      "SQL databases",
      facts: [
        "planning.workingSetShare", "planning.missLimit", "planning.bufferShare",
        "limit.rds.mysqlPostgres.storage.maxGiB", "limit.rds.gp3.baseline.below400GiB#iops",
        "limit.rds.gp3.baseline.from400GiB#iops", "limit.rds.gp3.max#iops",
        "limit.aurora.storage.max", "aurora-serverless-v2.vCPUPerAcu",
        "aurora-serverless-v2.memoryPerAcuGiB", "aurora-serverless-v2.acuRange",
        "planning.databaseStorage#growth", "planning.databaseStorage#leastGiB",
        "planning.databaseConnections#*", "planning.volumeOperations#*",
        "limit.rds.maxConnections.usableMemoryFraction", "limit.rds.readReplicas.max",
        "limit.auroraServerlessV2.autoPauseSeconds",
        "limit.aurora.replicas.max",
      ],
      prices: ["rds.gp3.*.extra-iops-month"]),
    ModelKeys(
      "caches",
      facts: [
        "planning.cacheHitRatio", "planning.edgeHitRatio",
        "planning.cacheOperationsPerSecondPerVCPU", "limit.elasticache.nodesPerClusterDefault",
      ]),
    ModelKeys(
      "tables", facts: ["dynamodb.partitionRCU", "dynamodb.partitionWCU"]),
    ModelKeys(
      "quotas of entry points",
      facts: [
        "apigateway-http.throttleRps", "apigateway-rest.throttleRps",
      ]),
  ]

  private static let costs = [
    ModelKeys(
      "the bill of the compute tier",
      facts: ["planning.lambdaFree#requests", "planning.lambdaFree#gbSeconds"],
      prices: [
        "ebs.gp3.gb-month", "eks.control-plane.hour", "lambda.arm.request",
        "lambda.arm.gb-second.tier1", "lambda.arm.gb-second.tier2", "lambda.arm.gb-second.tier3",
      ]),
    ModelKeys(
      "the bill of the way in",
      facts: [
        "planning.staticHitRatio", "planning.requestsPerConnection", "planning.connectionSeconds",
        "planning.staticFiles#pages", "planning.staticFiles#leastGB", "cloudfront.freeTierTB",
        "cloudfront.freeRequests", "data-transfer.freeInternetGB",
        "alb.lcu#newConnectionsPerSecond",
        "alb.lcu#activeConnectionsPerMinute", "alb.lcu#processedGBPerHour",
        "alb.lcu#processedGBPerHourLambda", "nlb.nlcu#tcp.newFlowsPerSecond",
        "nlb.nlcu#tcp.activeFlows", "nlb.nlcu#tcp.processedGBPerHour",
        "nlb.nlcu#tls.newFlowsPerSecond", "nlb.nlcu#tls.activeFlows",
        "nlb.nlcu#tls.processedGBPerHour", "gwlb.glcu#newFlowsPerSecond", "gwlb.glcu#activeFlows",
        "gwlb.glcu#processedGBPerHour",
      ],
      prices: [
        "alb.hour", "alb.lcu-hour", "nlb.hour", "nlb.nlcu-hour", "gwlb.hour", "gwlb.glcu-hour",
        "globalaccelerator.hour", "globalaccelerator.dt-premium.*.to.*.gb",
        "apigateway.http.request.*", "apigateway.rest.request.*",
        "apigateway.websocket.message.*", "apigateway.websocket.connection-minute",
        "appsync.graphql.operation", "cloudfront.*.out.gb.*", "cloudfront.*.request.https",
        "transfer.internet-out.gb.*", "s3.standard.gb-month.*", "s3.get.request",
      ]),
    ModelKeys(
      "the bill of the data tier",
      facts: ["planning.auroraIOPerWriteTransaction", "planning.snapshotShare"],
      prices: [
        "aurora.serverless-v2.acu-hour", "aurora.standard.io-request",
        "aurora.standard.storage.gb-month", "dax.*.*.node-hour", "dynamodb.on-demand.read",
        "dynamodb.on-demand.write", "dynamodb.pitr.gb-month", "dynamodb.provisioned.rcu-hour",
        "dynamodb.provisioned.wcu-hour", "dynamodb.storage.gb-month", "ebs.snapshot.gb-month",
        "rds-proxy.acu-hour", "rds-proxy.vcpu-hour", "rds.gp3.*.gb-month",
      ]),
    ModelKeys(
      "the bill of the rest",
      facts: [
        "kinesis.shardWrite#recordsPerSecond", "planning.natTraffic#shareOfResponses",
        "planning.natTraffic#gigabytesPerGateway", "planning.kilobytesPerQuery",
        "cloudwatch.freeAlarms", "planning.traceShare",
      ],
      prices: [
        "s3.put-copy-post-list.request", "sqs.standard.request.tier1", "kinesis.shard-hour",
        "kinesis.put-payload-unit", "nat.hour", "nat.gb", "vpc.endpoint.interface.hour",
        "vpc.public-ipv4.hour", "transfer.inter-az.gb-each-direction",
        "route53.zone.month.first25", "cloudwatch.logs.ingest.gb",
        "cloudwatch.logs.storage.gb-month", "cloudwatch.alarm.standard.month",
        "secretsmanager.secret.month", "kms.key.month", "xray.trace.recorded",
      ]),
  ]

  private static let roadmap = [
    ModelKeys(
      "effort",
      facts: [
        "planning.personDayUSD", "planning.effortMonths", "planning.effortPersonDays#*",
        "planning.economyMargin", "planning.costIndifferenceUSD",
        "planning.horizonStageFactor", "planning.horizonStageUsers",
      ]),
    ModelKeys(
      "availability",
      facts: [
        "planning.singleZoneAvailability", "planning.twoZoneAvailability",
        "planning.oneRegionAvailability", "sla.*",
        "planning.recoveryMinutes#*", "planning.dataLossMinutes#*",
      ]),
    ModelKeys(
      "templates",
      facts: ["ecs.tasksPerService", "lambda.runtimes", "planning.jobWaitMinutes"]),
    ModelKeys("where users are", facts: ["planning.regionsOf.*"]),
    ModelKeys(
      "signals of options",
      facts: [
        "responsibility.*.customerDuties", "responsibility.*", "planning.scaleOutSeconds#*",
        "planning.dutyDays#*",
      ]),
    ModelKeys(
      "failures",
      facts: [
        "planning.whatIf#*", "autoscaling.targetTrackingMetricPeriodSeconds",
        "lambda.scalingRate",
      ]),
    ModelKeys(
      "decomposition",
      facts: [
        "planning.cutTeams", "planning.cutUsers", "planning.cutNeeds", "planning.cutDemandRatio",
        "planning.cutLoadShare", "planning.cutDatabaseGiB", "planning.peoplePerUnit",
        "planning.couplingWeight#*", "planning.couplingTechnology#*",
        "planning.couplingLocation#*", "planning.couplingTopology#*", "planning.couplingFormat#*",
        "planning.couplingSemantics#*", "planning.couplingConversation#*",
        "planning.couplingOrder#*", "planning.couplingTime#*", "planning.rapidIngestPerSecond",
        "sqs.fifoTps",
      ]),
    ModelKeys(
      "the bill of messages between services",
      prices: [
        "sqs.standard.request.tier1", "sns.publish.request", "eventbridge.custom-event",
        "kinesis.shard-hour", "kinesis.put-payload-unit",
      ]),
    ModelKeys("advice", facts: ["limit.auroraServerlessV2.resumeSeconds"]),
    ModelKeys("purchase options", facts: ["planning.reservedNoUpfrontRatio.*"]),
    ModelKeys("ranges", facts: ["planning.confidenceSpread#*"]),
  ]
}
