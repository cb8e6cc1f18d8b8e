/// Puts changes that are the same at several stages into one row.
struct StageMerging {
  /// The ids of the stages of the new plan in order; their numbers count from 1.
  let stages: [String]
  /// Those of the old plan.
  let former: [String]

  /// Where a change holds.
  private enum Place: Hashable {
    /// The whole plan.
    case whole
    /// The stage of a number.
    case stage(Int)
    /// The stage that had this number in the old plan, and is not in the new one.
    case former(Int)
  }

  /// The changes as rows, in the order of their first appearance.
  func rows(_ changes: [PlanChange]) -> [DifferenceSection.Row] {
    var rows: [DifferenceSection.Row] = []
    var places: [DifferenceSection.Row: [Place]] = [:]
    for change in changes {
      let row = DifferenceSection.Row(
        what: Self.name(change), at: "", old: change.old, new: change.new)
      if places[row] == nil { rows.append(row) }
      places[row, default: []].append(place(change.stage))
    }
    return rows.map { row in
      var placed = row
      placed.at = Self.text(places[row] ?? [], of: row)
      return placed
    }
  }

  private func place(_ stage: String?) -> Place {
    guard let stage else { return .whole }
    if let index = stages.firstIndex(of: stage) { return .stage(index + 1) }
    return former.firstIndex(of: stage).map { .former($0 + 1) } ?? .whole
  }

  private static func name(_ change: PlanChange) -> String {
    switch change.subject {
    case .verdict: "verdict"
    case .present: "present stage"
    case .gate: "gate \(change.id)"
    case .cost: change.id.isEmpty ? "total" : change.id
    case .carries: "carries"
    case .entry: "entered at"
    case .note: "note \(change.id)"
    case .decision, .part, .latency, .utilization: change.id
    }
  }

  /// `now and stages 3-6, 8 and former stage 7`.
  private static func text(_ places: [Place], of row: DifferenceSection.Row) -> String {
    let now = places.contains(.whole) && row.what == "total" ? ["now"] : []
    let numbers = places.compactMap { if case .stage(let number) = $0 { number } else { nil } }
    let former = places.compactMap { if case .former(let number) = $0 { number } else { nil } }
    return (now + [spans(numbers), spans(former).map { "former " + $0 }].compactMap { $0 })
      .joined(separator: " and ")
  }

  /// `stages 3-6, 8`; nil for none.
  private static func spans(_ numbers: [Int]) -> String? {
    guard !numbers.isEmpty else { return nil }
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound == number - 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    let spans = runs.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }
    return (numbers.count == 1 ? "stage " : "stages ") + spans.joined(separator: ", ")
  }
}
