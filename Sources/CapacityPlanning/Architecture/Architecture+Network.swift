/// An AWS service that functions reach through an interface endpoint; raw values end its name.
package enum InterfaceEndpoint: String, Hashable, Sendable, CaseIterable {
  case queue = "sqs"
  case stream = "kinesis-streams"
}

/// The network that follows from an architecture, for the bill and for the templates alike.
extension Architecture {
  /// Where background jobs run that do not run on the application's own instance; nil without such.
  package var workerPlatform: ComputePlatform? {
    switch (workers?.platform, compute.platform) {
    case (.singleInstance, .singleInstance): nil
    case (.singleInstance, _): .autoScalingGroup
    default: workers?.platform
    }
  }

  package var platforms: [ComputePlatform] {
    [compute.platform] + (workerPlatform.map { [$0] } ?? [])
  }

  /// Functions join the VPC only for stores that are reachable nowhere else.
  package var areFunctionsInVPC: Bool {
    platforms.contains(.lambda)
      && (relational != nil || cache != nil || tables.contains(where: \.hasAccelerator))
  }

  /// The only instance faces users itself, with a public address.
  package var isPublicInstance: Bool { compute.platform == .singleInstance && !hasBalancing }

  /// Whether anything that runs code is in private subnets.
  package var needsPrivateNetwork: Bool {
    areFunctionsInVPC || needsWayOut
  }

  /// Instances and tasks in private subnets load packages and images and call other services.
  private var needsWayOut: Bool {
    (compute.platform != .lambda && !isPublicInstance)
      || (workerPlatform.map { $0 != .lambda } ?? false)
  }

  /// NAT gateways, one for each zone that computes.
  ///
  /// None for functions alone: Lambda loads their code, writes their logs and traces and polls
  /// queues from outside the VPC, logins to databases are signed without a call, S3 and DynamoDB
  /// have free gateway endpoints, queues and streams have `interfaceEndpoints`. Functions that call
  /// other parties' services would need one, and so do those that send messages over a WebSocket API,
  /// whose address no endpoint serves. Inline appliances inspect the way out, so there is one.
  package var natGateways: Int {
    needsWayOut || (areFunctionsInVPC && (inspectsTraffic || exposure == .webSocketAPI))
      ? computeZones : 0
  }

  /// The services that functions of the compute tier send to where they have no other way out; each
  /// has an endpoint in every zone that computes.
  package var interfaceEndpoints: [InterfaceEndpoint] {
    guard compute.platform == .lambda, areFunctionsInVPC, natGateways == 0 else { return [] }
    return (messaging.contains(.queue) ? [.queue] : [])
      + (messaging.contains(.stream) ? [.stream] : [])
  }

  /// Zones with subnets: load balancers and databases ask for two even where the plan pays for one.
  package var networkZones: Int { min(3, max(2, zones)) }

  /// Zones that the compute tier is spread over.
  package var computeZones: Int { min(3, max(1, zones)) }
}
