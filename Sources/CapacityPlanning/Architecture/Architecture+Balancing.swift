/// The load balancers that follow from an architecture, for the bill and for the templates alike.
extension Architecture {
  private var isServerless: Bool { compute.platform == .lambda }

  /// Whether traffic is led through appliances by a Gateway Load Balancer.
  package var inspectsTraffic: Bool { hasInspection || balancing == .gwlb }

  /// REST and WebSocket APIs reach private back ends through a Network Load Balancer only.
  package var hasNLBLink: Bool {
    !isServerless && (exposure == .restAPI || exposure == .webSocketAPI)
  }

  /// An HTTP API reaches private back ends through a link into the subnets.
  package var hasVPCLink: Bool { !isServerless && exposure == .httpAPI }

  package var hasNLB: Bool {
    [.nlb, .nlbToALB].contains(balancing) || exposure == .nlb || hasNLBLink
  }

  package var hasALB: Bool {
    if [.alb, .nlbToALB, .acceleratorToALB].contains(balancing) { return true }
    if exposure == .alb { return true }
    // A Network Load Balancer cannot call a function, and several instances need one address.
    if isServerless { return hasNLB }
    if hasNLB { return false }
    return hasVPCLink || exposure == .appSync
      || (compute.platform != .singleInstance && servesPages)
  }

  /// Whether the compute tier answers browsers, or a distribution asks it.
  private var servesPages: Bool {
    edge != .none || [.serverRendered, .traditional].contains(frontEnd)
  }

  package var hasBalancing: Bool { hasALB || hasNLB }
  package var hasAccelerator: Bool { balancing == .acceleratorToALB }
  package var isALBBehindNLB: Bool { hasALB && hasNLB }
  package var isALBBehindLink: Bool { hasALB && !hasNLB && hasVPCLink }
  /// An internal ALB has no public address.
  package var isALBInternal: Bool { isALBBehindNLB || isALBBehindLink || hasAccelerator }
  /// An internal NLB has no public address.
  package var isNLBInternal: Bool { hasNLB && (hasNLBLink || hasVPCLink) }
}
