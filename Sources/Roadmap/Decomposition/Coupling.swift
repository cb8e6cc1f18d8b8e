package import CatalogModel
package import Requirements

/// How much two services depend on each other along an edge, by dimension (M1).
///
/// Grades are shares of the greatest coupling; the total is their weighted mean,
/// `Σ w · grade / Σ w`, with the weights of the catalog.
package struct Coupling: Hashable, Sendable {
  /// What both sides must have in common or know of each other.
  package enum Dimension: String, CaseIterable, Hashable, Sendable {
    case technology, location, topology, format, semantics, conversation, order, time

    /// The question behind it.
    package var question: String { self == .time ? "edges.waits" : "edges.\(rawValue)" }
  }

  package struct Grade: Hashable, Sendable {
    package let dimension: Dimension
    /// The answer that was graded, such as `shared`.
    package let answer: String
    package let value: Double
    package let weight: Double
  }

  package let grades: [Grade]

  package var total: Double {
    let weights = grades.reduce(0) { $0 + $1.weight }
    return weights > 0 ? grades.reduce(0) { $0 + $1.weight * $1.value } / weights : 0
  }

  package subscript(dimension: Dimension) -> Double {
    grades.first { $0.dimension == dimension }?.value ?? 0
  }

  /// Grades an edge.
  ///
  /// - Parameter isQueued: Whether a queue, topic or stream lies between the two; it changes when the
  ///   other side must be there, and no other dimension.
  package init(
    of edge: ServiceEdge, isQueued: Bool, _ catalog: Catalog
  ) throws(Catalog.Gap) {
    var grades: [Grade] = []
    for dimension in Dimension.allCases {
      let answer =
        switch dimension {
        case .technology: edge.coupling.technology
        case .location: edge.coupling.location
        case .topology: edge.coupling.topology
        case .format: edge.coupling.format
        case .semantics: edge.coupling.semantics
        case .conversation: edge.coupling.conversation
        case .order: edge.coupling.order
        case .time: isQueued ? "queue" : "waits"
        }
      let fact = "planning.coupling\(dimension.rawValue.capitalized)"
      grades.append(
        Grade(
          dimension: dimension, answer: answer, value: try catalog.number("\(fact)#\(answer)"),
          weight: try catalog.number("planning.couplingWeight#\(dimension.rawValue)")))
    }
    self.grades = grades
  }

  /// The dimensions that couple the most, strongest first, without those below a half.
  package var strongest: [Grade] {
    grades.filter { $0.value >= 0.5 }.sorted {
      ($1.value * $1.weight, $0.dimension.rawValue) < ($0.value * $0.weight, $1.dimension.rawValue)
    }
  }
}

extension String {
  /// The word with a capital, without Foundation.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
