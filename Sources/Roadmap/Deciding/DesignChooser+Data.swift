import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
import Quantities
import Requirements

extension DesignChooser {
  /// The store of each data set; sets leave SQL one by one while no engine carries what is left.
  func chooseStores(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    var exhausted: Set<String> = []
    while true {
      var attempt = log
      guard
        let placement = try place(&attempt, costs, design, incumbent, exhausted: exhausted)
      else {
        log = attempt
        return false
      }
      design.placement = placement
      let remaining = placement.sets(in: .sql, of: requirements)
      let fits = remaining.isEmpty ? true : try sqlFits(costs, design)
      if fits {
        log = attempt
        return true
      }
      // What has no relations leaves first; among those the busiest, since it frees the most.
      let loads = costs.workload.dataSets.filter { load in
        remaining.contains { $0.name == load.set.name } && !exhausted.contains(load.set.name)
      }
      guard
        let busiest = loads.max(by: { Self.leavesLater($0, than: $1) })
      else {
        log = attempt
        return true
      }
      exhausted.insert(busiest.set.name)
    }
  }

  private static func leavesLater(_ left: DataSetLoad, than right: DataSetLoad) -> Bool {
    func rank(_ load: DataSetLoad) -> (Int, Double) {
      (load.set.content == "relational" ? 0 : 1, (load.readRate + load.writeRate).value)
    }
    return rank(left) < rank(right)
  }

  private func place(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: Design, _ incumbent: Design?,
    exhausted: Set<String>
  ) throws(Catalog.Gap) -> Placement? {
    let definition = try definition(of: "store")
    let index = definition.index
    var stores: [String: Placement.Store] = [:]
    for load in costs.workload.dataSets {
      let name = load.set.name
      var extra = DataSetSignals.signals(of: load, isExhausted: exhausted.contains(name))
      let known = log.row(index, hiddenBy: extra).tested(index, in: catalog)
      let trigger = trigger(definition, known, extra)
      extra[.hasNoSQLTrigger] = trigger
      let stands = incumbent?.placement.stores[name]
      let outcome = try log.outcome(
        of: "store", scope: name, extra: extra,
        shared: known.sharing(.hasNoSQLTrigger, trigger, index),
        ChoiceBasis(
          costs, from: design, incumbent: stands?.rawValue, isFirst: stands == nil)
      ) { (unpriced) throws(Catalog.Gap) in
        let effort = stands == nil ? 0 : try effort("table")
        var options = OptionSignals(definition)
        for (place, option) in definition.options.enumerated() {
          guard let store = Placement.Store(rawValue: option.id) else { continue }
          var draft = design
          draft.placement = Placement(stores: [name: store])
          draft.engine = store == .sql ? .rds : nil
          options[place] = try costs.signals(
            draft, tiers: Self.storeTiers, isIncumbent: store == stands,
            effort: effort, isRejected: unpriced.rejects(place))
        }
        return options
      }
      guard let chosen = log.take(outcome).flatMap({ Placement.Store(rawValue: $0.model) })
      else { return nil }
      stores[name] = chosen
    }
    return Placement(stores: stores)
  }

  private static let storeTiers: TierSet = [.database, .tables, .files]

  /// Whether some criterion speaks for keeping a data set elsewhere than in SQL.
  private func trigger(
    _ definition: DecisionDefinition, _ known: SignalRow, _ extra: Signals
  ) -> Signal {
    let index = definition.index
    let places = index.triggers.filter { known.meets(index.criteria[$0].when, in: catalog) }
    guard isExplained else { return Signal(.flag(!places.isEmpty)) }
    let triggers = places.map { definition.criteria[$0] }
    return Signal(
      .flag(!triggers.isEmpty),
      from: Set(triggers.flatMap { $0.when.flatMap { extra[named: $0.signal]?.questions ?? [] } })
        .sorted(),
      formula: triggers.map(\.title).joined(separator: "; "))
  }

  /// Whether some engine carries the SQL sets of a design, with a cache if that helps.
  private func sqlFits(_ costs: OptionCosts, _ design: Design) throws(Catalog.Gap) -> Bool {
    for caching in [Design.Caching.none, .valkey] {
      for engine in [RelationalEngine.rds, .aurora] {
        var draft = design
        draft.engine = engine
        draft.caching = caching
        if try costs.draft(draft) != nil { return true }
      }
    }
    return false
  }

  /// The engine of the SQL database; true without one where no set is in SQL.
  func chooseDatabase(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    guard !design.placement.sets(in: .sql, of: requirements).isEmpty else {
      design.engine = nil
      return true
    }
    let sets = costs.workload.dataSets.filter {
      design.placement.stores[$0.set.name] == .sql
    }
    log[.sqlSizeGiB] = Signal(
      .number(sets.map(\.size).sum().value), unit: "GiB", from: ["data.sizeGiB"],
      formula: "size of all sets in SQL")
    // A cache that stands already takes its share of the reads from every engine.
    design.caching = incumbent?.caching ?? .none
    design.variants["caching"] = incumbent?.variants["caching"]
    let outcome = try log.outcome(
      of: "database",
      ChoiceBasis(
        costs, from: design, incumbent: held(of: "database", incumbent), isFirst: incumbent == nil)
    ) { (unpriced) throws(Catalog.Gap) in
      try engines(unpriced, costs, design, incumbent)
    }
    guard let chosen = log.take(outcome),
      let engine = RelationalEngine(rawValue: chosen.model)
    else { return false }
    design.engine = engine
    design.take(chosen, of: "database")
    return true
  }

