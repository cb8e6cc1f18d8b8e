import CapacityPlanning
import Quantities
import Roadmap
import TerminalUI

extension ShownPlan {
  /// The bill of the present users: by unit, by tier, item by item.
  var costPage: PlanPage {
    guard let present = plan.present, let total = shownTotal?.value else {
      return PlanPage(.cost, [.paragraph("No stage carries the present users.")])
    }
    let items = shownItems
    let tiers = Tier.allCases.map { ($0.rawValue, items.total(of: $0).value) }
    var blocks: [PlanPage.Block] = [
      .heading("\(Words.dollars(total)) at \(rate(present.workload))\(scope)")
    ]
    if divided != nil {
      let units = bills.map { ($0.owner, $0.items.total.value) }
      blocks += [
        .bars(
          bars("Cost by unit", units, total) { name in
            bills.first { $0.owner == name }?.items ?? []
          }), .heading("Cost by tier"),
      ]
    }
    blocks.append(
      .bars(
        bars("Cost by tier", tiers, total) { name in items.filter { $0.tier.rawValue == name } }))
    let rows = bills.flatMap { bill in bill.items.map { (bill.owner, $0) } }
      .enumerated().sorted { ($1.element.1.monthly, $0.offset) < ($0.element.1.monthly, $1.offset) }
      .map(\.element)
      .map { owner, item in
        PlanTable.Row(
          (divided == nil ? [] : [owner]) + [
            item.tier.rawValue, item.name, DecimalText.significant(item.quantity, 4), item.unit,
            DecimalText.significant(item.unitPrice, 4), DecimalText.fixed(item.monthly.value, 2),
          ], why: why(item, of: divided == nil ? nil : owner))
      }
    let all = PlanTable.Row(
      (divided == nil ? [] : ["in all"]) + [
        divided == nil ? "in all" : "", "", "", "", "", DecimalText.fixed(total, 2),
      ], why: why(total: items, present.workload))
    blocks += [
      .heading("Items"),
      .table(
        PlanTable(
          (divided == nil ? [] : [.init("Unit")]) + [
            .init("Tier"), .init("What"), .init("Quantity", isNumber: true), .init("Measured in"),
            .init("USD each", isNumber: true), .init("USD/month", isNumber: true),
          ], rows + [all])),
    ]
    return PlanPage(.cost, blocks)
  }

  private var scope: String {
    unit.map { ", unit \($0) by itself" } ?? (divided == nil ? "" : ", all units")
  }

  /// The items by whose they are: of a unit, of what units share, of what passes between them.
  private var bills: [(owner: String, items: [CostItem])] {
    guard let divided, let between = divided.present?.costs.edges else {
      return [(unit ?? "", shownItems)]
    }
    let parts = parts
    let split = SharedCosts(parts.compactMap { $0.plan.present?.costs })
    return zip(parts, split.own).map { ($0.unit ?? "", $1) }
      + [("shared by all", split.shared), ("between units", between)].filter { !$0.1.isEmpty }
  }

  /// Shares of the total, each with the items that it is the sum of.
  private func bars(
    _ title: String, _ costs: [(String, Double)], _ total: Double, items: (String) -> [CostItem]
  ) -> BarChart {
    let sorted = costs.enumerated().filter { $0.element.1 >= 0.005 }
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
    let greatest = sorted.first?.1 ?? 1
    let bars = sorted.map { name, cost in
      BarChart.Bar(
        label: name, share: cost / max(total, 1e-9), amount: "\(DecimalText.fixed(cost, 2)) USD",
        why: Why(
          "\(name): \(DecimalText.fixed(cost, 2)) USD/month",
          [
            .init("formula", "the sum of its items"),
            .init(
              "share",
              "\(DecimalText.fixed(cost, 2)) of \(DecimalText.fixed(total, 2)) USD/month = "
                + Words.percent(cost / max(total, 1e-9))),
          ]
            + items(name).sorted { $0.monthly > $1.monthly }.map {
              .init(
                "item",
                "\($0.name): \(DecimalText.significant($0.quantity, 4)) \($0.unit) x "
                  + "\(DecimalText.significant($0.unitPrice, 4)) USD = "
                  + "\(DecimalText.fixed($0.monthly.value, 2)) USD/month")
            }))
    }
    return BarChart(
      title: title, bars: bars, fullShare: greatest / max(total, 1e-9),
      sentence: sorted.first.map {
        "\($0.0) costs most: \(DecimalText.fixed($0.1, 2)) of "
          + "\(DecimalText.fixed(total, 2)) USD a month."
      } ?? "Nothing costs anything.")
  }
}
