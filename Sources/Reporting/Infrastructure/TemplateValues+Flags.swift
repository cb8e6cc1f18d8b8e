import CapacityPlanning

extension InfrastructureModel {
  /// What the architecture has and is, by the names that templates use.
  var flags: [String: Any] {
    let architecture = request.architecture
    let engine = architecture.relational?.engine
    let cache = architecture.cache
    let isValkey = cache?.engine == .valkey
    let cacheShards = cache?.shards ?? 0
    let cacheReplicas = cache?.replicasPerShard ?? 0
    var flags: [String: Any] = [
      "hasMetrics": architecture.observability.hasMetrics,
      "hasAlarms": hasAlarms,
      "hasTraces": architecture.observability.hasTraces,
      "hasDatabase": engine != nil,
      "isDatabaseOnInstance": shape.isDatabaseOnInstance,
      "isManagedDatabase": shape.hasManagedDatabase,
      "isRDS": engine == .rds,
      "isAnyAurora": engine == .aurora || engine == .auroraServerless,
      "isServerlessAurora": engine == .auroraServerless,
      "isMultiZone": architecture.relational?.isMultiZone ?? false,
      "hasProxy": hasProxy,
      "hasProvisionedOperations": architecture.relational?.hasProvisionedOperations ?? false,
      "cachesResponses": architecture.edge == .cloudFrontWithResponses,
      "hasReadReplicas": engine == .rds && (architecture.relational?.readReplicas ?? 0) > 0,
      "readReplicas": numbers(engine == .rds ? architecture.relational?.readReplicas ?? 0 : 0),
      "auroraReaders": numbers(
        shape.hasManagedDatabase && engine != .rds
          ? architecture.relational.map(auroraReaders) ?? 0 : 0),
      "hasTables": !architecture.tables.isEmpty,
      "hasDAX": shape.hasDAX,
      "hasCache": cache != nil,
      "isValkey": isValkey,
      "isMemcached": cache?.engine == .memcached,
      "isShardedCache": isValkey && cacheShards > 1,
      "hasCacheReplicas": isValkey && cacheReplicas > 0,
      // Cluster mode fails over by itself and refuses to be told not to.
      "hasCacheFailover": isValkey && (cacheReplicas > 0 || cacheShards > 1),
      "hasManyCacheNodes": cacheShards > 1,
      "hasFileStorage": architecture.hasFileStorage,
      "hasMessaging": !architecture.messaging.isEmpty,
      "hasQueue": architecture.messaging.contains(.queue),
      "hasStream": architecture.messaging.contains(.stream),
      "hasLogs": hasLogs,
      "stores": stores,
    ]
    flags.merge(frontFlags) { _, new in new }
    return flags
  }

  private var hasProxy: Bool {
    shape.hasManagedDatabase && request.architecture.relational?.hasProxy == true
  }

  /// Machines and pods have no environment that a template could fill: they read parameters.
  private var hasParameters: Bool {
    tiers.contains { [.singleInstance, .autoScalingGroup, .eks].contains($0.platform) }
  }

  private var hasLogs: Bool {
    shape.hasVPC || shape.hasECSCluster || shape.hasEKSCluster || shape.hasFunctions
      || (shape.hasAPI && !shape.hasAppSync) || shape.hasLogBucket
  }

