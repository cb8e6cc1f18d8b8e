import Synchronization

/// The rendered files of stages, each stage once: its own folder and two differences need them.
final class RenderedStages: Sendable {
  private let stages = Mutex<[Int: Stage]>([:])
  private let terraform = TerraformFiles()

  /// A stage that is rendered while its lock is held, so that a second who asks waits for it.
  private final class Stage: Sendable {
    let files = Mutex<[RenderedFile]?>(nil)
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

  /// The files of a stage, rendered where nobody has asked for them.
  func files(
    ofStage index: Int, _ render: () throws -> [RenderedFile]
  ) throws -> [RenderedFile] {
    try stage(index).files.withLock { known in
      if let known { return known }
      let files = try render()
      known = files
      return files
    }
  }

  /// What a stage is compared by.
  func root(ofStage index: Int, _ files: () throws -> [RenderedFile]) throws -> TerraformRoot {
    try stage(index).root.withLock { known in
      if let known { return known }
      let root = TerraformRoot(try files(), terraform)
      known = root
      return root
    }
  }
}
