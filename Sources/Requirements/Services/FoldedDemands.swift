import Quantities

/// What the requests of a unit ask of it, with the calls within the unit that they wait for.
///
/// `D_r = d_r + Σ calls_e · D_request(e)` over the edges that leave r's service, stay in the unit and
/// are waited for. Such a call costs no network: it is a call of a function.
struct FoldedDemands {
  struct Demand {
    var cpuTime: Seconds
    var reads: Double
    var writes: Double
    /// Reads that a copy may answer.
    var cacheableReads: Double
    var isFolded = false

    /// The share of the reads that a copy may answer.
    var cacheableShare: Double { reads > 0 ? min(1, cacheableReads / reads) : own }
    /// The share of the request by itself.
    let own: Double
  }

  private let demands: [String: Demand]

  init(_ requirements: SystemRequirements, _ unit: DeploymentUnit) {
    let requests = requirements.requests.filter { $0.service.map(unit.holds) ?? false }
    let place = Dictionary(
      uniqueKeysWithValues: requests.enumerated().map { ($0.element.name, $0.offset) })
    var calls = [[Double]](
      repeating: [Double](repeating: 0, count: requests.count), count: requests.count)
    for edge in requirements.edges
    where edge.waits && unit.holds(edge.source) && unit.holds(edge.target) {
      guard let target = place[edge.request] else { continue }
      for (row, request) in requests.enumerated() where request.service == edge.source {
        calls[row][target] += edge.calls
      }
    }
    func total(_ value: (RequestClass) -> Double) -> [Double] {
      let own = requests.map(value)
      return CallGraph.solved(calls, own) ?? own
    }
    let cpu = total(\.cpuTime.value)
    let reads = total(\.reads)
    let writes = total(\.writes)
    let cacheable = total { $0.reads * $0.cacheableShare }
    var demands: [String: Demand] = [:]
    for (row, request) in requests.enumerated() {
      let isFolded = calls[row].contains { $0 > 0 }
      demands[request.name] =
        isFolded
        ? Demand(
          cpuTime: Seconds(cpu[row]), reads: reads[row], writes: writes[row],
          cacheableReads: cacheable[row], isFolded: true, own: request.cacheableShare)
        : Self.plain(request)
    }
    self.demands = demands
  }

  func demand(of request: RequestClass) -> Demand { demands[request.name] ?? Self.plain(request) }

  private static func plain(_ request: RequestClass) -> Demand {
    Demand(
      cpuTime: request.cpuTime, reads: request.reads, writes: request.writes,
      cacheableReads: request.reads * request.cacheableShare, own: request.cacheableShare)
  }
}
