import CatalogModel
import Quantities
import Requirements

extension CostModel {
  /// Load balancers by the hour and by their capacity units, and the accelerator.
  func addBalancers(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    // Where somebody notes which facts are read, those of a balancer count also without one.
    guard
      catalog.reads != nil || architecture.hasALB || architecture.hasNLB
        || architecture.hasAccelerator || architecture.inspectsTraffic
    else { return }
    let flow = try BalancerFlow(
      architecture, volumes,
      speaksWebSocket: requirements.interface.protocols.contains("websocket"), catalog: catalog)
    if architecture.hasALB {
      try bill.add(.entry, "ALB hours", Bill.hours, "hours", at: "alb.hour")
      let perUnit =
        architecture.compute.platform == .lambda
        ? "alb.lcu#processedGBPerHourLambda" : "alb.lcu#processedGBPerHour"
      try bill.add(
        .entry, "ALB capacity units",
        try flow.units(
          catalog, connections: "alb.lcu#newConnectionsPerSecond",
          active: "alb.lcu#activeConnectionsPerMinute", gigabytes: perUnit) * Bill.hours,
        "LCU-hours", at: "alb.lcu-hour")
    }
    if architecture.hasNLB {
      try bill.add(.entry, "NLB hours", Bill.hours, "hours", at: "nlb.hour")
      // It ends TLS itself unless an ALB behind it does.
      let listener = architecture.isALBBehindNLB ? "nlb.nlcu#tcp" : "nlb.nlcu#tls"
      try bill.add(
        .entry, "NLB capacity units",
        try flow.units(
          catalog, connections: listener + ".newFlowsPerSecond", active: listener + ".activeFlows",
          gigabytes: listener + ".processedGBPerHour") * Bill.hours,
        "NLCU-hours", at: "nlb.nlcu-hour")
    }
    if architecture.hasAccelerator {
      try bill.add(.entry, "accelerator hours", Bill.hours, "hours", at: "globalaccelerator.hour")
      let way = try AcceleratorWay(region: catalog.region)
      try bill.add(
        .entry, "accelerator transfer to \(way.destination.name)",
        flow.gigabytesPerHour * Bill.hours, "GB", at: way.priceKey)
    }
    if architecture.inspectsTraffic {
      try bill.add(
        .entry, "GWLB hours", Bill.hours * Double(architecture.networkZones), "hours",
        at: "gwlb.hour")
      try bill.add(
        .entry, "GWLB capacity units",
        try flow.units(
          catalog, connections: "gwlb.glcu#newFlowsPerSecond", active: "gwlb.glcu#activeFlows",
          gigabytes: "gwlb.glcu#processedGBPerHour") * Bill.hours,
        "GLCU-hours", at: "gwlb.glcu-hour")
    }
  }
}