  private static let instanceTiers: TierSet = [.database, .compute]
  private static let cachedTiers: TierSet = [.database, .cache]

  /// The signals of the engines.
  private func engines(
    _ unpriced: UnpricedRejection, _ costs: OptionCosts, _ design: Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> OptionSignals {
    let stands = held(of: "database", incumbent)
    let effort = incumbent == nil ? 0 : try effort("engine")
    var options = OptionSignals(unpriced.definition)
    for offered in unpriced.definition.options(modelledAs: RelationalEngine.self) {
      let engine = offered.model
      var draft = design
      draft.engine = engine
      draft.take(offered.option, of: "database")
      let isIncumbent = offered.option.id == stands
      let isRejected = unpriced.rejects(offered.place)
      var fits = try costs.signals(
        draft, tiers: engine == .onInstance ? Self.instanceTiers : .database,
        isIncumbent: isIncumbent, effort: effort,
        isRejected: isRejected)
      if isRejected {
        options[offered.place] = fits
        continue
      }
      if fits[.fits]?.value != .flag(true), design.caching == .none {
        // Reads that a cache could take must not rule an engine out before caching is decided.
        draft.caching = .valkey
        fits = try costs.signals(
          draft, tiers: Self.cachedTiers, isIncumbent: isIncumbent,
          effort: effort)
      }
      if engine == .onInstance, case .number(let cost)? = fits[.monthlyCost]?.value {
        // Only what the database adds to the instance counts for it.
        var without = design
        without.engine = nil
        without.placement = Placement(stores: [:])
        if let alone = try costs.totals(of: .compute, without)?[.compute].value {
          fits[.monthlyCost] = Signal(
            .number(max(0.01, cost - alone)), unit: "USD/month",
            from: fits[.monthlyCost]?.questions ?? [],
            formula: "instance with the database - instance without",
            parts: [SignalPart("with", cost), SignalPart("without", -alone)])
        }
      }
      fits[.customerDuties] = try Self.duties(
        engine == .onInstance ? "ec2" : engine.rawValue, catalog.reading(draft.variants))
      fits[.failoverMinutes] = Signal(
        .number(
          try RecoveryTime(catalog: catalog).failover(of: engine, hasStandby: design.zones > 1)),
        unit: "min", from: ["objectives.availability"],
        formula: "until another instance writes")
      options[offered.place] = fits
    }
    return options
  }

  /// Queues and streams, workers, traces.
  func chooseWork(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    let queues = try log.outcome(of: "messaging", Self.offer(from: design, incumbent: nil)) {
      offered($0.definition, costs, design, incumbent: nil) {
        MessagingPart.parts(of: $0).flatMap(\.priceKeys)
      }
    }
    guard let messaging = log.take(queues), let tracing = try takePlain("tracing", &log, nil)
    else { return false }
    design.messaging = MessagingPart.parts(of: messaging.model)
    design.take(messaging, of: "messaging")
    design.observability = Observability(hasMetrics: true, hasTraces: tracing.model != "none")
    design.take(tracing, of: "tracing")
    guard !requirements.jobs.isEmpty else { return true }
    let stands = held(of: "workers", incumbent)
    let platforms = try log.outcome(of: "workers", Self.offer(from: design, incumbent: stands)) {
      offered($0.definition, costs, design, incumbent: stands) {
        ComputePlatform(rawValue: $0)?.jobPriceKeys
      }
    }
    guard let workers = log.take(platforms) else { return false }
    design.workers = ComputePlatform(rawValue: workers.model)
    design.take(workers, of: "workers")
    return true
  }

  /// What those signals depend on: which options read the prices of others.
  private static func offer(from design: Design, incumbent: String?) -> ChoiceBasis {
    var basis = ChoiceBasis(incumbent: incumbent)
    basis.variants = design.variants
    return basis
  }

  /// Plain signals of options, with what the region lacks of the prices of their models.
  private func offered(
    _ decision: DecisionDefinition, _ costs: OptionCosts, _ design: Design, incumbent: String?,
    prices: (String) -> [String]?
  ) -> OptionSignals {
    var options = decision.plain(incumbent: incumbent)
    for (place, option) in decision.options.enumerated() {
      guard let keys = prices(option.model), !keys.isEmpty else { continue }
      var draft = design
      draft.take(option, of: decision.id)
      if let missing = costs.missingPrice(keys, for: draft.variants) {
        options[place]?[.missingPrice] = missing
      }
    }
    return options
  }
}
