/// How offer files name places: by code, by name, and as the prefix of a usage type.
package struct RegionTable: Hashable, Sendable {
  package struct Region: Hashable, Sendable {
    package let code: String
    /// `EU (London)`, for files that have no codes; AWS renamed some, hence several.
    package let locations: [String]
    /// `EUW2`; us-east-1 has rows with `USE1` and rows without a prefix.
    package let prefixes: [String]

    package init(code: String, locations: [String], prefixes: [String]) {
      self.code = code
      self.locations = locations
      self.prefixes = prefixes
    }
  }

  package let regions: [Region]
  /// Prefixes of usage types that are no region, such as CloudFront's `JP`.
  package let edges: [String]

  package init(regions: [Region], edges: [String]) {
    self.regions = regions
    self.edges = edges
  }

  /// A usage type without its prefix: `EUW2-Request` is `EUW2` and `Request`.
  func split(_ usage: ArraySlice<UInt8>) -> (prefix: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
    guard let dash = usage.firstIndex(of: UInt8(ascii: "-")), dash - usage.startIndex <= 6 else {
      return (usage.prefix(0), usage)
    }
    let head = usage[..<dash]
    guard isPrefix(head) else { return (usage.prefix(0), usage) }
    return (head, usage[(dash + 1)...])
  }

  /// The code of a location's region.
  func code(ofLocation name: String) -> String? {
    regions.first { $0.locations.contains(name) }?.code
  }

  /// Whether a usage type's prefix is no contradiction to the region: it is one of the region's, of
  /// none, or of an edge.
  func agrees(prefix: ArraySlice<UInt8>, with region: String) -> Bool {
    if prefix.isEmpty { return true }
    let text = String(decoding: prefix, as: UTF8.self)
    let owners = regions.filter { $0.prefixes.contains(text) }
    return owners.isEmpty || owners.contains { $0.code == region }
  }

  private func isPrefix(_ head: ArraySlice<UInt8>) -> Bool {
    edges.contains { $0.utf8.elementsEqual(head) }
      || regions.contains { $0.prefixes.contains { $0.utf8.elementsEqual(head) } }
  }
}
