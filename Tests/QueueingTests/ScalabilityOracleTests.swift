import Quantities
import Queueing
import TestSupport
import Testing

/// Family e of the oracles, at its own tolerances.
@Suite struct ScalabilityOracleTests {
  @Test(arguments: Oracle.cases("e-usl", "usl_formula"))
  func formula(_ one: OracleCase) throws {
    let law = ScalabilityLaw(
      unitThroughput: try one.input("lambda"), contention: try one.input("sigma"),
      coherency: try one.input("kappa"))
    let points = one.expected["points"].list
    #expect(points.count >= 5)
    for point in points {
      let concurrency = try #require(point["concurrency"].number)
      try expectAgreement(
        law.throughput(at: concurrency), point["throughput"], "throughput at \(concurrency)")
      try expectAgreement(
        law.latency(at: concurrency).value, point["latency_s"], "latency at \(concurrency)")
    }
    try expectLimits(of: law, one)
    #expect(law.peakConcurrency.isFinite == one.expected.keys.contains("peak_concurrency"))
  }

  @Test(arguments: Oracle.cases("e-usl", "usl_fit"))
  func fit(_ one: OracleCase) throws {
    let fit = try ScalabilityFit(measurements(one, "concurrency", "throughput"))
    try one.expect(fit.law.contention, "sigma")
    try one.expect(fit.law.coherency, "kappa")
    try one.expect(fit.law.unitThroughput, "lambda")
    try one.expect(fit.residualSumOfSquares, "rss")
    try expectLimits(of: fit.law, one)
    let predictions = one.expected["predictions"].list
    #expect(predictions.count >= 4)
    for point in predictions {
      let concurrency = try #require(point["concurrency"].number)
      try expectAgreement(fit.law.throughput(at: concurrency), point, "at \(concurrency)")
    }
  }

  @Test(arguments: Oracle.cases("e-usl", "usl_extrapolation"))
  func extrapolation(_ one: OracleCase) throws {
    let fit = try ScalabilityFit(measurements(one, "fit_concurrency", "fit_throughput"))
    try one.expect(fit.law.contention, "sigma")
    try one.expect(fit.law.coherency, "kappa")
    try one.expect(fit.law.unitThroughput, "lambda")
    for point in one.expected["usl_prediction"].list {
      let concurrency = try #require(point["concurrency"].number)
      let prediction = try fit.prediction(at: concurrency, allowingExtrapolation: true)
      try expectAgreement(prediction.throughput, point, "at \(concurrency)")
      let isWithinTwice = concurrency <= 2 * fit.measuredConcurrency
      #expect(((try? fit.prediction(at: concurrency)) != nil) == isWithinTwice)
    }
  }

  private func expectLimits(of law: ScalabilityLaw, _ one: OracleCase) throws {
    if one.expected.keys.contains("peak_concurrency") {
      try one.expect(law.peakConcurrency, "peak_concurrency")
      try one.expect(law.peakThroughput, "peak_throughput")
    }
    if one.expected.keys.contains("amdahl_limit_throughput") {
      try one.expect(law.amdahlLimit, "amdahl_limit_throughput")
    }
  }

  private func measurements(
    _ one: OracleCase, _ concurrency: String, _ throughput: String
  ) throws -> [ScalabilityFit.Measurement] {
    let concurrencies = one.inputs[concurrency].list.compactMap(\.number)
    let throughputs = one.inputs[throughput].list.compactMap(\.number)
    try #require(concurrencies.count == throughputs.count && concurrencies.count >= 3)
    return zip(concurrencies, throughputs).map {
      ScalabilityFit.Measurement(concurrency: $0, throughput: $1)
    }
  }
}