  private var frontFlags: [String: Any] {
    [
      "hasVPC": shape.hasVPC,
      "sharesNetwork": shape.hasVPC && request.isUnit,
      "ownsNetwork": shape.hasVPC && !request.isUnit,
      "isModule": request.isUnit,
      "usesPublicSubnets": shape.usesPublicSubnets,
      "usesPrivateSubnets": shape.usesPrivateSubnets,
      "isNetwork": false,
      "hasTableEndpoint": !request.architecture.tables.isEmpty,
      "hasSharedEndpoints": false,
      "usesProtection": shape.hasBalancing || shape.hasInspection || shape.hasManagedDatabase
        || shape.hasLogBucket || !request.architecture.tables.isEmpty,
      "usesPrivateZones": zoneIndexes(privateZones),
      "needsVPCRange": shape.isNLBInternal || shape.isALBForServices,
      "isALBForServices": shape.isALBForServices,
      "isALBWithFirewall": shape.isALBWithFirewall,
      "hasRegionalFirewall": shape.hasRegionalFirewall,
      "hasFirewall": shape.hasRegionalFirewall || shape.hasDistribution,
      "addressIsSigned": shape.address?.isSigned ?? false,
      "addressIsALB": shape.address == .alb, "addressIsNLB": shape.address == .nlb,
      "addressIsV2API": shape.address == .v2API, "addressIsRESTAPI": shape.address == .restAPI,
      "addressIsGraph": shape.address == .graph, "addressIsFunction": shape.address == .function,
      "addressIsInstance": shape.address == .instance, "addressIsNone": shape.address == nil,
      "hasSettings": shape.hasFunctions || shape.hasECSCluster || hasParameters,
      "hasParameters": hasParameters,
      "hasReaderLogin": settings.contains { $0.source == .databaseReaderUser },
      "hasDatabaseLogin": shape.hasManagedDatabase && !hasProxy,
      "usesPrivateCompute": shape.usesPrivateCompute,
      "hasNAT": shape.hasNAT,
      "interfaceEndpoints": interfaceEndpoints.map(\.templateValues),
      "hasDataSubnets": shape.hasDataSubnets,
      "hasInspection": shape.hasInspection,
      "hasAppGroup": shape.hasAppGroup,
      "hasWorkerGroup": shape.hasWorkerGroup,
      "isPublicInstance": shape.isPublicInstance,
      "hasBalancing": shape.hasBalancing,
      "hasALB": shape.hasALB,
      "hasNLB": shape.hasNLB,
      "hasAccelerator": shape.hasAccelerator,
      "hasCertificate": shape.hasBalancing,
      "needsDomainName": shape.hasVPCLink || shape.hasNLBLink
        || (shape.hasAppSync && !shape.isServerless),
      "isALBBehindNLB": shape.isALBBehindNLB,
      "isALBBehindLink": shape.isALBBehindLink,
      "isALBInternal": shape.isALBInternal,
      "isALBForCloudFront": shape.isALBForCloudFront,
      "isALBForUsers": shape.isALBForUsers,
      "isNLBInternal": shape.isNLBInternal,
      "isNLBForUsers": shape.isNLBForUsers,
      "isNLBToApp": shape.isNLBToApp,
      "usesPrefixList": shape.isALBForCloudFront
        || (shape.isPublicInstance && shape.hasDistribution),
      "hasAppTargets": shape.hasALB && !shape.isServerless,
      "targetType": [.singleInstance, .autoScalingGroup].contains(shape.platform)
        ? "instance" : "ip",
      "isEKSTarget": shape.platform == .eks && shape.hasBalancing,
      "hasAPI": shape.hasAPI,
      "hasHTTPAPI": request.architecture.exposure == .httpAPI,
      "hasRESTAPI": shape.hasRESTAPI,
      "hasWebSocketAPI": request.architecture.exposure == .webSocketAPI,
      "hasAppSync": shape.hasAppSync,
      "hasV2API": shape.hasV2API,
      "hasAuthorizer": shape.hasRESTAPI || request.architecture.exposure == .webSocketAPI,
      "hasGatewayLogs": shape.hasV2API || shape.hasRESTAPI,
      "hasGatewayPermission": shape.isServerless && (shape.hasV2API || shape.hasRESTAPI),
      "hasVPCLink": shape.hasVPCLink,
      "hasNLBLink": shape.hasNLBLink,
      "hasFunctionURL": shape.hasFunctionURL,
      "namePrefix": "", "parameterPrefix": "",
      "hasBackendHost": shape.backendRecord != nil,
      "hasBackendCertificate": shape.backendRecord != nil && shape.hasBalancing,
      "backendIsAccelerator": shape.backendRecord == .accelerator,
      "backendIsNLB": shape.backendRecord == .nlb,
      "backendIsALB": shape.backendRecord == .alb,
      "backendIsInstance": shape.backendRecord == .instance,
      "hasRecord": shape.record != nil,
      "recordIsDistribution": shape.record == .distribution,
      "recordIsAccelerator": shape.record == .accelerator,
      "recordIsNLB": shape.record == .nlb,
      "recordIsALB": shape.record == .alb,
      "recordIsInstance": shape.record == .instance,
      "hasDistribution": shape.hasDistribution,
      "hasConditions": shape.record != nil || shape.hasDistribution || shape.hasRegionalFirewall
        || shape.hasV2API || shape.hasRESTAPI || !tiers.filter(\.isTask).isEmpty
        || request.architecture.observability.hasMetrics,
      "hasStaticFiles": shape.hasStaticFiles,
      "isStaticOnly": shape.hasStaticFiles && shape.origin == nil,
      "hasDistributedFiles": shape.hasStaticFiles,
      "hasDynamicOrigin": shape.origin != nil,
      "cachesAtEdge": shape.hasDistribution,
      "originIsFunction": shape.origin == .function,
      "originIsV2API": shape.origin == .v2API,
      "originIsRESTAPI": shape.origin == .restAPI,
      "originIsGraph": shape.origin == .graph,
      "originIsAccelerator": shape.origin == .accelerator,
      "originIsNLB": shape.origin == .nlb,
      "originIsALB": shape.origin == .alb,
      "originIsInstance": shape.origin == .instance,
      "hasSharedFiles": shape.hasSharedFiles,
      "hasLogBucket": shape.hasLogBucket,
    ]
  }

