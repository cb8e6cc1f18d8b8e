import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// The limits that a team set besides its objectives and its budget, tested on a plan.
struct TeamGates {
  let check: GateCheck
  let occasion: PlanningOccasion
  let stages: [StagePlan]
  let current: PlannedStage?
  let present: PresentState?
  /// What is closing and runs today.
  let closing: [Note]
  /// Facts and prices that the plan rests on.
  let reads: Set<String>
  /// The units of a divided system, over which its gates hold; nil for a system of one.
  var composition: Composition?

  private var requirements: SystemRequirements { check.requirements }

  /// A gate for each rule, in their order.
  func gates() throws(Catalog.Gap) -> [Gate] {
    var gates: [Gate] = []
    for rule in requirements.policy.gates { gates.append(try gate(rule)) }
    return gates
  }

  /// What is measured, over all units that there are.
  private struct Sight {
    let latency: Latency?
    let latencyZoneLost: Latency?
    let costs: USDPerMonth
    let parts: [(stage: PlannedStage, assessment: Assessment)]
  }

  private func gate(_ rule: GateRule) throws(Catalog.Gap) -> Gate {
    switch rule.measure {
    case .costChange: return costChange(rule)
    case .lifecycle: return lifecycle(rule)
    case .factAge: return factAge(rule)
    case .runway: return runway(rule)
    case .monthlyCost, .p95, .p99, .utilization, .availability: break
    }
    guard let sight = sight(rule) else {
      return made(
        rule, required: "", observed: "nothing carries that load", passes: false,
        blame: "no architecture is planned there, so that nothing can be measured")
    }
    switch rule.measure {
    case .p95, .p99: return latency(rule, sight)
    case .utilization: return utilization(rule, sight)
    case .availability: return try availability(rule, sight)
    default: return cost(rule, sight)
    }
  }

  private func sight(_ rule: GateRule) -> Sight? {
    if let composition { return sight(rule, composition) }
    guard let id = rule.stage else {
      guard let current, let present else { return nil }
      return sight(current, present.assessment, present.costs.total)
    }
    return stages.first { $0.definition.id == id }?.planned.map {
      sight($0, $0.assessment, $0.costs.total)
    }
  }

  private func sight(
    _ stage: PlannedStage, _ assessment: Assessment, _ costs: USDPerMonth
  ) -> Sight {
    let architecture = stage.architecture
    let losesZones = architecture.zones > 1 && architecture.compute.platform != .lambda
    return Sight(
      latency: assessment.latency,
      latencyZoneLost: losesZones ? assessment.latencyZoneLost : assessment.latency,
      costs: costs, parts: [(stage, assessment)])
  }

  private func sight(_ rule: GateRule, _ composition: Composition) -> Sight? {
    guard let id = rule.stage else {
      guard let index = composition.currentIndex, let present = composition.present else {
        return nil
      }
      return Sight(
        latency: present.latency, latencyZoneLost: present.latencyZoneLost ?? present.latency,
        costs: present.costs.total,
        parts: composition.units(at: index).compactMap { unit in
          guard let stage = unit.stage(index)?.planned, let present = unit.plan.present else {
            return nil
          }
          return (stage, present.assessment)
        })
    }
    guard let index = composition.stages.firstIndex(where: { $0.definition.id == id }),
      let costs = composition.stages[index].costs
    else { return nil }
    let stage = composition.stages[index]
    return Sight(
      latency: stage.latency, latencyZoneLost: stage.latencyZoneLost ?? stage.latency,
      costs: costs.total,
      parts: composition.units(at: index).compactMap { unit in
        unit.stage(index)?.planned.map { ($0, $0.assessment) }
      })
  }

  private func made(
    _ rule: GateRule, required: String, observed: String, passes: Bool, blame: String?,
    isJudged: Bool = true, unjudged: String? = nil
  ) -> Gate {
    let stage = rule.stage.flatMap { id in stages.first { $0.definition.id == id } }
    let place = stage.map { " at \($0.definition.label) users" } ?? ""
    return Gate(
      id: rule.name, question: "gates", required: required + place, observed: observed,
      passes: passes, blame: passes ? nil : blame, level: rule.level, measure: rule.measure,
      isJudged: isJudged, unjudged: unjudged)
  }

  private func cost(_ rule: GateRule, _ sight: Sight) -> Gate {
    let limit = USDPerMonth(rule.limit)
    return made(
      rule, required: "at most \(GateText.dollars(limit))", observed: GateText.dollars(sight.costs),
      passes: sight.costs <= limit,
      blame: "it costs \(GateText.dollars(sight.costs - limit)) more")
  }

  private func latency(_ rule: GateRule, _ sight: Sight) -> Gate {
    let latency = sight.latencyZoneLost
    let time = rule.measure == .p95 ? latency?.all.p95 : latency?.all.p99
    let limit = Seconds.milliseconds(rule.limit)
    let slowest = sight.parts.first?.assessment.bottleneck?.tier.rawValue ?? "what is fullest"
    return made(
      rule, required: "\(rule.measure.rawValue) at most \(GateText.time(limit))",
      observed: GateText.time(time),
      passes: time.map { $0 <= limit } ?? false, blame: "most of the waiting is at \(slowest)")
  }

