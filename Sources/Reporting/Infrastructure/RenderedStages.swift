import Synchronization

/// The rendered files of stages, each stage once: its own folder and two differences need them.
final class RenderedStages: Sendable {
  private let known = Mutex<[Int: [RenderedFile]]>([:])
  private let roots = Mutex<[Int: TerraformRoot]>([:])

  /// The files of a stage, rendered where nobody has asked for them.
  ///
  /// Two that ask at once may both render; the files are the same.
  func files(
    ofStage index: Int, _ render: () throws -> [RenderedFile]
  ) rethrows -> [RenderedFile] {
    if let files = known.withLock({ $0[index] }) { return files }
    let files = try render()
    known.withLock { $0[index] = files }
    return files
  }

  /// What a stage is compared by.
  func root(ofStage index: Int, _ files: () throws -> [RenderedFile]) rethrows -> TerraformRoot {
    if let root = roots.withLock({ $0[index] }) { return root }
    let root = TerraformRoot(try files())
    roots.withLock { $0[index] = root }
    return root
  }
}
