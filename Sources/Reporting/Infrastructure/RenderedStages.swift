import Synchronization

/// What the rendered files of stages are compared by, each stage once: two differences need it.
///
/// The files themselves go where they are asked for and are not kept, as those of all stages are megabytes.
final class RenderedStages: Sendable {
  private let stages = Mutex<[Int: Stage]>([:])
  private let terraform = TerraformFiles()

  /// A stage that is rendered while its lock is held, so that a second who asks waits for it.
  private final class Stage: Sendable {
    let root = Mutex<TerraformRoot?>(nil)
  }

  private func stage(_ index: Int) -> Stage {
    stages.withLock { stages in
      if let stage = stages[index] { return stage }
      let stage = Stage()
      stages[index] = stage
      return stage
    }
  }

  /// The files of a stage.
  ///
  /// - Parameter areCompared: Whether a difference will be asked for, which then needs no rendering.
  func files(
    ofStage index: Int, areCompared: Bool, _ render: () throws -> [RenderedFile]
  ) throws -> [RenderedFile] {
    guard areCompared else { return try render() }
    return try stage(index).root.withLock { known in
      let files = try render()
      if known == nil { known = TerraformRoot(files, terraform) }
      return files
    }
  }

  /// What a stage is compared by, rendered where nobody has asked for its files.
  func root(ofStage index: Int, _ render: () throws -> [RenderedFile]) throws -> TerraformRoot {
    try stage(index).root.withLock { known in
      if let known { return known }
      let root = TerraformRoot(try render(), terraform)
      known = root
      return root
    }
  }
}