  /// How many private subnets something stands in.
  var privateZones: Int {
    shape.usesPrivateSubnets
      ? shape.networkZones : shape.usesPrivateCompute ? shape.computeZones : 0
  }

  /// Those of a shared network are the network's own.
  private var interfaceEndpoints: [InterfaceEndpoint] {
    request.isUnit ? [] : request.architecture.interfaceEndpoints
  }

  /// Stores with a security group of their own, and the groups that may reach each.
  private var stores: [TemplateItem] {
    var clients: [TemplateItem] = []
    if shape.hasAppGroup {
      clients.append(client("app", "the compute tier"))
    }
    if shape.hasWorkerGroup { clients.append(client("worker", "the workers")) }
    var stores: [TemplateItem] = []
    func add(_ id: String, _ title: String, _ port: Int, _ clients: [TemplateItem]) {
      let parameter = id.prefix(1).uppercased() + id.dropFirst()
      stores.append([
        "id": .text(id), "logical": .text(parameter), "title": .text(title),
        "port": .text("\(port)"), "clients": .list(clients), "isProxy": .flag(id == "proxy"),
      ])
    }
    if hasProxy {
      add("proxy", "Database proxy", 5432, clients)
      add("db", "Database", 5432, [client("proxy", "the database proxy")])
    } else if shape.hasManagedDatabase {
      add("db", "Database", 5432, clients)
    }
    if let cache = request.architecture.cache {
      add("cache", "Cache", cache.engine == .valkey ? 6379 : 11_211, clients)
    }
    if shape.hasDAX { add("dax", "DynamoDB Accelerator", 9111, clients) }
    if shape.hasSharedFiles { add("files", "Shared files", 2049, clients) }
    if !interfaceEndpoints.isEmpty {
      add("endpoint", "Endpoints of AWS services", 443, clients)
    }
    return stores
  }

  private func client(_ id: String, _ title: String) -> TemplateItem {
    let logical = id.prefix(1).uppercased() + id.dropFirst()
    return ["client": .text(id), "clientTitle": .text(title), "clientLogical": .text(logical)]
  }

  private func numbers(_ count: Int) -> [TemplateItem] {
    (0..<count).map { ["number": .text("\($0 + 1)")] }
  }
}