  private func utilization(_ rule: GateRule, _ sight: Sight) -> Gate {
    let fullest = sight.parts.flatMap(\.assessment.limits).filter { !$0.isQuota }
      .max { $0.utilization < $1.utilization }
    let use = fullest?.utilization ?? 0
    let name = fullest.map { "\($0.tier.rawValue) \($0.resource)" } ?? "nothing"
    return made(
      rule, required: "at most \(GateText.share(rule.limit)) of any capacity",
      observed: "\(name) \(GateText.share(use))", passes: use <= rule.limit,
      blame: "\(name) is the fullest")
  }

  private func availability(_ rule: GateRule, _ sight: Sight) throws(Catalog.Gap) -> Gate {
    var weak: [String] = []
    for part in sight.parts {
      weak += try check.weaknesses(part.stage.architecture, for: rule.limit)
    }
    let unjudged = Gate.unjudged(
      promised: rule.limit, region: try check.catalog.number("planning.oneRegionAvailability"))
    return made(
      rule, required: GateText.fineShare(rule.limit),
      observed: (weak.isEmpty ? "no part whose loss breaks it" : weak.joined(separator: ", "))
        + (unjudged.map { "; \($0) is not judged" } ?? ""),
      passes: weak.isEmpty, blame: "it needs a second zone for \(weak.joined(separator: ", "))",
      unjudged: unjudged)
  }

  private func costChange(_ rule: GateRule) -> Gate {
    let required = "at most \(GateText.share(rule.limit)) more than the base"
    guard let base = occasion.baseCost else {
      return made(
        rule, required: required,
        observed: "not judged: there is nothing to compare with; name a base with --against",
        passes: true, blame: nil, isJudged: false)
    }
    guard let cost = composition?.present?.costs.total ?? present?.costs.total else {
      return made(
        rule, required: required, observed: "nothing carries the present users", passes: false,
        blame: "no architecture is planned, so that its cost is not known")
    }
    let change = base > .zero ? cost.value / base.value - 1 : (cost > .zero ? 1 : 0)
    return made(
      rule, required: required,
      observed:
        "\(change < 0 ? "-" : "+")\(GateText.share(change.magnitude)) to \(GateText.dollars(cost))",
      passes: change <= rule.limit, blame: "the base costs \(GateText.dollars(base))")
  }

  private func lifecycle(_ rule: GateRule) -> Gate {
    let count = Double(closing.count)
    return made(
      rule, required: "at most \(DecimalText.fixed(rule.limit)) closing services",
      observed: "\(DecimalText.fixed(count)) in use", passes: count <= rule.limit,
      blame: closing.first?.text)
  }

  /// How many facts that are too old are named.
  private static let mostNamed = 10

  private func factAge(_ rule: GateRule) -> Gate {
    let required = "no fact older than \(DecimalText.fixed(rule.limit)) months"
    guard let day = occasion.day(check.catalog) else {
      return made(
        rule, required: required, observed: "the day is not known: name it with --today",
        passes: false, blame: "ages cannot be counted")
    }
    let ages = reads.sorted().compactMap { id in
      check.catalog.citation(id).map { (id: id, months: $0.months(to: day), asOf: $0.asOf) }
    }
    let oldestFirst = ages.sorted { ($1.months, $0.id) < ($0.months, $1.id) }
    guard let oldest = oldestFirst.first else {
      return made(rule, required: required, observed: "no facts", passes: true, blame: nil)
    }
    let old = ages.count { Double($0.months) > rule.limit }
    return made(
      rule, required: required,
      observed: "\(oldest.months) months on \(day): \(oldest.id) of \(oldest.asOf)",
      passes: old == 0,
      blame: "\(old) \(old == 1 ? "fact is" : "facts are") older, the oldest: "
        + oldestFirst.prefix(min(old, Self.mostNamed)).map {
          "\($0.id) (\($0.months) months, of \($0.asOf))"
        }.joined(separator: ", ") + "; tenfold catalog show tells their sources")
  }

  private func runway(_ rule: GateRule) -> Gate {
    let required = "at least \(DecimalText.significant(rule.limit)) months"
    let composed = composition?.current.flatMap(\.breaking?.load)
    guard let breaking = composition == nil ? current?.breaking : composed else {
      return made(
        rule, required: required, observed: "nothing carries the present users", passes: false,
        blame: "no architecture is planned")
    }
    guard let users = breaking.users, let months = requirements.months(until: users) else {
      return made(
        rule, required: required, observed: "no end in sight", passes: true, blame: nil)
    }
    return made(
      rule, required: required, observed: "\(DecimalText.fixed(months, 1)) months",
      passes: months >= rule.limit, blame: "then \(breaking.cause.text)")
  }
}
