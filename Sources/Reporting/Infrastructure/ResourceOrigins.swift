import Synchronization

/// Which parts resources belong to, each looked for once: stages and units hold the same ones over and over.
final class ResourceOrigins: Sendable {
  private let known = Mutex<[Resource: Found]>([:])

  private struct Resource: Hashable {
    let type: String
    let name: String
  }

  private struct Found {
    let part: DecidedPart?
  }

  /// As `ResourceOrigin.part`.
  func part(ofType type: String, named name: String) -> DecidedPart? {
    let resource = Resource(type: type, name: name)
    if let found = known.withLock({ $0[resource] }) { return found.part }
    let part = ResourceOrigin.part(ofType: type, named: name)
    known.withLock { $0[resource] = Found(part: part) }
    return part
  }
}
