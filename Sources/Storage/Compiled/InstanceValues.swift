import CatalogModel
import Quantities

extension Price: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      key: try reader.text(), region: try reader.text(), dollars: try reader.number(),
      unit: try reader.text(), citation: try reader.citation(), note: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(key)
    writer.add(region)
    writer.add(dollars)
    writer.add(unit)
    writer.add(citation)
    writer.add(note)
  }
}

extension ComputeInstance: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      name: try reader.text(), family: try reader.text(), architecture: try reader.text(),
      virtualCPUs: try reader.whole(), memory: GiB(try reader.number()),
      isCurrentGeneration: try reader.flag(), burstBaseline: try reader.optionalNumber(),
      networkBaselineGbps: try reader.number(), hourly: USDPerHour(try reader.number()),
      citation: try reader.citation(), shape: try reader.optional())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(name)
    writer.add(family)
    writer.add(architecture)
    writer.add(virtualCPUs)
    writer.add(memory.value)
    writer.add(isCurrentGeneration)
    writer.add(burstBaseline)
    writer.add(networkBaselineGbps)
    writer.add(hourly.value)
    writer.add(citation)
    writer.add(shape)
  }
}

extension ComputeShape: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      cores: try reader.optionalWhole(), clockGHz: try reader.optionalNumber(),
      networkPeakGbps: try reader.optionalNumber(), ebsBaselineMbps: try reader.optionalNumber(),
      ebsMaxMbps: try reader.optionalNumber(), ebsBaselineIOPS: try reader.optionalNumber(),
      ebsMaxIOPS: try reader.optionalNumber(), instanceStoreGB: try reader.optionalNumber(),
      creditsPerHour: try reader.optionalNumber(), maxCreditBalance: try reader.optionalNumber(),
      citation: try reader.citation())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(cores)
    writer.add(clockGHz)
    writer.add(networkPeakGbps)
    writer.add(ebsBaselineMbps)
    writer.add(ebsMaxMbps)
    writer.add(ebsBaselineIOPS)
    writer.add(ebsMaxIOPS)
    writer.add(instanceStoreGB)
    writer.add(creditsPerHour)
    writer.add(maxCreditBalance)
    writer.add(citation)
  }
}

extension DatabaseInstance: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      name: try reader.text(), family: try reader.text(), engine: try reader.choice(),
      virtualCPUs: try reader.whole(), memory: GiB(try reader.number()),
      isCurrentGeneration: try reader.flag(), hourly: USDPerHour(try reader.number()),
      multiZoneHourly: try reader.optionalNumber().map(USDPerHour.init),
      citation: try reader.citation(),
      multiZoneClusterHourly: try reader.optionalNumber().map(USDPerHour.init),
      ioOptimizedHourly: try reader.optionalNumber().map(USDPerHour.init),
      connections: try reader.optionalWhole(), network: try reader.optionalText())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(name)
    writer.add(family)
    writer.add(engine)
    writer.add(virtualCPUs)
    writer.add(memory.value)
    writer.add(isCurrentGeneration)
    writer.add(hourly.value)
    writer.add(multiZoneHourly?.value)
    writer.add(citation)
    writer.add(multiZoneClusterHourly?.value)
    writer.add(ioOptimizedHourly?.value)
    writer.add(connections)
    writer.add(network)
  }
}

extension CacheNode: CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree) {
    self.init(
      name: try reader.text(), family: try reader.text(), engine: try reader.choice(),
      virtualCPUs: try reader.whole(), memory: GiB(try reader.number()),
      isCurrentGeneration: try reader.flag(), hourly: USDPerHour(try reader.number()),
      citation: try reader.citation(), networkBaselineGbps: try reader.optionalNumber(),
      networkBurstGbps: try reader.optionalNumber(), maxMemoryBytes: try reader.optionalNumber())
  }

  func write(to writer: inout ValueWriter) {
    writer.add(name)
    writer.add(family)
    writer.add(engine)
    writer.add(virtualCPUs)
    writer.add(memory.value)
    writer.add(isCurrentGeneration)
    writer.add(hourly.value)
    writer.add(citation)
    writer.add(networkBaselineGbps)
    writer.add(networkBurstGbps)
    writer.add(maxMemoryBytes)
  }
}
