import CapacityPlanning
import Quantities
import Testing

@testable import Reporting

/// A certificate says what no sizes help against, whatever that is.
@Suite struct CertificateSectionTests {
  private static func certificate(_ obstacle: BreakingLoad.Cause?) -> SizingCertificate {
    SizingCertificate(
      cost: USDPerMonth(100), operation: .zero, bound: USDPerMonth(100), compared: [], tried: 1,
      obstacle: obstacle, runnerUp: nil, shadowPrices: [])
  }

  @Test func aHotKeyIsNoResponseTime() {
    let limit = Limit(
      tier: .tables, resource: "reads of the hottest key of carts", load: 9000, capacity: 3000,
      unit: "units/s", safeShare: 1, metric: nil)
    let text = CertificateSection(certificate: Self.certificate(.limit(limit))).markdown
    #expect(text.contains("hottest key of carts passes 100 % of what one partition serves"))
    #expect(!text.contains("response time"))
  }

  @Test func aPercentileIsNamed() {
    let text = CertificateSection(
      certificate: Self.certificate(.latency(MissedLatency(percentile: 0.99)))
    ).markdown
    #expect(text.contains("99th percentile"))
  }

  @Test func whatIsInReachIsProven() {
    #expect(
      CertificateSection(certificate: Self.certificate(nil)).markdown.contains("cost less than"))
  }
}
