import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// One figure of a plan beside the same figure of others.
struct PlanFigure {
  enum Subject: String, CaseIterable {
    case gates = "gates"
    case stage = "present stage"
    case cost = "cost now, USD/month"
    case p95 = "p95 now, ms"
    case p99 = "p99 now, ms"
    case busiest = "busiest now"
    case carries = "carries, users"
    case lasts = "lasts, months"
  }

  /// A value as text, and as a number where it is one.
  struct Value: Hashable {
    let text: String
    let number: Double?
  }

  let subject: Subject
  let base: Value
  let variants: [Value]

  init(_ subject: Subject, base: Plan, variants: [Plan]) {
    self.subject = subject
    self.base = Self.value(subject, base)
    self.variants = variants.map { Self.value(subject, $0) }
  }

  /// A value of a variant with how far it is from the base: `1,420 (+58 %)`.
  func text(_ value: Value) -> String {
    guard let new = value.number, let old = base.number, old > 0, new != old else {
      return value.text
    }
    let share = new / old - 1
    // Beyond tenfold a factor reads better than per cent.
    let change =
      share > 9
      ? "x\(NumberText.count(new / old))"
      : (share > 0 ? "+" : "-") + NumberText.share(share.magnitude)
    return "\(value.text) (\(change))"
  }

  private static func value(_ subject: Subject, _ plan: Plan) -> Value {
    let latency = plan.presentLatency?.all
    switch subject {
    case .gates:
      let failed = plan.gates.filter(\.fails).map(\.id)
      return Value(
        text: failed.isEmpty ? "pass" : "FAIL " + failed.joined(separator: ", "), number: nil)
    case .stage:
      // The number alone may name another stage where growth or the horizon divide one.
      let stage = plan.currentIndex.map { "\($0 + 1): \(plan.stages[$0].definition.label)" }
      return Value(text: stage ?? "none", number: nil)
    case .cost:
      guard let total = plan.presentTotal else { return missing }
      return Value(text: NumberText.dollars(total), number: total.value)
    case .p95: return time(latency?.p95, plan)
    case .p99: return time(latency?.p99, plan)
    case .busiest:
      return Value(text: plan.presentFullest ?? "none", number: nil)
    case .carries:
      guard let breaking = plan.presentBreaking else { return missing }
      let users = breaking.users
      return Value(
        text: users.map { NumberText.count($0.value) } ?? "any number", number: users?.value)
    case .lasts:
      guard let users = plan.presentBreaking?.users,
        let months = plan.requirements.months(until: users)
      else { return Value(text: "no end in sight", number: nil) }
      return Value(text: DecimalText.fixed(months, 1), number: months)
    }
  }

  private static let missing = Value(text: "none", number: nil)

  private static func time(_ time: Seconds?, _ plan: Plan) -> Value {
    guard let time else {
      return plan.present == nil ? missing : Value(text: "saturated", number: nil)
    }
    return Value(text: NumberText.milliseconds(time), number: time.milliseconds)
  }
}
