import CapacityPlanning

extension InfrastructureModel {
  /// What the architecture has and is, by the names that templates use.
  var flags: TemplateItem {
    let architecture = request.architecture
    let engine = architecture.relational?.engine
    let cache = architecture.cache
    let isValkey = cache?.engine == .valkey
    let cacheShards = cache?.shards ?? 0
    let cacheReplicas = cache?.replicasPerShard ?? 0
    var flags: TemplateItem = [
      "hasMetrics": .flag(architecture.observability.hasMetrics),
      "hasAlarms": .flag(hasAlarms),
      "hasTraces": .flag(architecture.observability.hasTraces),
      "hasDatabase": .flag(engine != nil),
      "isDatabaseOnInstance": .flag(shape.isDatabaseOnInstance),
      "isManagedDatabase": .flag(shape.hasManagedDatabase),
      "isRDS": .flag(engine == .rds),
      "isAnyAurora": .flag(engine == .aurora || engine == .auroraServerless),
      "isServerlessAurora": .flag(engine == .auroraServerless),
      "isMultiZone": .flag(architecture.relational?.isMultiZone ?? false),
      "hasProxy": .flag(hasProxy),
      "hasProvisionedOperations": .flag(architecture.relational?.hasProvisionedOperations ?? false),
      "cachesResponses": .flag(architecture.edge == .cloudFrontWithResponses),
      "hasReadReplicas": .flag(engine == .rds && (architecture.relational?.readReplicas ?? 0) > 0),
      "readReplicas": .list(
        numbers(engine == .rds ? architecture.relational?.readReplicas ?? 0 : 0)),
      "auroraReaders": .list(
        numbers(
          shape.hasManagedDatabase && engine != .rds
            ? architecture.relational.map(auroraReaders) ?? 0 : 0)),
      "hasTables": .flag(!architecture.tables.isEmpty),
      "hasDAX": .flag(shape.hasDAX),
      "hasCache": .flag(cache != nil),
      "isValkey": .flag(isValkey),
      "isMemcached": .flag(cache?.engine == .memcached),
      "isShardedCache": .flag(isValkey && cacheShards > 1),
      "hasCacheReplicas": .flag(isValkey && cacheReplicas > 0),
      // Cluster mode fails over by itself and refuses to be told not to.
      "hasCacheFailover": .flag(isValkey && (cacheReplicas > 0 || cacheShards > 1)),
      "hasManyCacheNodes": .flag(cacheShards > 1),
      "hasFileStorage": .flag(architecture.hasFileStorage),
      "hasMessaging": .flag(!architecture.messaging.isEmpty),
      "hasQueue": .flag(architecture.messaging.contains(.queue)),
      "hasStream": .flag(architecture.messaging.contains(.stream)),
      "hasLogs": .flag(hasLogs),
      "stores": .list(stores),
    ]
    flags.append(frontFlags)
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

  private var frontFlags: TemplateItem {
    [
      "hasVPC": .flag(shape.hasVPC),
      "sharesNetwork": .flag(shape.hasVPC && request.isUnit),
      "ownsNetwork": .flag(shape.hasVPC && !request.isUnit),
      "isModule": .flag(request.isUnit),
      "usesPublicSubnets": .flag(shape.usesPublicSubnets),
      "usesPrivateSubnets": .flag(shape.usesPrivateSubnets),
      "isNetwork": .flag(false),
      "hasTableEndpoint": .flag(!request.architecture.tables.isEmpty),
      "hasSharedEndpoints": .flag(false),
      "usesProtection": .flag(
        shape.hasBalancing || shape.hasInspection || shape.hasManagedDatabase
          || shape.hasLogBucket || !request.architecture.tables.isEmpty),
      "usesPrivateZones": .list(zoneIndexes(privateZones)),
      "needsVPCRange": .flag(shape.isNLBInternal || shape.isALBForServices),
      "isALBForServices": .flag(shape.isALBForServices),
      "isALBWithFirewall": .flag(shape.isALBWithFirewall),
      "hasRegionalFirewall": .flag(shape.hasRegionalFirewall),
      "hasFirewall": .flag(shape.hasRegionalFirewall || shape.hasDistribution),
      "addressIsSigned": .flag(shape.address?.isSigned ?? false),
      "addressIsALB": .flag(shape.address == .alb), "addressIsNLB": .flag(shape.address == .nlb),
      "addressIsV2API": .flag(shape.address == .v2API),
      "addressIsRESTAPI": .flag(shape.address == .restAPI),
      "addressIsGraph": .flag(shape.address == .graph),
      "addressIsFunction": .flag(shape.address == .function),
      "addressIsInstance": .flag(shape.address == .instance),
      "addressIsNone": .flag(shape.address == nil),
      "hasSettings": .flag(shape.hasFunctions || shape.hasECSCluster || hasParameters),
      "hasParameters": .flag(hasParameters),
      "hasReaderLogin": .flag(settings.contains { $0.source == .databaseReaderUser }),
      "hasDatabaseLogin": .flag(shape.hasManagedDatabase && !hasProxy),
      "usesPrivateCompute": .flag(shape.usesPrivateCompute),
      "hasNAT": .flag(shape.hasNAT),
      "interfaceEndpoints": .list(interfaceEndpoints.map(\.templateValues)),
      "hasDataSubnets": .flag(shape.hasDataSubnets),
      "hasInspection": .flag(shape.hasInspection),
      "hasAppGroup": .flag(shape.hasAppGroup),
      "hasWorkerGroup": .flag(shape.hasWorkerGroup),
      "isPublicInstance": .flag(shape.isPublicInstance),
      "hasBalancing": .flag(shape.hasBalancing),
      "hasALB": .flag(shape.hasALB),
      "hasNLB": .flag(shape.hasNLB),
      "hasAccelerator": .flag(shape.hasAccelerator),
      "hasCertificate": .flag(shape.hasBalancing),
      "needsDomainName": .flag(
        shape.hasVPCLink || shape.hasNLBLink
          || (shape.hasAppSync && !shape.isServerless)),
      "isALBBehindNLB": .flag(shape.isALBBehindNLB),
      "isALBBehindLink": .flag(shape.isALBBehindLink),
      "isALBInternal": .flag(shape.isALBInternal),
      "isALBForCloudFront": .flag(shape.isALBForCloudFront),
      "isALBForUsers": .flag(shape.isALBForUsers),
      "isNLBInternal": .flag(shape.isNLBInternal),
      "isNLBForUsers": .flag(shape.isNLBForUsers),
      "isNLBToApp": .flag(shape.isNLBToApp),
      "usesPrefixList": .flag(
        shape.isALBForCloudFront
          || (shape.isPublicInstance && shape.hasDistribution)),
      "hasAppTargets": .flag(shape.hasALB && !shape.isServerless),
      "targetType": .text(
        [.singleInstance, .autoScalingGroup].contains(shape.platform)
          ? "instance" : "ip"),
      "isEKSTarget": .flag(shape.platform == .eks && shape.hasBalancing),
      "hasAPI": .flag(shape.hasAPI),
      "hasHTTPAPI": .flag(request.architecture.exposure == .httpAPI),
      "hasRESTAPI": .flag(shape.hasRESTAPI),
      "hasWebSocketAPI": .flag(request.architecture.exposure == .webSocketAPI),
      "hasAppSync": .flag(shape.hasAppSync),
      "hasV2API": .flag(shape.hasV2API),
      "hasAuthorizer": .flag(shape.hasRESTAPI || request.architecture.exposure == .webSocketAPI),
      "hasGatewayLogs": .flag(shape.hasV2API || shape.hasRESTAPI),
      "hasGatewayPermission": .flag(shape.isServerless && (shape.hasV2API || shape.hasRESTAPI)),
      "hasVPCLink": .flag(shape.hasVPCLink),
      "hasNLBLink": .flag(shape.hasNLBLink),
      "hasFunctionURL": .flag(shape.hasFunctionURL),
      "namePrefix": .text(""), "parameterPrefix": .text(""),
      "hasBackendHost": .flag(shape.backendRecord != nil),
      "hasBackendCertificate": .flag(shape.backendRecord != nil && shape.hasBalancing),
      "backendIsAccelerator": .flag(shape.backendRecord == .accelerator),
      "backendIsNLB": .flag(shape.backendRecord == .nlb),
      "backendIsALB": .flag(shape.backendRecord == .alb),
      "backendIsInstance": .flag(shape.backendRecord == .instance),
      "hasRecord": .flag(shape.record != nil),
      "recordIsDistribution": .flag(shape.record == .distribution),
      "recordIsAccelerator": .flag(shape.record == .accelerator),
      "recordIsNLB": .flag(shape.record == .nlb),
      "recordIsALB": .flag(shape.record == .alb),
      "recordIsInstance": .flag(shape.record == .instance),
      "hasDistribution": .flag(shape.hasDistribution),
      "hasConditions": .flag(
        shape.record != nil || shape.hasDistribution || shape.hasRegionalFirewall
          || shape.hasV2API || shape.hasRESTAPI || !tiers.filter(\.isTask).isEmpty
          || request.architecture.observability.hasMetrics),
      "hasStaticFiles": .flag(shape.hasStaticFiles),
      "isStaticOnly": .flag(shape.hasStaticFiles && shape.origin == nil),
      "hasDistributedFiles": .flag(shape.hasStaticFiles),
      "hasDynamicOrigin": .flag(shape.origin != nil),
      "cachesAtEdge": .flag(shape.hasDistribution),
      "originIsFunction": .flag(shape.origin == .function),
      "originIsV2API": .flag(shape.origin == .v2API),
      "originIsRESTAPI": .flag(shape.origin == .restAPI),
      "originIsGraph": .flag(shape.origin == .graph),
      "originIsAccelerator": .flag(shape.origin == .accelerator),
      "originIsNLB": .flag(shape.origin == .nlb),
      "originIsALB": .flag(shape.origin == .alb),
      "originIsInstance": .flag(shape.origin == .instance),
      "hasSharedFiles": .flag(shape.hasSharedFiles),
      "hasLogBucket": .flag(shape.hasLogBucket),
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
