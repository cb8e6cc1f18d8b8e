/// A rendered template as its language is formatted, with the resources in it.
///
/// A reference, since many files of a plan are one text.
///
/// Lines are found by their layout: a resource of Terraform begins a line with `resource`, one of
/// CloudFormation stands two spaces in, with its type on the next line.
final class LaidOutTemplate: Sendable {
  let text: [UInt8]
  let resources: [Resource]
  private let isTerraform: Bool

  /// A resource, with the part of an architecture that it belongs to.
  struct Resource: Sendable {
    /// Where its first line begins.
    let place: Int
    let type: String
    let name: String
    let part: DecidedPart?
  }

  /// - Parameters:
  ///   - rendered: The text as it was rendered.
  ///   - path: Whose suffix tells the language; other texts have no resources.
  ///   - origins: Which part a resource belongs to.
  init(_ rendered: [UInt8], path: String, _ origins: ResourceOrigins) {
    isTerraform = path.hasSuffix(".tf")
    let layout = isTerraform ? laidOutHCL(rendered) : withSingleBlankLines(rendered)
    text = layout.text
    resources =
      isTerraform || path.hasSuffix(".yaml")
      ? Self.resources(in: layout, isTerraform: isTerraform, origins) : []
  }

  /// The text with a line above each resource, or above none.
  func text(above remarks: [[UInt8]]) -> [UInt8] {
    if remarks.isEmpty { return text }
    var result: [UInt8] = []
    result.reserveCapacity(remarks.reduce(text.count) { $0 + $1.count + 5 })
    // What is copied up to the next resource.
    var copied = 0
    for (resource, remark) in zip(resources, remarks) {
      result += text[copied..<resource.place]
      copied = resource.place
      result += (isTerraform ? "# " : "  # ").utf8
      result += remark
      result.append(UInt8(ascii: "\n"))
    }
    result += text[copied...]
    return result
  }

  private static func resources(
    in layout: LaidOutText, isTerraform: Bool, _ origins: ResourceOrigins
  ) -> [Resource] {
    layout.text.withUnsafeBufferPointer { bytes in
      layout.places.compactMap { start in
        let end = ByteScan.lineEnd(in: bytes, from: start)
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let rest = UnsafeBufferPointer(rebasing: bytes[min(end + 1, bytes.count)...])
        let labels =
          isTerraform ? BlockLabels.ofResource(line) : Self.cloudFormation(line, rest)
        return labels.map { type, name in
          Resource(
            place: start, type: type, name: name, part: origins.part(ofType: type, named: name))
        }
      }
    }
  }

  /// - Parameter rest: What comes behind the line.
  private static func cloudFormation(
    _ line: UnsafeBufferPointer<UInt8>, _ rest: UnsafeBufferPointer<UInt8>
  ) -> (type: String, name: String)? {
    guard BlockLabels.begins(rest, "    Type: AWS::") else { return nil }
    let type = rest[10..<ByteScan.lineEnd(in: rest, from: 0)]
    guard !type.contains(UInt8(ascii: "<")) else { return nil }
    return (
      String(decoding: UnsafeBufferPointer(rebasing: type), as: UTF8.self),
      String(
        decoding: UnsafeBufferPointer(rebasing: line[2..<line.count - 1]), as: UTF8.self)
    )
  }
}
