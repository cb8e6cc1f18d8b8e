import CapacityPlanning

/// What an architecture needs that it does not name: network, load balancers, links, origins.
///
/// The architecture says what was decided; here stands what follows from it, once for both languages.
struct DeploymentShape {
  let architecture: Architecture
  let platform: ComputePlatform
  /// Where background jobs run that do not run on the application's own instance; nil without such.
  let workerPlatform: ComputePlatform?
  /// Whether only other services call it.
  let isInternal: Bool

  init(_ architecture: Architecture, isInternal: Bool = false) {
    self.architecture = architecture
    self.isInternal = isInternal
    platform = architecture.compute.platform
    workerPlatform = architecture.workerPlatform
  }

  var platforms: [ComputePlatform] { architecture.platforms }
  var hasFunctions: Bool { platforms.contains(.lambda) }
  var hasECSCluster: Bool { hasECSNodes || platforms.contains(.fargate) }
  var hasECSNodes: Bool { platforms.contains(.ecsOnEC2) }
  var hasEKSCluster: Bool { platforms.contains(.eks) }
  var isDatabaseOnInstance: Bool { architecture.relational?.engine == .onInstance }
  var hasManagedDatabase: Bool { architecture.relational != nil && !isDatabaseOnInstance }
  var hasDAX: Bool { architecture.tables.contains(where: \.hasAccelerator) }
  var areFunctionsInVPC: Bool { architecture.areFunctionsInVPC }
  var hasAppGroup: Bool { platform != .lambda || areFunctionsInVPC }
  var hasWorkerGroup: Bool {
    workerPlatform.map { $0 != .lambda || areFunctionsInVPC } ?? false
  }
  var isPublicInstance: Bool { architecture.isPublicInstance }

  var hasInspection: Bool { architecture.inspectsTraffic }
  var hasV2API: Bool {
    architecture.exposure == .httpAPI || architecture.exposure == .webSocketAPI
  }
  var hasRESTAPI: Bool { architecture.exposure == .restAPI }
  var hasAppSync: Bool { architecture.exposure == .appSync }
  var hasAPI: Bool { hasV2API || hasRESTAPI || hasAppSync }
  var isServerless: Bool { platform == .lambda }

  var hasNLBLink: Bool { architecture.hasNLBLink }
  var hasVPCLink: Bool { architecture.hasVPCLink }
  var hasNLB: Bool { architecture.hasNLB }
  var hasALB: Bool { architecture.hasALB }
  var hasAccelerator: Bool { architecture.hasAccelerator }
  var hasBalancing: Bool { architecture.hasBalancing }
  var isALBBehindNLB: Bool { architecture.isALBBehindNLB }
  var isALBBehindLink: Bool { architecture.isALBBehindLink }
  var isALBInternal: Bool { architecture.isALBInternal || (isInternal && hasALB) }
  var isALBForCloudFront: Bool {
    hasALB && !isALBInternal && hasDistribution && !hasAPI
  }
  /// Other services call it, and nobody else does.
  var isALBForServices: Bool {
    isInternal && hasALB && !isALBBehindNLB && !isALBBehindLink
  }
  var isALBForUsers: Bool {
    hasALB && !isALBBehindNLB && !isALBBehindLink && !isALBForCloudFront && !isALBForServices
  }
  var isNLBInternal: Bool { architecture.isNLBInternal || (isInternal && hasNLB) }
  /// With fixed addresses that users' firewalls name, so that no distribution stands before it alone.
  var isNLBForUsers: Bool { hasNLB && !isNLBInternal }
  var isNLBToApp: Bool { hasNLB && !hasALB }
  var hasFunctionURL: Bool { isServerless && !hasBalancing && !hasAPI }

