/// The parts of an EC2 type's description beyond what sizing uses; nil where AWS lists nothing.
package struct ComputeShape: Hashable, Sendable {
  package let cores: Int?
  package let clockGHz: Double?
  package let networkPeakGbps: Double?
  package let ebsBaselineMbps: Double?
  package let ebsMaxMbps: Double?
  package let ebsBaselineIOPS: Double?
  package let ebsMaxIOPS: Double?
  package let instanceStoreGB: Double?
  /// Credits that a burstable type earns per hour; one credit is a minute of one vCPU.
  package let creditsPerHour: Double?
  package let maxCreditBalance: Double?
  package let citation: Citation

  package init(
    cores: Int?, clockGHz: Double?, networkPeakGbps: Double?, ebsBaselineMbps: Double?,
    ebsMaxMbps: Double?, ebsBaselineIOPS: Double?, ebsMaxIOPS: Double?, instanceStoreGB: Double?,
    creditsPerHour: Double?, maxCreditBalance: Double?, citation: Citation
  ) {
    self.cores = cores
    self.clockGHz = clockGHz
    self.networkPeakGbps = networkPeakGbps
    self.ebsBaselineMbps = ebsBaselineMbps
    self.ebsMaxMbps = ebsMaxMbps
    self.ebsBaselineIOPS = ebsBaselineIOPS
    self.ebsMaxIOPS = ebsMaxIOPS
    self.instanceStoreGB = instanceStoreGB
    self.creditsPerHour = creditsPerHour
    self.maxCreditBalance = maxCreditBalance
    self.citation = citation
  }
}
