import Quantities
import Queueing

/// A web system as the reference vectors describe it: instances of an application behind a balancer,
/// a cache, and a database of one primary and replicas.
struct WebSystem {
  /// A class of requests.
  struct Kind {
    let name: String
    let probability: Double
    /// CPU before and after the data calls; nil for none.
    let before: Distribution?
    let after: Distribution?
    let cacheTime: Distribution?
    let readDemand: Distribution?
    let writeDemand: Distribution?
    /// Both ways, in seconds.
    let network: Double
    /// Data calls, and the shares of them that are writes and, of the rest, that the cache answers.
    let calls: Double
    let writeFraction: Double
    let hitRatio: Double

    /// Calls that reach the database.
    var reads: Double { calls * (1 - writeFraction) * (1 - hitRatio) }
    var writes: Double { calls * writeFraction }

    var appDemand: Double { WebSystem.mean(before) + WebSystem.mean(after) }
    var readWork: Double { reads * WebSystem.mean(readDemand) }
    var writeWork: Double { writes * WebSystem.mean(writeDemand) }
    /// What takes time without a queue.
    var delay: Double { network + calls * (1 - writeFraction) * WebSystem.mean(cacheTime) }
  }

  enum Balancing: String {
    case random
    case roundRobin = "round_robin"
    case leastOutstanding = "least_outstanding"
  }

  let kinds: [Kind]
  /// Arrivals a second; nil where users think and ask again.
  let rate: Double?
  let users: Int
  let think: Double
  let instances: Int
  let cores: Double
  let balancing: Balancing
  /// Requests that an instance works on at a time, through their data calls; nil without a limit.
  let workers: Int?
  let sharesDatabase: Bool
  let primaryServers: Int
  let replicas: Int
  let replicaServers: Int
  /// Calls that a node of the database works on at a time; nil without a limit.
  let mostConcurrent: Int?

  init(_ input: StudyReader) throws {
    let arrivals = try input.object("arrivals")
    if try arrivals.word("kind", among: ["open_poisson", "closed"]) == "closed" {
      rate = nil
      users = try arrivals.integer("users", 1...1_000_000)
      think = try arrivals.distribution("think_time").mean.value
    } else {
      rate = try arrivals.number("rate_per_s", .positive)
      users = 0
      think = 0
    }
    arrivals.finish()
    let app = try input.object("app")
    instances = try app.integer("instances", 1...1_000_000)
    cores = try app.number("cores_per_instance", .positive)
    let word = try app.word(
      "load_balancing", among: ["random", "round_robin", "least_outstanding"], default: "random")
    balancing = instances == 1 ? .random : Balancing(rawValue: word) ?? .random
    _ = try app.word("discipline", among: ["PS"], default: "PS")
    workers =
      app.has("workers_per_instance") ? try app.integer("workers_per_instance", 1...100_000) : nil
    app.ignore(["worker_held_during_data_calls"])
    app.finish()
    let db = try input.object("db")
    sharesDatabase =
      try db.word("discipline", among: ["PS", "FCFS"], default: "PS") == "PS"
    primaryServers = try db.integer("primary_servers", 1...1_000_000)
    replicas = try db.integer("replicas", 0...10_000, default: 0)
    replicaServers = replicas > 0 ? try db.integer("servers_per_replica", 1...1_000_000) : 1
    mostConcurrent =
      db.has("max_concurrent_per_node")
      ? try db.integer("max_concurrent_per_node", 1...100_000) : nil
    db.ignore(["servers_per_replica"])
    db.finish()
    var kinds: [Kind] = []
    for (index, one) in try input.objects("classes").enumerated() {
      func law(_ key: String) throws -> Distribution? {
        one.has(key) ? try one.distribution(key) : nil
      }
      kinds.append(
        Kind(
          name: try one.name("class \(index + 1)"),
          probability: try one.number("probability", .share, default: 1),
          before: try law("app_demand_before"), after: try law("app_demand_after"),
          cacheTime: try law("cache_latency"), readDemand: try law("db_read_demand"),
          writeDemand: try law("db_write_demand"),
          network: 2 * (try one.number("network_one_way_s", .notNegative, default: 0)),
          calls: try one.number("data_calls", .notNegative, default: 0),
          writeFraction: try one.number("write_fraction", .share, default: 0),
          hitRatio: try one.number("cache_hit_ratio", .share, default: 0)))
      one.finish()
    }
    self.kinds = kinds
  }

  static func mean(_ law: Distribution?) -> Double { law?.mean.value ?? 0 }

  /// Whether the network is of product form, so that its means are exact.
  var isProductForm: Bool {
    balancing == .random && workers == nil && mostConcurrent == nil && sharesDatabase
  }

  /// Fewer than one core serves more slowly; otherwise each core is a server.
  var processor: (servers: Int, slowdown: Double) {
    let whole = max(1, Int(cores.rounded(.down)))
    return (whole, Double(whole) / cores)
  }

  /// What a request of the average class asks of a part.
  func average(_ demand: (Kind) -> Double) -> Double {
    kinds.reduce(0) { $0 + $1.probability * demand($1) }
  }

  /// Work of a class on the primary and on each replica.
  func primaryWork(_ kind: Kind) -> Double {
    kind.writeWork + (replicas == 0 ? kind.readWork : 0)
  }

  func replicaWork(_ kind: Kind) -> Double {
    replicas == 0 ? 0 : kind.readWork / Double(replicas)
  }
}