/// Laws of the fit, on random laws and noise; a failure names its seed.
@Suite struct ScalabilityFitTests {
  private func measurements(
    _ law: ScalabilityLaw, noise: Double, _ random: inout SplitMix64
  ) -> [ScalabilityFit.Measurement] {
    [1, 2, 4, 8, 12, 16, 24, 32, 48, 64].map { concurrency in
      ScalabilityFit.Measurement(
        concurrency: concurrency,
        throughput: law.throughput(at: concurrency) * (1 + random.uniform(-noise...noise)))
    }
  }

  private func law(_ random: inout SplitMix64) -> ScalabilityLaw {
    ScalabilityLaw(
      unitThroughput: 10 * (1 + random.uniform(0...1000)),
      contention: random.uniform(0...1) < 0.2 ? 0 : random.uniform(0...0.5),
      coherency: random.uniform(0...1) < 0.2 ? 0 : random.uniform(0...0.01))
  }

  @Test(arguments: UInt64(1)...12) func recoversALawWithoutNoise(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let law = law(&random)
    let fit = try ScalabilityFit(measurements(law, noise: 0, &random))
    #expect((fit.law.unitThroughput / law.unitThroughput - 1).magnitude < 1e-6)
    #expect((fit.law.contention - law.contention).magnitude < 1e-6)
    #expect((fit.law.coherency - law.coherency).magnitude < 1e-7)
    #expect(fit.determination > 1 - 1e-9)
  }

  @Test(arguments: UInt64(1)...12) func noNeighborIsBetter(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let points = measurements(law(&random), noise: 0.2, &random)
    let fit = try ScalabilityFit(points)
    for _ in 0..<60 {
      let size = 1 + random.uniform(-0.05...0.05)
      let other = ScalabilityLaw(
        unitThroughput: fit.law.unitThroughput * (1 + random.uniform(-0.05...0.05)),
        contention: fit.law.contention * size + max(0, random.uniform(-0.01...0.01)),
        coherency: fit.law.coherency * (2 - size) + max(0, random.uniform(-0.001...0.001)))
      let sum = points.reduce(0) { sum, point in
        let residual = point.throughput - other.throughput(at: point.concurrency)
        return sum + residual * residual
      }
      #expect(sum >= fit.residualSumOfSquares * (1 - 1e-9))
    }
  }

  @Test func bootstrapIsSeededAndCoversTheTruth() throws {
    var random = SplitMix64(seed: 7)
    let law = ScalabilityLaw(unitThroughput: 900, contention: 0.05, coherency: 0.001)
    var covered = 0
    for _ in 0..<8 {
      let fit = try ScalabilityFit(measurements(law, noise: 0.04, &random))
      let first = try #require(ScalabilityBootstrap(fit, replicates: 40, seed: 3))
      #expect(first == ScalabilityBootstrap(fit, replicates: 40, seed: 3))
      #expect(first.contention.low <= fit.law.contention)
      #expect(first.contention.high >= fit.law.contention)
      if first.contention.low <= 0.05 && first.contention.high >= 0.05 { covered += 1 }
      let band = first.throughput(of: fit, at: 100)
      #expect(band.low <= band.likely && band.likely <= band.high)
    }
    #expect(covered >= 6)
  }

  @Test func tellsWhyItRefuses() throws {
    func point(_ concurrency: Double, _ throughput: Double) -> ScalabilityFit.Measurement {
      ScalabilityFit.Measurement(concurrency: concurrency, throughput: throughput)
    }
    #expect(throws: ScalabilityRefusal.fewerThanThreeConcurrencies(found: 2)) {
      try ScalabilityFit([point(1, 10), point(2, 19), point(2, 20)])
    }
    #expect(throws: ScalabilityRefusal.notPositive(index: 1)) {
      try ScalabilityFit([point(1, 10), point(2, 0), point(3, 20)])
    }
    let fit = try ScalabilityFit([point(1, 10), point(2, 19), point(4, 33)])
    #expect(throws: ScalabilityRefusal.beyondTwiceMeasured(concurrency: 9, measured: 4)) {
      try fit.prediction(at: 9)
    }
    #expect(ScalabilityBootstrap(fit) == nil)
  }
}