  var hasStaticFiles: Bool { architecture.frontEnd == .staticHosting }
  /// A WebSocket API answers at one path, that of its stage: users connect to it by its own name.
  var hasDistribution: Bool {
    hasStaticFiles || (architecture.edge != .none && architecture.exposure != .webSocketAPI)
  }
  var hasSharedFiles: Bool { architecture.frontEnd == .traditional && !isServerless }
  var origin: Origin? {
    if !hasDistribution { return nil }
    if hasFunctionURL { return .function }
    if architecture.exposure == .webSocketAPI { return nil }
    if hasV2API { return .v2API }
    if hasRESTAPI { return .restAPI }
    if hasAppSync { return .graph }
    // Fixed addresses are no use to who comes through another name.
    if hasStaticFiles && (hasAccelerator || isNLBForUsers) { return nil }
    if hasAccelerator { return .accelerator }
    if hasNLB { return .nlb }
    if hasALB { return .alb }
    return isPublicInstance ? .instance : nil
  }

  /// What a name of the backend's own leads to, beside that of the distribution.
  ///
  /// TLS holds only by a name that a certificate can have, which names of AWS's own cannot. Nil where no
  /// such name is needed.
  var backendRecord: Entry? {
    if !hasDistribution || hasAPI || hasFunctionURL { return nil }
    if hasAccelerator { return .accelerator }
    if hasNLB { return .nlb }
    if hasALB { return .alb }
    return isPublicInstance ? .instance : nil
  }

  /// What a distribution asks for what it has not cached.
  enum Origin {
    case function, v2API, restAPI, graph, accelerator, nlb, alb, instance

    /// Whether callers prove by a signature of IAM's who they are.
    var isSigned: Bool {
      switch self {
      case .function, .v2API, .restAPI, .graph: true
      case .accelerator, .nlb, .alb, .instance: false
      }
    }
  }

  /// What AWS WAF stands before in the Region; a distribution has a web ACL of its own.
  var hasRegionalFirewall: Bool { isALBWithFirewall || hasRESTAPI || hasAppSync }
  var isALBWithFirewall: Bool { isALBForUsers || (isALBBehindNLB && isNLBForUsers) }

  var usesPublicSubnets: Bool {
    isPublicInstance || (hasALB && !isALBInternal) || (hasNLB && !isNLBInternal)
  }
  /// Something stands in all private subnets, not in those of the compute tier's zones alone.
  var usesPrivateSubnets: Bool {
    (hasALB && isALBInternal) || (hasNLB && isNLBInternal) || hasVPCLink || hasEKSCluster
  }

  /// What the name that users type leads to; nil where users come in through an API's own name.
  var record: Entry? {
    if hasDistribution { return .distribution }
    if isInternal || hasAPI { return nil }
    if hasAccelerator { return .accelerator }
    if isNLBForUsers { return .nlb }
    if isALBForUsers { return .alb }
    return isPublicInstance ? .instance : nil
  }

  /// Where a name can lead.
  enum Entry { case distribution, accelerator, nlb, alb, instance }

  /// Where other units call it; nil where nothing takes calls.
  var address: Origin? {
    if hasALB && !hasAPI { return .alb }
    if hasNLB && !hasAPI { return .nlb }
    if hasV2API { return .v2API }
    if hasRESTAPI { return .restAPI }
    if hasAppSync { return .graph }
    if hasFunctionURL { return .function }
    return platform == .singleInstance ? .instance : nil
  }

  var hasVPC: Bool {
    hasAppGroup || hasWorkerGroup || hasManagedDatabase || architecture.cache != nil || hasDAX
      || hasBalancing || hasInspection
  }
  var usesPrivateCompute: Bool { architecture.needsPrivateNetwork }
  /// Private compute has a way to the internet.
  var hasNAT: Bool { architecture.natGateways > 0 }
  var hasDataSubnets: Bool {
    hasManagedDatabase || architecture.cache != nil || hasDAX || hasSharedFiles
  }
  var networkZones: Int { architecture.networkZones }
  var computeZones: Int { architecture.computeZones }
  var hasLogBucket: Bool { hasALB || hasNLB || hasStaticFiles || architecture.hasFileStorage }
}
