import Quantities
import Queueing
import TestSupport
import Testing

/// Layered limits against the simulated systems of family h that hold workers.
@Suite struct LayeredTests {
  @Test(arguments: Oracle.cases("h-web-systems", "web_system").filter(\.holdsWorkers))
  func workersHeldDuringCalls(_ one: OracleCase) throws {
    let app = one.inputs["app"]
    let db = one.inputs["db"]
    let kind = try #require(one.inputs["classes"].list.first)
    let calls = try #require(kind["data_calls"].number)
    let miss = 1 - (kind["cache_hit_ratio"].number ?? 0)
    let writes = kind["write_fraction"].number ?? 0
    func mean(_ key: String) -> Double { kind[key]["mean"].number ?? 0 }
    // The primary alone serves reads and writes in these systems.
    #expect(db["replicas"].number == 0)
    let demand =
      calls * (writes * mean("db_write_demand") + (1 - writes) * miss * mean("db_read_demand"))
    let network = 2 * (kind["network_one_way_s"].number ?? 0)
    let cache = calls * (1 - writes) * mean("cache_latency")
    let instances = Int(try #require(app["instances"].number))
    let holders = Int(try #require(app["workers_per_instance"].number))
    let cores = Int(try #require(app["cores_per_instance"].number))
    let servers = Int(try #require(db["primary_servers"].number))
    let processor = Seconds(mean("app_demand_before") + mean("app_demand_after"))
    let shared = [
      LayeredTier.SharedStation(
        servers: servers, demand: Seconds(demand),
        visits: calls * (writes + (1 - writes) * miss))
    ]
    let truth = try #require(one.expected["response_mean"]["value"].number)
    let arrivals = one.inputs["arrivals"]
    if arrivals["kind"].text == "closed" {
      let think = try #require(arrivals["think_time"]["mean"].number)
      let solution = try LayeredTier.closed(
        users: Int(try #require(arrivals["users"].number)), thinkTime: Seconds(think + network),
        instances: instances, holders: holders, processors: cores, processorDemand: processor,
        heldDelay: Seconds(cache), shared: shared)
      expectClose(solution.responseTime(class: 0).value + network, truth, 0.05)
      expectClose(
        solution.throughputs[0].value,
        try #require(one.expected["throughput_per_s"]["value"].number), 0.03)
      return
    }
    let balancing: LayeredTier.Balancing =
      switch app["load_balancing"].text {
      case "round_robin": .roundRobin
      case "least_outstanding": .leastOutstanding
      default: .random
      }
    let tier = try LayeredTier(
      arrivalRate: RequestsPerSecond(try #require(arrivals["rate_per_s"].number)),
      instances: instances, holders: holders, processors: cores, processorDemand: processor,
      heldDelay: Seconds(cache), shared: shared, balancing: balancing)
    expectClose(tier.meanResponse.value + network, truth, 0.05)
  }

  /// Several pools are solved otherwise than one, and the tag says how.
  @Test(arguments: [(1, LayeredTier.Balancing.random), (3, .leastOutstanding), (3, .random)])
  func whatStandsForOtherInstancesIsSaid(
    _ instances: Int, _ balancing: LayeredTier.Balancing
  ) throws {
    let tier = try LayeredTier(
      arrivalRate: RequestsPerSecond(20), instances: instances, holders: 4, processors: 2,
      processorDemand: Seconds(0.01), heldDelay: .zero,
      shared: [.init(servers: 4, demand: Seconds(0.05))], balancing: balancing)
    let hasOthers = instances > 1 && balancing == .random
    #expect(tier.responseMethod.label.contains("other instances") == hasOthers)
  }

  /// With one holder a request has the processors to itself; with many they are an open queue; between,
  /// the parts of the time held add up to it.
  @Test func holdersLimitHowManyShareTheProcessors() throws {
    func tier(_ holders: Int) throws -> LayeredTier {
      try LayeredTier(
        arrivalRate: RequestsPerSecond(40), instances: 2, holders: holders, processors: 2,
        processorDemand: Seconds(0.06), heldDelay: Seconds(0.05), shared: [])
    }
    let open = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(20), serviceTime: Seconds(0.06), servers: 2)
    var last = 1.0
    for holders in [3, 4, 6, 12, 60] {
      let tier = try tier(holders)
      let stretch = try tier.processorStretch()
      expectClose(stretch * 0.06 + 0.05, tier.meanHeld.value, 1e-9)
      #expect(stretch >= last && stretch <= open.meanResponse.value / 0.06 + 1e-9)
      last = stretch
    }
    expectClose(last, open.meanResponse.value / 0.06, 1e-6)
    let alone = try LayeredTier(
      arrivalRate: RequestsPerSecond(5), instances: 1, holders: 1, processors: 1,
      processorDemand: Seconds(0.06), heldDelay: Seconds(0.05),
      shared: [.init(servers: 1, demand: Seconds(0.02))])
    expectClose(try alone.processorStretch(), 1, 1e-12)
  }

  /// A pool with one shared station as its Markov chain of requests in the tier and at the station,
  /// solved by global balance up to 400 requests: the mean wait for a holder and time held.
  struct Chain: Sendable {
    let holders: Int
    let processors: Int
    let processorTime: Double
    let servers: Int
    let sharedTime: Double
    let rate: Double
    let wait: Double
    let held: Double
  }

  static let chains = [
    Chain(
      holders: 6, processors: 8, processorTime: 0.01, servers: 4, sharedTime: 0.02, rate: 160,
      wait: 0.027929, held: 0.032558),
    Chain(
      holders: 5, processors: 8, processorTime: 0.01, servers: 3, sharedTime: 0.02, rate: 105,
      wait: 0.010621, held: 0.033542),
    Chain(
      holders: 4, processors: 4, processorTime: 0.02, servers: 2, sharedTime: 0.02, rate: 70,
      wait: 0.033185, held: 0.045605),
    Chain(
      holders: 10, processors: 2, processorTime: 0.01, servers: 6, sharedTime: 0.05, rate: 96,
      wait: 0.013345, held: 0.072690),
    Chain(
      holders: 4, processors: 4, processorTime: 0.01, servers: 64, sharedTime: 0.09, rate: 34,
      wait: 0.104695, held: 0.1),
  ]

  /// Holders that queue for a busy station are given back less regularly than they are held for.
  @Test(arguments: chains) func waitsAreThoseOfTheChain(_ one: Chain) throws {
    let tier = try LayeredTier(
      arrivalRate: RequestsPerSecond(one.rate), instances: 1, holders: one.holders,
      processors: one.processors, processorDemand: Seconds(one.processorTime), heldDelay: .zero,
      shared: [.init(servers: one.servers, demand: Seconds(one.sharedTime))])
    expectClose(tier.meanWait.value, one.wait, 0.02)
    expectClose(tier.meanHeld.value, one.held, 2e-3)
  }

  @Test func endlessHoldersAreAnOpenNetwork() throws {
    let rate = RequestsPerSecond(90)
    let tier = try LayeredTier(
      arrivalRate: rate, instances: 3, holders: 400, processors: 2,
      processorDemand: Seconds(0.05), heldDelay: Seconds(0.01),
      shared: [.init(servers: 4, demand: Seconds(0.03))])
    let processors = try MultiServerQueue(
      arrivalRate: rate * (1.0 / 3), serviceTime: Seconds(0.05), servers: 2)
    let database = try MultiServerQueue(
      arrivalRate: rate, serviceTime: Seconds(0.03), servers: 4)
    let open = processors.meanResponse.value + database.meanResponse.value + 0.01
    expectClose(tier.meanResponse.value, open, 1e-6)
    #expect(tier.delayProbability < 1e-9)
  }

  @Test func aPoolOfOneConnectionIsASingleServer() throws {
    // One pool of one connection to a server nobody else uses: M/M/1, or nearly the general queue.
    let tier = try LayeredTier(
      arrivalRate: RequestsPerSecond(8), instances: 1, holders: 1, processors: 1,
      processorDemand: .zero, heldDelay: .zero,
      shared: [.init(servers: 4, demand: Seconds(0.1))])
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(8), serviceTime: Seconds(0.1), servers: 1)
    expectClose(tier.meanResponse.value, queue.meanResponse.value, 1e-10)
    expectClose(tier.delayProbability, 0.8, 1e-10)
    let path = try ResponsePath([tier.waitStage, .exponential(mean: Seconds(0.1))])
    expectClose(path.percentile(0.99).value, queue.responsePercentile(0.99).value, 1e-6)
    #expect(throws: ClosedNetworkRefusal.self) {
      try LayeredTier(
        arrivalRate: RequestsPerSecond(10), instances: 1, holders: 1, processors: 1,
        processorDemand: .zero, heldDelay: .zero,
        shared: [.init(servers: 4, demand: Seconds(0.1))])
    }
  }

  /// Little's law over the holders, and nothing gets better by more load or fewer holders.
  @Test(arguments: UInt64(1)...20) func holdersObeyTheLaws(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let instances = Int(random.uniform(1...4.99))
    let processors = Int(random.uniform(1...4.99))
    let holders = processors + Int(random.uniform(0...12))
    let demand = Seconds(random.uniform(0.01...0.1))
    let delay = Seconds(random.uniform(0...0.05))
    let shared = [
      LayeredTier.SharedStation(
        servers: Int(random.uniform(1...8.99)), demand: Seconds(random.uniform(0.001...0.02)))
    ]
    func tier(_ rate: Double, holders: Int) -> LayeredTier? {
      try? LayeredTier(
        arrivalRate: RequestsPerSecond(rate), instances: instances, holders: holders,
        processors: processors, processorDemand: demand, heldDelay: delay, shared: shared)
    }
    let most = min(
      Double(instances * processors) / demand.value,
      Double(shared[0].servers) / shared[0].demand.value)
    var waited = Seconds.zero
    for use in [0.2, 0.4, 0.6, 0.8] {
      guard let one = tier(use * most, holders: holders) else { break }
      #expect((0...1).contains(one.delayProbability))
      let held = use * most / Double(instances) * one.meanHeld.value
      #expect(held <= Double(holders) * (1 + 1e-9))
      #expect(one.meanHeld.value >= (demand + delay + shared[0].demand).value * (1 - 1e-9))
      #expect(one.meanWait >= waited)
      waited = one.meanWait
      let roomier = try #require(tier(use * most, holders: holders + 3))
      #expect(roomier.delayProbability <= one.delayProbability + 1e-12)
    }
  }
}

extension OracleCase {
  /// Whether a web system limits its workers and holds them during data calls.
  var holdsWorkers: Bool {
    inputs["app"]["worker_held_during_data_calls"] == .flag(true)
      && inputs["app"]["workers_per_instance"].number != nil
  }
}
