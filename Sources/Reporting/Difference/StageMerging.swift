/// Puts changes that are the same at several stages into one row.
struct StageMerging {
  /// The ids of the stages of both plans in order; their numbers count from 1.
  let stages: [String]

  /// The changes as rows, in the order of their first appearance.
  func rows(_ changes: [PlanChange]) -> [DifferenceSection.Row] {
    var rows: [DifferenceSection.Row] = []
    var places: [DifferenceSection.Row: [Int?]] = [:]
    for change in changes {
      let row = DifferenceSection.Row(
        what: Self.name(change), at: "", old: change.old, new: change.new)
      if places[row] == nil { rows.append(row) }
      places[row, default: []].append(
        change.stage.flatMap { id in stages.firstIndex(of: id) }.map { $0 + 1 })
    }
    return rows.map { row in
      var placed = row
      placed.at = Self.text(places[row] ?? [], of: row)
      return placed
    }
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

  /// `now and stages 3-6, 8`.
  private static func text(_ places: [Int?], of row: DifferenceSection.Row) -> String {
    let numbers = places.compactMap { $0 }
    let now = places.contains(nil) && row.what == "total" ? ["now"] : []
    guard !numbers.isEmpty else { return now.joined() }
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
    let stages = (numbers.count == 1 ? "stage " : "stages ") + spans.joined(separator: ", ")
    return (now + [stages]).joined(separator: " and ")
  }
}
