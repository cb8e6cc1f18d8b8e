package import Roadmap

/// The infrastructure of a plan, be it of one deployment unit or of several.
package struct PlanTemplates: Sendable {
  /// The indices of the plan's stages that have files.
  package let stages: [Int]
  private let source: Source

  private enum Source: Sendable {
    case single(StageTemplates)
    case divided(SystemTemplates)
  }

  package init(plan: Plan, planDigest: String, library: TemplateLibrary) {
    if plan.composition?.isDivided ?? false {
      let system = SystemTemplates(plan: plan, planDigest: planDigest, library: library)
      (source, stages) = (.divided(system), system.stages)
    } else {
      source = .single(StageTemplates(plan: plan, planDigest: planDigest, library: library))
      stages = plan.stages.indices.filter(plan.isDistinct)
    }
  }

  /// The files of a stage, below `templates/<stage>/`; none where it has none.
  ///
  /// - Throws: `InfrastructureError` or `TemplateError` for what cannot be rendered.
  package func files(ofStage stage: Int) throws -> [RenderedFile] {
    guard let place = stages.firstIndex(of: stage) else { return [] }
    return switch source {
    case .single(let templates): try templates.files(ofStage: place)
    case .divided(let templates): try templates.files(ofStage: stage)
    }
  }

  /// What changes from the last stage with files before this one; nothing for the first.
  ///
  /// - Throws: As `files`.
  package func changes(toStage stage: Int) throws -> [RenderedFile] {
    guard let place = stages.firstIndex(of: stage), place > 0 else { return [] }
    return switch source {
    case .single(let templates): try templates.changes(toStage: place)
    case .divided(let templates): try templates.changes(from: stages[place - 1], to: stage)
    }
  }
}
