import Synchronization

/// The rendered files of stages, each stage once: its own folder and two differences need them.
final class RenderedStages: Sendable {
  private let known = Mutex<[Int: [RenderedFile]]>([:])

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
}
