package import Quantities

/// A virtual machine type of EC2, with its price in the region that the catalog was opened for.
package struct ComputeInstance: Hashable, Sendable {
  package let name: String
  package let family: String
  /// `arm64` or `x86_64`.
  package let architecture: String
  package let virtualCPUs: Int
  package let memory: GiB
  package let isCurrentGeneration: Bool
  /// The share of each vCPU that a burstable type sustains; nil for the others.
  package let burstBaseline: Double?
  package let networkBaselineGbps: Double
  /// Linux, shared tenancy, on demand.
  package let hourly: USDPerHour
  /// Of the price, which ages faster than the shape.
  package let citation: Citation
  /// What sizing does not need but people ask for; nil where the catalog has none.
  package let shape: ComputeShape?

  package init(
    name: String, family: String, architecture: String, virtualCPUs: Int, memory: GiB,
    isCurrentGeneration: Bool, burstBaseline: Double?, networkBaselineGbps: Double,
    hourly: USDPerHour, citation: Citation, shape: ComputeShape? = nil
  ) {
    self.name = name
    self.family = family
    self.architecture = architecture
    self.virtualCPUs = virtualCPUs
    self.memory = memory
    self.isCurrentGeneration = isCurrentGeneration
    self.burstBaseline = burstBaseline
    self.networkBaselineGbps = networkBaselineGbps
    self.hourly = hourly
    self.citation = citation
    self.shape = shape
  }
}
