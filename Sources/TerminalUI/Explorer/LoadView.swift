/// What some number of users does to the plan: the stage that carries them, and its state.
package struct LoadView: Hashable, Sendable {
  /// A part of the architecture.
  package struct Node: Hashable, Sendable {
    /// The column of the diagram, from the users (0) to the data (4).
    package let column: Int
    package let title: String
    package let size: String
    /// The busiest resource's utilization, as a share; nil where nothing can be exhausted.
    package let utilization: Double?
    /// The share up to which it is safe.
    package let limit: Double?

    package init(
      column: Int, title: String, size: String, utilization: Double? = nil, limit: Double? = nil
    ) {
      self.column = column
      self.title = title
      self.size = size
      self.utilization = utilization
      self.limit = limit
    }

    /// How near it is to what is safe; below every other where nothing can be exhausted.
    var nearness: Double { utilization.map { $0 / (limit ?? 1) } ?? -1 }

    /// The title in a word: the acronym that it begins with, or the initials of three words or more.
    var shortTitle: String {
      let words = title.split(separator: " ").map(String.init)
      guard words.count > 1, let first = words.first else { return title }
      if first.count > 1, first.allSatisfy({ $0.isUppercase || $0.isNumber }) { return first }
      let areNames = words.allSatisfy { $0.first?.isUppercase == true }
      return words.count > 2 && areNames ? String(words.compactMap(\.first)) : title
    }

    /// Whether it is used more than is safe.
    package var isOver: Bool { (utilization ?? 0) > (limit ?? 1) * (1 + 1e-9) }
  }

  package let step: LoadStep
  /// Such as `stage 3, >1,000 users`.
  package let stage: String
  package let nodes: [Node]
  /// Name, value and remark of each figure, with why it is so.
  package let figures: [PlanTable.Row]
  package let bars: BarChart
  /// What it comes to in a line, and whether all that is asked for is met.
  package let summary: String
  package let isMet: Bool

  package init(
    step: LoadStep, stage: String, nodes: [Node], figures: [PlanTable.Row], bars: BarChart,
    summary: String, isMet: Bool
  ) {
    self.step = step
    self.stage = stage
    self.nodes = nodes
    self.figures = figures
    self.bars = bars
    self.summary = summary
    self.isMet = isMet
  }
}

/// A number of users on the scale that is scrubbed: ten steps to a decade, from 1 to 100 million.
package struct LoadStep: Hashable, Sendable, Comparable {
  package static let last = 80
  package let index: Int

  /// The step; outside of the scale the nearest one.
  package init(_ index: Int) {
    self.index = min(max(0, index), Self.last)
  }

  /// The step that is nearest to some users.
  package init(nearest users: Double) {
    var best = 0
    for index in 0...Self.last where LoadStep(index).users <= users * 1.1 { best = index }
    self.init(best)
  }

  /// Users: a multiple of a power of ten, from the preferred numbers of ten steps (ISO 3, R10).
  package var users: Double {
    let mantissa = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8][index % 10]
    var users = mantissa
    for _ in 0..<(index / 10) { users *= 10 }
    return users.rounded()
  }

  package static func < (left: LoadStep, right: LoadStep) -> Bool { left.index < right.index }
}
