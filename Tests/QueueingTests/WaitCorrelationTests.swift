import Foundation
import Quantities
import Queueing
import Testing

/// How alike the waits at two servers with common arrivals are.
@Suite struct WaitCorrelationTests {
  /// Simulated by Lindley's recursion, each over four million arrivals or more to four servers; the
  /// last digit is uncertain.
  struct Case: Sendable {
    let name: String
    let service: Distribution
    /// Load and correlation.
    let simulated: [(Double, Double)]
  }

  static let mean = Seconds(0.01)
  static let cases = [
    Case(
      name: "M", service: .exponential(mean: mean),
      simulated: [(0.1, 0.257), (0.3, 0.272), (0.5, 0.293), (0.7, 0.318), (0.9, 0.354)]),
    Case(
      name: "E2", service: .erlang(mean: mean, phases: 2),
      simulated: [(0.1, 0.413), (0.3, 0.434), (0.5, 0.454), (0.7, 0.484), (0.9, 0.521)]),
    Case(
      name: "E16", service: .erlang(mean: mean, phases: 16),
      simulated: [(0.1, 0.852), (0.3, 0.860), (0.5, 0.869), (0.7, 0.880), (0.9, 0.894)]),
    Case(
      name: "LN(0.5)", service: .lognormal(mean: mean, variation: 0.5),
      simulated: [(0.1, 0.560), (0.3, 0.581), (0.5, 0.607), (0.7, 0.639), (0.9, 0.676)]),
    Case(
      name: "LN(1)", service: .lognormal(mean: mean, variation: 1),
      simulated: [(0.1, 0.178), (0.3, 0.197), (0.5, 0.223), (0.7, 0.267), (0.9, 0.324)]),
    Case(
      name: "H2(2)", service: .hyperexponential(mean: mean, variation: 2),
      simulated: [(0.1, 0.046), (0.3, 0.054), (0.5, 0.066), (0.7, 0.085), (0.9, 0.108)]),
    Case(
      name: "LN(1.5)", service: .lognormal(mean: mean, variation: 1.5),
      simulated: [(0.1, 0.056), (0.3, 0.066), (0.5, 0.081), (0.7, 0.108), (0.9, 0.163)]),
  ]

  @Test(arguments: cases) func agreesWithSimulation(_ one: Case) {
    for (load, correlation) in one.simulated {
      let value = WaitCorrelation.value(service: one.service, utilization: load)
      #expect(abs(value - correlation) < 0.01, "\(one.name) at \(load): \(value)")
    }
  }

  /// Of n phases by hand for one and two; equal services wait equally.
  @Test func lightTrafficIsExact() {
    expectClose(WaitCorrelation.lightTraffic(.exponential(mean: Self.mean)), 0.25, 1e-4)
    expectClose(WaitCorrelation.lightTraffic(.erlang(mean: Self.mean, phases: 2)), 0.40625, 1e-4)
    expectClose(WaitCorrelation.lightTraffic(.deterministic(Self.mean)), 1, 1e-4)
    #expect(WaitCorrelation.lightTraffic(.lomax(mean: Self.mean, shape: 2.5)) == 0)
  }

  @Test func constantServiceIsWaitedForTogetherAtAnyLoad() {
    for load in [0.05, 0.5, 0.95] {
      expectClose(
        WaitCorrelation.value(service: .deterministic(Self.mean), utilization: load), 1, 1e-4)
    }
    #expect(
      WaitCorrelation.value(service: .lomax(mean: Self.mean, shape: 1.5), utilization: 0.5) == 0)
  }

  /// Exponential waits of correlation g in the normal factor, `Σ_n g^n a_n²`: between 0.81 and 0.82 of
  /// it for small g, and the whole for g = 1.
  @Test func theLoadingGivesTheCorrelation() {
    func loading(_ correlation: Double) -> Double {
      CopulaLoading.squared(correlation: correlation, scale: 1) { exp(-$0) }
    }
    #expect(loading(0) == 0)
    // a_1² = 0.8158 (Liu and Der Kiureghian 1986, exponential pairs: 1.229 - 0.367 ρ + 0.153 ρ²).
    for correlation in [0.1, 0.3, 0.5, 0.8] {
      let factor = 1.229 - 0.367 * correlation + 0.153 * correlation * correlation
      expectClose(loading(correlation), factor * correlation, 0.015)
    }
  }
}
