/// A page of the plan as both front ends show it: drawn in full screen, told in line mode.
package struct PlanPage: Hashable, Sendable {
  /// The pages of the explorer, in their order.
  package enum ID: String, Hashable, Sendable, CaseIterable {
    case overview, load, decisions, capacity, cost, roadmap, failures
    case whatIf = "what-if"
    case templates, sources

    /// The title in the list of pages.
    package var title: String {
      switch self {
      case .overview: "Overview"
      case .load: "Load"
      case .decisions: "Decisions"
      case .capacity: "Capacity"
      case .cost: "Cost"
      case .roadmap: "Roadmap"
      case .failures: "Failures"
      case .whatIf: "What if"
      case .templates: "Templates"
      case .sources: "Sources"
      }
    }

    /// Whether it differs from unit to unit of a divided system.
    var hasUnits: Bool { self != .whatIf && self != .sources }
  }

  package let id: ID
  package let blocks: [Block]

  package init(_ id: ID, _ blocks: [Block]) {
    self.id = id
    self.blocks = blocks
  }

  /// A part of a page.
  package enum Block: Hashable, Sendable {
    case heading(String)
    /// - keys: What keys do with what follows; line mode has commands instead, which it lists.
    case paragraph(String, keys: String? = nil)
    case table(PlanTable)
    case bars(BarChart)
    case curve(CurveChart)
    case timeline(Timeline)
  }
}

/// A table with headings, whose rows can be asked why they are so.
package struct PlanTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package let title: String
    /// Numbers are aligned at their right ends.
    package let isNumber: Bool

    package init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  package struct Row: Hashable, Sendable {
    package let cells: [String]
    package let why: Why?
    /// Whether something is wrong with it; the cells say so in words as well.
    package let isProblem: Bool
    /// What is to be said below the row, at the width of the whole table.
    package let details: [String]

    package init(
      _ cells: [String], why: Why? = nil, isProblem: Bool = false, details: [String] = []
    ) {
      self.cells = cells
      self.details = details
      self.why = why
      self.isProblem = isProblem
    }
  }

  package let columns: [Column]
  package let rows: [Row]

  package init(_ columns: [Column], _ rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }
}

/// Why a number is what it is: formula, inputs, facts and sources, in finished words.
package struct Why: Hashable, Sendable {
  /// A word for what a part tells, such as `formula`, and the part.
  package struct Part: Hashable, Sendable {
    package let label: String
    package let text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  package let title: String
  package let parts: [Part]
  /// What it is about, to be joined with reasons that are found later; nil where none are.
  package let subject: String?

  package init(_ title: String, _ parts: [Part], subject: String? = nil) {
    self.title = title
    self.subject = subject
    self.parts = parts
  }
}

/// Horizontal bars with a scale in common.
package struct BarChart: Hashable, Sendable {
  package struct Bar: Hashable, Sendable {
    package let label: String
    /// The share of the whole, or of the greatest where bars are only compared.
    package let share: Double
    /// Up to which share it is safe; nil where there is no such limit.
    package let limit: Double?
    /// The number behind the share with its unit; empty where the share says all.
    package let amount: String
    /// The state in a word; empty where there is none.
    package let state: String
    package let isProblem: Bool
    package let why: Why?

    package init(
      label: String, share: Double, limit: Double? = nil, amount: String = "", state: String = "",
      isProblem: Bool = false, why: Why? = nil
    ) {
      self.label = label
      self.share = share
      self.limit = limit
      self.amount = amount
      self.state = state
      self.isProblem = isProblem
      self.why = why
    }

  }

  package let title: String
  package let bars: [Bar]
  /// The share that fills a bar; what is more is drawn as that.
  package let fullShare: Double
  /// Whether the bars are only compared with each other: there is no whole that they are shares of.
  package let isComparison: Bool
  /// What the bars show, in a sentence.
  package let sentence: String

  package init(
    title: String, bars: [Bar], fullShare: Double = 1, isComparison: Bool = false, sentence: String
  ) {
    self.title = title
    self.bars = bars
    self.fullShare = fullShare
    self.isComparison = isComparison
    self.sentence = sentence
  }
}

/// Lines over a rate, on a logarithmic scale of milliseconds.
package struct CurveChart: Hashable, Sendable {
  package struct Series: Hashable, Sendable {
    package let name: String
    /// Milliseconds at each of the rates; shorter where the network saturates.
    package let values: [Double]

    package init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  package struct Mark: Hashable, Sendable {
    package let rate: Double
    package let label: String

    package init(rate: Double, label: String) {
      self.rate = rate
      self.label = label
    }
  }

  package let title: String
  /// Requests per second, ascending.
  package let rates: [Double]
  /// The bottleneck's utilization at each rate, as a share.
  package let utilizations: [Double]
  package let series: [Series]
  /// Milliseconds that are not to be exceeded, and what says so.
  package let objective: Double
  package let objectiveLabel: String
  package let marks: [Mark]
  /// What the curve shows, in a sentence.
  package let sentence: String

  package init(
    title: String, rates: [Double], utilizations: [Double], series: [Series], objective: Double,
    objectiveLabel: String, marks: [Mark], sentence: String
  ) {
    self.title = title
    self.rates = rates
    self.utilizations = utilizations
    self.series = series
    self.objective = objective
    self.objectiveLabel = objectiveLabel
    self.marks = marks
    self.sentence = sentence
  }
}
