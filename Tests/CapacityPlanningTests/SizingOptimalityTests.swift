import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

@testable import CapacityPlanning

/// Sizing of all tiers together against trying every combination of a small catalog, where response
/// times bind.
@Suite struct SizingOptimalityTests {
  static let seeds = Array(1...220 as ClosedRange<UInt64>)

  @Test(arguments: seeds) func noCombinationIsCheaper(_ seed: UInt64) throws {
    guard let example = try SizingCase(seed: seed) else { return }
    try expectOptimal(example)
  }

  /// What a combination costs beside its parts, a proxy, is part of the comparison: where machines keep
  /// so many connections that small databases need one.
  @Test(arguments: seeds.prefix(100)) func noCombinationIsCheaperWithItsProxy(
    _ seed: UInt64
  ) throws {
    guard let example = try SizingCase(seed: seed, connections: 120) else { return }
    try expectOptimal(example)
  }

  /// Some of those sizes have a proxy, and others are those that do without.
  @Test func aProxyIsWorthItsPriceToSome() throws {
    let sized = try Self.seeds.prefix(100).compactMap { seed in
      try SizingCase(seed: seed, connections: 120).flatMap {
        try $0.sizing.size($0.design, for: $0.workload)?.relational
      }
    }
    let proxies = sized.count(where: \.hasProxy)
    #expect(
      proxies * 20 >= sized.count && proxies * 4 <= sized.count * 3,
      "\(proxies) of \(sized.count)")
  }

  private func expectOptimal(_ example: SizingCase) throws {
    let sized = try example.sizing.size(example.design, for: example.workload)
    let architecture = try #require(sized)
    let best = try example.cheapestByTrying()
    guard let best else {
      // No sizes are fast enough: then they are those that carry the load for the least.
      #expect(try !example.model.carries(architecture, under: example.workload))
      return
    }
    #expect(try example.model.carries(architecture, under: example.workload))
    let cost = try example.cost(architecture)
    #expect(
      abs(cost - best.cost) <= 1e-6 * best.cost,
      "\(architecture.compute), \(String(describing: architecture.relational)) at \(cost) instead of \(best.architecture.compute), \(String(describing: best.architecture.relational)) at \(best.cost)"
    )
  }

  /// A slack requirement proves nothing: in most cases the cheapest within the limits is too slow.
  @Test func responseTimesBind() throws {
    var all = 0
    var binding = 0
    for seed in Self.seeds {
      guard let example = try SizingCase(seed: seed),
        let draft = try example.sizing.draft(example.design, for: example.workload),
        let sized = try example.sizing.size(example.design, for: example.workload)
      else { continue }
      all += 1
      if sized != draft { binding += 1 }
    }
    #expect(all > 150)
    #expect(binding * 10 >= all * 4, "\(binding) of \(all)")
  }

  @Test(arguments: seeds.prefix(60)) func tighteningIsNeverCheaper(_ seed: UInt64) throws {
    guard let example = try SizingCase(seed: seed) else { return }
    func cost(_ p95: Double, _ p99: Double) throws -> Double? {
      let objectives = example.requirements.objectives
      let other = example.with(
        example.requirements.allowing(p95: objectives.p95 * p95, p99: objectives.p99 * p99))
      guard let sized = try other.sizing.size(example.design, for: example.workload),
        try other.model.carries(sized, under: example.workload)
      else { return nil }
      return try example.cost(sized)
    }
    var least = 0.0
    for factor in [1.5, 1.2, 1.05, 1, 0.95, 0.8] {
      guard let next = try cost(factor, factor) else { return }
      #expect(next >= least * (1 - 1e-9), "\(factor)")
      least = next
    }
  }

  @Test(arguments: seeds.prefix(60)) func moreUsersAreNeverCheaper(_ seed: UInt64) throws {
    guard let example = try SizingCase(seed: seed) else { return }
    var least = 0.0
    for factor in [0.5, 0.7, 0.9, 1, 1.1, 1.4] {
      let users = Users(example.workload.users.value * factor)
      let workload = example.requirements.workload(users: users)
      guard let sized = try example.sizing.size(example.design, for: workload),
        try example.model.carries(sized, under: workload)
      else { continue }
      let cost = try example.cost(sized, under: workload)
      #expect(cost >= least * (1 - 1e-9), "\(factor)")
      least = cost
    }
  }

  /// The certificate names the cost of the sizes, a bound below it, a runner-up above it, and prices
  /// that are not negative.
  @Test(arguments: seeds.prefix(40)) func itsCertificateHolds(_ seed: UInt64) throws {
    guard let example = try SizingCase(seed: seed),
      let sized = try example.sizing.size(example.design, for: example.workload),
      let certificate = try example.sizing.certificate(
        for: example.design, under: example.workload)
    else { return }
    #expect(abs(certificate.cost.value - (try example.cost(sized))) < 1e-6)
    #expect(certificate.bound.value <= certificate.cost.value * (1 + 1e-9))
    #expect(certificate.tried >= 1)
    if let other = certificate.runnerUp {
      #expect(other.cost.value >= certificate.cost.value * (1 - 1e-9))
      #expect(try example.model.carries(other.architecture, under: example.workload))
      #expect(other.architecture != sized)
    }
    #expect(certificate.shadowPrices.allSatisfy { $0.saving.value >= 0 })
    // What more time saves is what sizing with it finds.
    let objectives = example.requirements.objectives
    for price in certificate.shadowPrices
    where price.requirement == .p95 || price.requirement == .p99 {
      let relaxed = example.with(
        example.requirements.allowing(
          p95: objectives.p95 * (price.requirement == .p95 ? 1.1 : 1),
          p99: objectives.p99 * (price.requirement == .p99 ? 1.1 : 1)))
      guard let cheaper = try relaxed.sizing.size(example.design, for: example.workload) else {
        continue
      }
      let saved = try certificate.cost.value - example.cost(cheaper)
      #expect(abs(price.saving.value - max(0, saved)) < 1e-5 * certificate.cost.value)
    }
    // More time is worth nothing where the limits alone decide.
    if certificate.bound == certificate.cost {
      for price in certificate.shadowPrices
      where price.requirement == .p95 || price.requirement == .p99 {
        #expect(price.saving.value == 0)
      }
    }
  }

  /// Searches that begin with what is known, and below a cost, end where those end that know nothing.
  @Test func whatIsKnownChangesNoCertificate() throws {
    var (others, savings) = (0, 0)
    // With so many connections a small database needs a proxy, or is a size larger than without any.
    let cases = Self.seeds.prefix(40).flatMap { seed -> [(UInt64, Double?)] in
      [(seed, nil), (seed, 120)]
    }
    for (seed, connections) in cases {
      guard let example = try SizingCase(seed: seed, connections: connections) else { continue }
      let (design, workload) = (example.design, example.workload)
      let memo = SizingMemo()
      func sizing(
        _ parameters: PlanningParameters, without name: String? = nil, memo: SizingMemo? = nil
      ) -> ArchitectureSizing {
        ArchitectureSizing(
          catalog: example.catalog, parameters: parameters, requirements: example.requirements,
          memo: memo, excluded: name.map { [$0] } ?? [])
      }
      let remembering = sizing(example.parameters, memo: memo)
      guard let sized = try remembering.size(design, for: workload),
        let certificate = try remembering.certificate(for: design, under: workload)
      else { continue }
      // What the memo has of the sizes is what sizing anew finds.
      let anew = try sizing(example.parameters).certificate(for: design, under: workload)
      #expect(certificate == anew, "seed \(seed)")
      guard !certificate.isOutOfReach else { continue }
      let cost = certificate.cost.value
      let compute = sized.compute
      let names = [
        compute.instanceType ?? SizingFrame.sizeName(compute), sized.relational?.instanceClass,
        sized.cache?.nodeType,
      ]
      var least: Double?
      for name in names.compactMap({ $0 }) {
        guard
          let next = try sizing(example.parameters, without: name).sized(design, for: workload),
          !next.isOutOfReach
        else { continue }
        least = min(least ?? .infinity, try next.frame.objective(next.architecture).value)
      }
      #expect((certificate.runnerUp == nil) == (least == nil), "seed \(seed)")
      if let least, let other = certificate.runnerUp {
        others += 1
        #expect(abs(other.cost.value - least) <= 2e-6 * least, "seed \(seed)")
      }
      let relaxed: [SizingCertificate.Requirement: PlanningParameters] = [
        .zoneLoss: example.parameters.withoutZoneLoss,
        .utilization: example.parameters.filling(by: 0.1),
      ]
      for price in certificate.shadowPrices {
        guard let parameters = relaxed[price.requirement],
          let next = try sizing(parameters).sized(design, for: workload)
        else { continue }
        let saved = max(0, cost - (try next.frame.objective(next.architecture).value))
        #expect(abs(price.saving.value - saved) <= 2e-6 * cost, "seed \(seed)")
        if saved > 1e-5 * cost { savings += 1 }
      }
    }
    #expect(others > 10 && savings > 0, "\(others), \(savings)")
  }
}
