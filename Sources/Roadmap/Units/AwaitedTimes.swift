import CapacityPlanning
import Quantities
import Requirements

/// How long the requests of a unit wait for other units when nothing queues.
///
/// `w_r = Σ calls · (hop + own_target + w_target)` over the calls of other units that r waits for,
/// where `own = CPU time + reads · (hop + read) + writes · (hop + write + commit)`. It is what a
/// function is billed for while it waits; percentiles of whole requests are those of `EndToEnd`.
struct AwaitedTimes {
  let requirements: SystemRequirements
  let units: [DeploymentUnit]
  let parameters: PlanningParameters

  /// The time that a request waits; zero where a loop of waiting calls does not end.
  func all() -> [String: Seconds] {
    let requests = requirements.requests
    let place = Dictionary(zip(requests.map(\.name), 0...)) { first, _ in first }
    var calls = [[Double]](
      repeating: [Double](repeating: 0, count: requests.count), count: requests.count)
    var direct = [Double](repeating: 0, count: requests.count)
    for (row, request) in requests.enumerated() {
      for edge in requirements.edges where edge.source == request.service && edge.waits {
        guard let target = place[edge.request] else { continue }
        calls[row][target] += edge.calls
        guard unit(of: edge.source) != unit(of: edge.target) else { continue }
        direct[row] += edge.calls * (parameters.networkHop + own(requests[target])).value
      }
    }
    guard let solved = CallGraph.solved(calls, direct) else { return [:] }
    return Dictionary(zip(requests.map(\.name), solved.map { Seconds($0) })) { first, _ in first }
  }

  private func unit(of service: String) -> DeploymentUnit? {
    units.first { $0.holds(service) }
  }

  private func own(_ request: RequestClass) -> Seconds {
    let read = parameters.networkHop + parameters.databaseReadTime
    let write = parameters.networkHop + parameters.databaseWriteTime + parameters.commitRDS
    return request.cpuTime + read * request.reads + write * request.writes
  }
}
