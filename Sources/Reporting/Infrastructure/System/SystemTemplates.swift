import CatalogModel
import Requirements
package import Roadmap

/// The infrastructure of a system of several deployment units: for each stage in which it changes a
/// root with one network, a module or nested stack for each unit, and what lies between them.
package struct SystemTemplates: Sendable {
  package let plan: Plan
  package let planDigest: String
  package let library: TemplateLibrary
  /// The indices of stages that have files: those in which a unit, the set of units or what lies
  /// between them differs from the stage before.
  package let stages: [Int]
  private let rendered = RenderedStages()

  package init(plan: Plan, planDigest: String, library: TemplateLibrary) {
    self.plan = plan
    self.planDigest = planDigest
    self.library = library.ofOnePlan()
    stages = Self.stages(of: plan)
  }

  private static func stages(of plan: Plan) -> [Int] {
    guard let composition = plan.composition, composition.isDivided else { return [] }
    var before: [String]?
    return composition.stages.indices.filter { index in
      let stage = composition.stages[index]
      let units = composition.units(at: index)
      let planned = units.compactMap { $0.stage(index)?.planned }
      guard !units.isEmpty, planned.count == units.count else { return false }
      let signature =
        units.map(\.unit.name)
        + stage.edges.map { "\($0.edge.name) \($0.from) \($0.to) \($0.glue ?? "")" }
      defer { before = signature }
      return signature != before || planned.contains { !$0.isUnchanged }
    }
  }

  /// The files of all stages, below `templates/<stage>/`.
  ///
  /// - Throws: `InfrastructureError` or `TemplateError` for what cannot be rendered.
  package func files() throws -> [RenderedFile] { try stages.flatMap(files(ofStage:)) }

  /// The files of one of `stages`; stages may be rendered at the same time.
  ///
  /// - Throws: As `files`.
  package func files(ofStage index: Int) throws -> [RenderedFile] {
    guard let composition = plan.composition else { return [] }
    let id = composition.stages[index].definition.id
    let files = try rendered.files(ofStage: index, areCompared: stages.count > 1) {
      try root(ofStage: index)
    }
    return files.map { $0.at("templates/\(id)/\($0.path)") }
  }

  private func terraform(ofStage index: Int) throws -> TerraformRoot {
    try rendered.root(ofStage: index) { try root(ofStage: index) }
  }

  private func root(ofStage index: Int) throws -> [RenderedFile] {
    try systemRoot(ofStage: index)?.files(library) ?? []
  }

  private func systemRoot(ofStage index: Int) throws -> SystemRoot? {
    guard let composition = plan.composition else { return nil }
    let units = composition.units(at: index)
    let names = UnitNames(composition.units.map(\.unit.name), system: plan.requirements.name)
    let models = try units.compactMap { unit in
      try request(of: unit, named: names, at: index).map { (unit, try InfrastructureModel($0)) }
    }
    guard !models.isEmpty else { return nil }
    return SystemRoot(
      plan: plan, planDigest: planDigest, stage: composition.stages[index],
      units: models)
  }

  /// What changes from the stage before, one of `stages`, to the stage after it.
  ///
  /// - Throws: As `files`.
  package func changes(from before: Int, to after: Int) throws -> [RenderedFile] {
    guard let composition = plan.composition else { return [] }
    return try StageChange(
      from: terraform(ofStage: before), to: terraform(ofStage: after),
      fromLabel: composition.stages[before].definition.id,
      toLabel: composition.stages[after].definition.id
    ).files
  }

  /// Nil for a unit that the stage has no architecture of.
  private func request(
    of unit: UnitPlan, named names: UnitNames, at index: Int
  ) -> InfrastructureRequest? {
    guard let planned = unit.stage(index)?.planned else { return nil }
    let stages = StageTemplates(plan: unit.plan, planDigest: planDigest, library: library)
    let request = stages.request(unit.plan.stages[index], planned)
    return request.asUnit(
      named: unit.unit.name, systemName: names.slug(of: unit.unit.name),
      parentName: Slug.make(plan.requirements.name))
  }
}

/// Short names of units that begin those of their resources: as much of the system's name as the
/// unit's own leaves room for, and no two alike.
struct UnitNames {
  private let slugs: [String: String]

  init(_ units: [String], system: String) {
    let prefix = Slug.make(system)
    // A unit that lost a service is another unit of the same name.
    let units = units.eachOnce
    let wanted = units.map { unit in
      let room = 19 - Slug.make(unit).count
      return room < 3 ? unit : "\(prefix.prefix(room))-\(unit)"
    }
    slugs = Dictionary(uniqueKeysWithValues: zip(units, Slug.unique(wanted)))
  }

  func slug(of unit: String) -> String { slugs[unit] ?? Slug.make(unit) }
}
