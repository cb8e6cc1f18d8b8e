import CapacityPlanning
import Quantities
import Requirements
import Roadmap
import TerminalUI

extension ShownPlan {
  /// How much of every capacity the present users take, of every unit that is shown.
  var capacityPage: PlanPage {
    let loads = parts.compactMap { part in part.plan.present.map { (part, $0) } }
    guard !loads.isEmpty, plan.current != nil else {
      return PlanPage(.capacity, [.paragraph("No stage carries the present users.")])
    }
    let bars = barChart(
      loads.flatMap { part, present in
        present.assessment.limits.map { UnitLimit($0, of: part, present.workload) }
      })
    let rows = loads.flatMap { part, present in
      present.assessment.limits.map { limit in
        PlanTable.Row(
          unitCell(of: part) + [
            "\(limit.tier.rawValue), \(limit.resource)", DecimalText.significant(limit.load),
            DecimalText.significant(limit.capacity), limit.unit, Words.percent(limit.utilization),
            Words.percent(limit.safeShare), limit.isPassed ? "! over" : "ok",
          ], why: part.why(limit, present.workload), isProblem: limit.isPassed)
      }
    }
    let load = divided == nil ? rate(loads[0].1.workload) : "the present peak"
    return PlanPage(
      .capacity,
      [
        .heading(bars.title), .bars(bars), .heading("Capacities at \(load)"),
        .table(
          PlanTable(
            unitColumn + [
              .init("Capacity"), .init("Load", isNumber: true), .init("Of", isNumber: true),
              .init("Unit of measure"), .init("In use", isNumber: true),
              .init("Safe", isNumber: true), .init("State"),
            ], rows)),
      ])
  }

  /// A capacity, and the unit and the load that it belongs to.
  struct UnitLimit {
    let limit: Limit
    let part: ShownPlan
    let workload: Workload

    init(_ limit: Limit, of part: ShownPlan, _ workload: Workload) {
      self.limit = limit
      self.part = part
      self.workload = workload
    }

    var nearness: Double { limit.utilization / limit.safeShare }
  }

  /// The capacities by how near they are to what is safe, the nearest first.
  func barChart(_ limits: [UnitLimit]) -> BarChart {
    let sorted = limits.enumerated().sorted {
      ($1.element.nearness, $0.offset) < ($0.element.nearness, $1.offset)
    }.map(\.element)
    func label(_ own: UnitLimit) -> String {
      let place = divided == nil ? "" : own.part.unit.map { "\($0): " } ?? ""
      return "\(place)\(own.limit.tier.rawValue), \(own.limit.resource)"
    }
    let bars = sorted.map { own in
      BarChart.Bar(
        label: label(own), share: own.limit.utilization, limit: own.limit.safeShare,
        state: own.limit.isPassed ? "! over" : "ok",
        isProblem: own.limit.isPassed, why: own.part.why(own.limit, own.workload))
    }
    let over = sorted.filter(\.limit.isPassed)
    let sentence =
      sorted.first.map {
        "\(label($0)) is nearest to its limit: "
          + "\(Words.percent($0.limit.utilization)) of it in use, safe up to "
          + "\(Words.percent($0.limit.safeShare)). \(over.count) of \(sorted.count) are over."
      } ?? "Nothing can be exhausted."
    return BarChart(
      title: "In use, by what is nearest to its limit", bars: bars, sentence: sentence)
  }
}
