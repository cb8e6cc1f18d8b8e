import CapacityPlanning
import TestSupport
import Testing

/// Vertical scaling of the SQL database under contention.
@Suite struct ProcessorScalingTests {
  @Test func withoutContentionAllVirtualCPUsCount() {
    let scaling = ProcessorScaling()
    for count in [0.25, 1, 2, 7.5, 96] { #expect(scaling.effective(count) == count) }
    #expect(scaling.least(worth: 3.1, step: 0.125, ceiling: 64) == 3.1)
    #expect(scaling.least(worth: 65, step: 0.125, ceiling: 64) == nil)
  }

  @Test(
    arguments: [(0.05, 0.0, 8.0, 8 / 1.35), (0.05, 0.001, 8, 8 / 1.406), (1, 0, 16, 1)]
      as [(Double, Double, Double, Double)])
  func isTheScalabilityLaw(
    _ contention: Double, _ coherency: Double, _ count: Double, _ worth: Double
  ) {
    let scaling = ProcessorScaling(contention: contention, coherency: coherency)
    #expect((scaling.effective(count) - worth).magnitude < 1e-12)
    #expect(scaling.effective(1) == 1)
  }

  @Test func theLeastIsTheLeast() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<200 {
      let scaling = ProcessorScaling(
        contention: random.uniform(0...0.2), coherency: random.uniform(0...0.002))
      let needed = random.uniform(0.1...12)
      guard let found = scaling.least(worth: needed, step: 0.25, ceiling: 128) else {
        #expect((1...512).allSatisfy { scaling.effective(Double($0) * 0.25) < needed })
        continue
      }
      #expect(scaling.effective(found) >= needed)
      #expect(found == 0.25 || scaling.effective(found - 0.25) < needed)
    }
  }
}
