import CapacityPlanning

/// What an architecture needs that it does not name: network, load balancers, links, origins.
///
/// The architecture says what was decided; here stands what follows from it, once for both languages.
struct DeploymentShape {
  let architecture: Architecture
  let platform: ComputePlatform
  /// Where background jobs run that do not run on the application's own instance; nil without such.
  let workerPlatform: ComputePlatform?

  init(_ architecture: Architecture) {
    self.architecture = architecture
    platform = architecture.compute.platform
    let workers = architecture.workers?.platform
    switch (workers, architecture.compute.platform) {
    case (.singleInstance, .singleInstance): workerPlatform = nil
    case (.singleInstance, _): workerPlatform = .autoScalingGroup
    default: workerPlatform = workers
    }
  }

  var platforms: [ComputePlatform] { [platform] + (workerPlatform.map { [$0] } ?? []) }
  var hasFunctions: Bool { platforms.contains(.lambda) }
  var hasECSCluster: Bool { hasECSNodes || platforms.contains(.fargate) }
  var hasECSNodes: Bool { platforms.contains(.ecsOnEC2) }
  var hasEKSCluster: Bool { platforms.contains(.eks) }
  var isDatabaseOnInstance: Bool { architecture.relational?.engine == .onInstance }
  var hasManagedDatabase: Bool { architecture.relational != nil && !isDatabaseOnInstance }
  var hasDAX: Bool { architecture.tables.contains(where: \.hasAccelerator) }
  /// Functions join the VPC only for stores that are reachable nowhere else.
  var areFunctionsInVPC: Bool {
    hasFunctions && (architecture.relational != nil || architecture.cache != nil || hasDAX)
  }
  var hasAppGroup: Bool { platform != .lambda || areFunctionsInVPC }
  var hasWorkerGroup: Bool {
    workerPlatform.map { $0 != .lambda || areFunctionsInVPC } ?? false
  }
  /// The only instance faces users itself, with a public address.
  var isPublicInstance: Bool { platform == .singleInstance && !hasBalancing }

  var hasInspection: Bool { architecture.hasInspection || architecture.balancing == .gwlb }
  var hasV2API: Bool {
    architecture.exposure == .httpAPI || architecture.exposure == .webSocketAPI
  }
  var hasRESTAPI: Bool { architecture.exposure == .restAPI }
  var hasAppSync: Bool { architecture.exposure == .appSync }
  var hasAPI: Bool { hasV2API || hasRESTAPI || hasAppSync }
  var isServerless: Bool { platform == .lambda }

  /// REST and WebSocket APIs reach private backends through a Network Load Balancer only.
  var hasNLBLink: Bool {
    !isServerless && (hasRESTAPI || architecture.exposure == .webSocketAPI)
  }
  /// An HTTP API reaches private backends through a link into the subnets.
  var hasVPCLink: Bool { !isServerless && architecture.exposure == .httpAPI }

  var hasNLB: Bool {
    [.nlb, .nlbToALB].contains(architecture.balancing) || architecture.exposure == .nlb
      || hasNLBLink
  }
  var hasALB: Bool {
    if [.alb, .nlbToALB, .acceleratorToALB].contains(architecture.balancing) { return true }
    if architecture.exposure == .alb { return true }
    // A Network Load Balancer cannot call a function, and several instances need one address.
    if isServerless { return hasNLB }
    if hasNLB { return false }
    return hasVPCLink || hasAppSync || (platform != .singleInstance && servesPages)
  }
  /// Whether the compute tier answers browsers, or a distribution asks it.
  private var servesPages: Bool {
    architecture.edge != .none
      || [.serverRendered, .traditional].contains(architecture.frontEnd)
  }
  var hasAccelerator: Bool { architecture.balancing == .acceleratorToALB }
  var hasBalancing: Bool { hasALB || hasNLB }
  var isALBBehindNLB: Bool { hasALB && hasNLB }
  var isALBBehindLink: Bool { hasALB && !hasNLB && hasVPCLink }
  var isALBInternal: Bool { isALBBehindNLB || isALBBehindLink || hasAccelerator }
  var isALBForCloudFront: Bool {
    hasALB && !isALBInternal && hasDistribution && !hasAPI
  }
  var isALBForUsers: Bool {
    hasALB && !isALBBehindNLB && !isALBBehindLink && !isALBForCloudFront
  }
  var isNLBInternal: Bool { hasNLB && (hasNLBLink || hasVPCLink) }
  var isNLBForCloudFront: Bool { hasNLB && !isNLBInternal && hasDistribution && !hasAPI }
  var isNLBForUsers: Bool { hasNLB && !isNLBInternal && !isNLBForCloudFront }
  var isNLBToApp: Bool { hasNLB && !hasALB }
  var hasFunctionURL: Bool { isServerless && !hasBalancing && !hasAPI }

  var hasStaticFiles: Bool { architecture.frontEnd == .staticHosting }
  var hasDistribution: Bool { architecture.edge != .none || hasStaticFiles }
  var hasSharedFiles: Bool { architecture.frontEnd == .traditional && !isServerless }
  var origin: Origin? {
    if !hasDistribution { return nil }
    if hasFunctionURL { return .function }
    if hasV2API { return .v2API }
    if hasRESTAPI { return .restAPI }
    if hasAppSync { return .graph }
    if hasAccelerator { return .accelerator }
    if hasNLB { return .nlb }
    if hasALB { return .alb }
    return isPublicInstance ? .instance : nil
  }

  /// What a distribution asks for what it has not cached.
  enum Origin { case function, v2API, restAPI, graph, accelerator, nlb, alb, instance }

  var hasVPC: Bool {
    hasAppGroup || hasWorkerGroup || hasManagedDatabase || architecture.cache != nil || hasDAX
      || hasBalancing || hasInspection
  }
  var usesPrivateCompute: Bool {
    (hasAppGroup && !isPublicInstance) || hasWorkerGroup
  }
  var hasDataSubnets: Bool {
    hasManagedDatabase || architecture.cache != nil || hasDAX || hasSharedFiles
  }
  /// Zones with subnets: load balancers and databases ask for two even where the plan pays for one.
  var networkZones: Int { min(3, max(2, architecture.zones)) }
  var computeZones: Int { min(3, max(1, architecture.zones)) }
  var hasLogBucket: Bool { hasALB || hasStaticFiles || architecture.hasFileStorage }
}
