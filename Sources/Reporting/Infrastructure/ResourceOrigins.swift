import Synchronization

/// Which parts resources belong to, each looked for once: stages and units hold the same ones over and over.
final class ResourceOrigins: Sendable {
  /// By a hash of the lines that name them, which hardly two share.
  private let known = Mutex<[UInt64: [Found]]>([:])
  private let kinds = Mutex<[String: ResourceOrigin.Kind]>([:])

  private struct Found {
    let lines: [UInt8]
    let part: DecidedPart?
  }

  /// As `ResourceOrigin.part`.
  ///
  /// - Parameters:
  ///   - lines: A piece of a template that holds type and name of a resource, and nothing that others differ in.
  ///   - labels: Type and name.
  func part(
    of lines: UnsafeBufferPointer<UInt8>, _ labels: () -> (type: String, name: String)
  ) -> DecidedPart? {
    let hash = ByteScan.hash(of: lines)
    if let found = known.withLock({ Self.find(lines, $0[hash]) }) { return found.part }
    let (type, name) = labels()
    let part = ResourceOrigin.part(of: kind(ofType: type), named: name)
    let found = Found(lines: Array(lines), part: part)
    known.withLock { $0[hash, default: []].append(found) }
    return part
  }

  private func kind(ofType type: String) -> ResourceOrigin.Kind {
    if let kind = kinds.withLock({ $0[type] }) { return kind }
    let kind = ResourceOrigin.Kind(ofType: type)
    kinds.withLock { $0[type] = kind }
    return kind
  }

  private static func find(
    _ lines: UnsafeBufferPointer<UInt8>, _ known: [Found]?
  ) -> Found? {
    guard let known else { return nil }
    return known.first { ByteScan.areEqual($0.lines, lines) }
  }
}
