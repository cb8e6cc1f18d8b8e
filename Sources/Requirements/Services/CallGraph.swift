import Quantities

/// How often each request of a system is served for each call of a user.
///
/// Traffic equations: `v_r = u_r + Σ calls_e · V_source(e)` over the edges to request r, where `u`
/// are the shares of the users' calls and `V_s = Σ v_q` over the requests q of service s. Summed
/// over services: `(I - A) V = U`, with `A[t][s]` the calls of t for each request of s. It has a
/// solution if and only if every loop of calls gains less than one call for each.
package struct CallGraph: Hashable, Sendable {
  private let services: [String]
  private let edges: [ServiceEdge]
  /// Requests of each service for each call of a user; nil where a loop of calls does not end.
  private let totals: [Double]?

  package init(_ requirements: SystemRequirements) {
    let external = requirements.services.map { service in
      requirements.requests.filter { $0.service == service.name }.reduce(0) { $0 + $1.share }
    }
    self.init(
      services: requirements.services.map(\.name), edges: requirements.edges, external: external)
  }

  /// - Parameter external: The share of the users' calls that goes to each service.
  init(services: [String], edges: [ServiceEdge], external: [Double]) {
    self.services = services
    self.edges = edges
    totals = Self.solved(Self.gains(services, edges), external)
  }

  /// Whether every loop of calls ends.
  package var ends: Bool { totals != nil }

  /// Requests that a service serves for each call of a user.
  package func requests(of service: String) -> Double {
    services.firstIndex(of: service).flatMap { totals?[$0] } ?? 0
  }

  /// Calls over an edge for each call of a user.
  package func rate(of edge: ServiceEdge) -> Double { edge.calls * requests(of: edge.source) }

  /// Calls of each service for each request of another, along the rows.
  static func gains(_ services: [String], _ edges: [ServiceEdge]) -> [[Double]] {
    let place = Dictionary(
      uniqueKeysWithValues: services.enumerated().map { ($0.element, $0.offset) })
    var gains = [[Double]](
      repeating: [Double](repeating: 0, count: services.count), count: services.count)
    for edge in edges {
      guard let target = place[edge.target], let source = place[edge.source] else { continue }
      gains[target][source] += edge.calls
    }
    return gains
  }

  /// The solution of `(I - A) x = b` for gains without a loop of gain one or more; nil with one.
  ///
  /// Elimination without exchanges: `I - A` is an M-matrix, and its pivots are all positive if and
  /// only if the spectral radius of A is below one.
  package static func solved(_ gains: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    var matrix = gains.map { $0.map { -$0 } }
    for row in 0..<count { matrix[row][row] += 1 }
    var solution = right
    for pivot in 0..<count {
      guard matrix[pivot][pivot] > leastPivot else { return nil }
      for row in (pivot + 1)..<max(count, pivot + 1) {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        guard factor != 0 else { continue }
        for column in pivot..<count { matrix[row][column] -= factor * matrix[pivot][column] }
        solution[row] -= factor * solution[pivot]
      }
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      for column in (row + 1)..<max(count, row + 1) {
        solution[row] -= matrix[row][column] * solution[column]
      }
      solution[row] /= matrix[row][row]
    }
    return solution
  }

  /// A loop that keeps all but a millionth of its calls would multiply the load a million times.
  private static let leastPivot = 1e-6
}
