package import Quantities

/// What becomes of an architecture when something fails, in numbers.
package struct WhatIf: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case zoneLoss = "zone loss"
    case coldCache = "cold cache"
    /// Of a read replica, or of the writer.
    case replicaLoss = "replica loss"
    case flashCrowd = "flash crowd"
    case retryStorm = "retry storm"
  }

  /// How it ends.
  package enum Outcome: String, Hashable, Comparable, Sendable {
    /// Within the objectives.
    case holds
    /// Every request is served, some later than promised.
    case degrades
    /// Requests are lost.
    case fails

    package static func < (left: Outcome, right: Outcome) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .holds: 0
      case .degrades: 1
      case .fails: 2
      }
    }
  }

  /// A number with its unit and how it was obtained.
  package struct Figure: Hashable, Sendable {
    package let name: String
    package let value: Double
    package let unit: String
    package let method: Method

    package init(_ name: String, _ value: Double, _ unit: String, _ method: Method) {
      self.name = name
      self.value = value
      self.unit = unit
      self.method = method
    }
  }

  package let kind: Kind
  /// What is assumed to happen, in a clause.
  package let premise: String
  package let figures: [Figure]
  package let outcome: Outcome
  /// What would make it hold; nil where it does.
  package let remedy: String?

  package init(
    kind: Kind, premise: String, figures: [Figure], outcome: Outcome, remedy: String?
  ) {
    self.kind = kind
    self.premise = premise
    self.figures = figures
    self.outcome = outcome
    self.remedy = remedy
  }

  /// The figure of a name; nil where there is none.
  package func figure(_ name: String) -> Double? { figures.first { $0.name == name }?.value }
}
