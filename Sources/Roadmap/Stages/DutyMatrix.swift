import CapacityPlanning
package import CatalogModel
package import Requirements

/// C7: who looks after what in a stage, after the responsibility matrix of the catalog, and how much
/// of the team's time its part takes.
package struct DutyMatrix: Hashable, Sendable {
  /// Who carries a duty, as the catalog writes it.
  package enum Holder: String, Hashable, Sendable {
    case customer, shared, aws
  }

  /// A part of the stage with its column of the matrix.
  package struct Column: Hashable, Sendable {
    /// `compute`, `database`, `tables`, `cache`.
    package let part: String
    package let title: String
    /// One for each of `DutyMatrix.duties`.
    package let holders: [Holder]
    /// Of the duties; a shared one counts half.
    package let customerDuties: Double
    /// Person-days a month that they take this team.
    package let days: Double
  }

  /// The duties, as facts name them and as people read them.
  package static let duties: [(key: String, title: String)] = [
    ("applicationOptimization", "Application and queries"), ("scaling", "Scaling"),
    ("highAvailability", "High availability"), ("backups", "Backups"),
    ("softwarePatching", "Patches of the software"),
    ("softwareInstallation", "Installing the software"), ("osPatching", "Patches of the system"),
    ("osInstallation", "Installing the system"), ("serverMaintenance", "Servers"),
    ("hardwareLifecycle", "Hardware"), ("powerNetworkCooling", "Power, network, cooling"),
  ]

  package let columns: [Column]
  /// Person-days a month that the team has for operations.
  package let availableDays: Double

  package init(columns: [Column], availableDays: Double) {
    self.columns = columns
    self.availableDays = availableDays
  }

  /// Person-days a month that the team's part takes.
  package var days: Double { columns.reduce(0) { $0 + $1.days } }

  /// The matrix of a stage.
  ///
  /// - Throws: The fact that the catalog lacks.
  package static func of(
    _ stage: PlannedStage, team: Team, catalog: Catalog
  ) throws(Catalog.Gap) -> DutyMatrix {
    let catalog = catalog.reading(stage.architecture.variants)
    let toil = TeamToil(catalog: catalog, team: team)
    var columns: [Column] = []
    for part in parts(of: stage) {
      let title = stage.components.first { $0.slot == part.slot }?.title ?? part.slot
      var holders: [Holder] = []
      for duty in duties { holders.append(try holder(of: duty.key, part.column, catalog)) }
      columns.append(
        Column(
          part: part.name, title: title, holders: holders,
          customerDuties: try catalog.number("responsibility.\(part.column).customerDuties"),
          days: try toil.days(part.column, skills: part.skills)))
    }
    return DutyMatrix(columns: columns, availableDays: try toil.availableDays())
  }

  private static func holder(
    of duty: String, _ column: String, _ catalog: Catalog
  ) throws(Catalog.Gap) -> Holder {
    let id = "responsibility.\(column).\(duty)"
    guard case .text(let text)? = catalog.fact(id)?.value, let holder = Holder(rawValue: text)
    else { throw .fact(id) }
    return holder
  }

  private struct Part {
    let name: String
    let slot: String
    let column: String
    let skills: [String]
  }

  /// The parts that somebody has to look after.
  private static func parts(of stage: PlannedStage) -> [Part] {
    let platform = stage.architecture.compute.platform
    var parts = [
      Part(
        name: "compute", slot: "compute", column: DesignChooser.responsibility(of: platform),
        skills: DesignChooser.skills(for: platform))
    ]
    if let engine = stage.architecture.relational?.engine, engine != .onInstance {
      parts.append(
        Part(name: "database", slot: "database", column: engine.rawValue, skills: ["databases"]))
    }
    if let table = stage.architecture.tables.first {
      parts.append(
        Part(
          name: "tables", slot: "table:" + table.name, column: "dynamodb",
          skills: ["databases", "serverless"]))
    }
    if stage.architecture.cache != nil {
      parts.append(
        Part(name: "cache", slot: "cache", column: "elasticache", skills: ["databases"]))
    }
    return parts
  }

  /// All stages with their matrices.
  static func adding(
    to stages: [StagePlan], team: Team, catalog: Catalog
  ) throws(Catalog.Gap) -> [StagePlan] {
    var all: [StagePlan] = []
    for stage in stages {
      guard case .planned(var planned) = stage.outcome else {
        all.append(stage)
        continue
      }
      planned.duties = try of(planned, team: team, catalog: catalog)
      all.append(
        StagePlan(
          definition: stage.definition, workload: stage.workload, outcome: .planned(planned),
          unit: stage.unit))
    }
    return all
  }
}
