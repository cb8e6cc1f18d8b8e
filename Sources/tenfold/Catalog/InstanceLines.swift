import CatalogModel
import Quantities

/// The properties of an instance type, for every engine that it is sold with.
struct InstanceLines {
  private(set) var lines: [CatalogEntry.Line] = []

  init(_ name: String, in catalog: Catalog) {
    for instance in catalog.computeInstances where instance.name == name { add(instance) }
    for instance in catalog.databaseInstances where instance.name == name { add(instance) }
    for node in catalog.cacheNodes where node.name == name { add(node) }
  }

  private mutating func add(_ instance: ComputeInstance) {
    let citation = instance.shape?.citation ?? instance.citation
    add("architecture", instance.architecture, "", citation)
    add("virtualCPUs", Double(instance.virtualCPUs), "vCPU", citation)
    add("memory", instance.memory.value, "GiB", citation)
    add("currentGeneration", instance.isCurrentGeneration ? "yes" : "no", "", citation)
    add("burstBaseline", instance.burstBaseline, "of each vCPU", citation)
    add("networkBaseline", instance.networkBaselineGbps, "Gbps", citation)
    if let shape = instance.shape {
      add("networkPeak", shape.networkPeakGbps, "Gbps", citation)
      add("cores", shape.cores.map(Double.init), "", citation)
      add("clock", shape.clockGHz, "GHz", citation)
      add("ebsBaseline", shape.ebsBaselineMbps, "Mbps", citation)
      add("ebsMaximum", shape.ebsMaxMbps, "Mbps", citation)
      add("ebsBaselineIOPS", shape.ebsBaselineIOPS, "IOPS", citation)
      add("ebsMaximumIOPS", shape.ebsMaxIOPS, "IOPS", citation)
      add("instanceStore", shape.instanceStoreGB, "GB", citation)
      add("creditsPerHour", shape.creditsPerHour, "credits/h", citation)
      add("maximumCredits", shape.maxCreditBalance, "credits", citation)
    }
    add("price", instance.hourly.value, "USD/h", instance.citation)
  }

  private mutating func add(_ instance: DatabaseInstance) {
    let citation = instance.citation
    let engine = instance.engine.rawValue
    if lines.isEmpty {
      add("virtualCPUs", Double(instance.virtualCPUs), "vCPU", citation)
      add("memory", instance.memory.value, "GiB", citation)
      add("currentGeneration", instance.isCurrentGeneration ? "yes" : "no", "", citation)
      if let network = instance.network { add("network", network, "", citation) }
    }
    add("\(engine) price", instance.hourly.value, "USD/h", citation)
    add("\(engine) Multi-AZ", instance.multiZoneHourly?.value, "USD/h", citation)
    add("\(engine) cluster of 3", instance.multiZoneClusterHourly?.value, "USD/h", citation)
    add("\(engine) I/O-Optimized", instance.ioOptimizedHourly?.value, "USD/h", citation)
    add("\(engine) connections", instance.connections.map(Double.init), "default limit", citation)
  }

  private mutating func add(_ node: CacheNode) {
    if lines.isEmpty {
      add("virtualCPUs", Double(node.virtualCPUs), "vCPU", node.citation)
      add("memory", node.memory.value, "GiB", node.citation)
      add("currentGeneration", node.isCurrentGeneration ? "yes" : "no", "", node.citation)
      add("networkBaseline", node.networkBaselineGbps, "Gbps", node.citation)
      add("networkBurst", node.networkBurstGbps, "Gbps", node.citation)
      add("maxmemory", node.maxMemoryBytes, "bytes", node.citation)
    }
    add("\(node.engine.rawValue) price", node.hourly.value, "USD/h", node.citation)
  }

  private mutating func add(_ name: String, _ text: String, _ unit: String, _ citation: Citation) {
    lines.append(CatalogEntry.Line(name, text, unit, citation))
  }

  private mutating func add(
    _ name: String, _ number: Double?, _ unit: String, _ citation: Citation
  ) {
    if let number { add(name, DecimalText.exact(number), unit, citation) }
  }
}
