import CatalogModel

/// What the files of a catalog come to without looking at what they say about each other: the instances of a
/// region, and the digest.
struct JoinedTables: Sendable {
  let compute: [ComputeInstance]
  let databases: [DatabaseInstance]
  let caches: [CacheNode]
  /// What is wrong with rows of which others know nothing.
  let diagnostics: [Diagnostic]
  /// Of the bytes of all files, in the order of their paths, and of the overlays.
  let digest: String

  /// - Parameter files: In the order of their paths.
  init(_ files: [CatalogFile], _ overlays: Overlays?) {
    var tables = InstanceTables()
    var digest = Digest()
    for file in files {
      Self.add(file.path, file.bytes, to: &digest)
      if let content = file.content { tables.add(content) }
    }
    for file in overlays?.files ?? [] { Self.add(file.path, file.bytes, to: &digest) }
    var diagnostics: [Diagnostic] = []
    compute = tables.computeInstances(log: &diagnostics)
    databases = tables.databaseInstances(log: &diagnostics)
    caches = tables.cacheNodes(log: &diagnostics)
    self.diagnostics = diagnostics
    self.digest = digest.text
  }

  private static func add(_ path: String, _ bytes: [UInt8], to digest: inout Digest) {
    digest.add(path.utf8)
    digest.add(CollectionOfOne(0))
    digest.add(bytes)
  }
}
