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
    text = isTerraform ? laidOutHCL(rendered) : withSingleBlankLines(rendered)
    resources =
      isTerraform || path.hasSuffix(".yaml")
      ? Self.resources(in: text, isTerraform: isTerraform, origins) : []
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
    in text: [UInt8], isTerraform: Bool, _ origins: ResourceOrigins
  ) -> [Resource] {
    text.withUnsafeBufferPointer { bytes in
      var resources: [Resource] = []
      var start = 0
      while start < bytes.count {
        let end = ByteScan.lineEnd(in: bytes, from: start)
        let isResource =
          isTerraform ? Self.isTerraform(bytes, start..<end) : Self.isLogical(bytes, start..<end)
        if isResource {
          let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
          let rest = UnsafeBufferPointer(rebasing: bytes[min(end + 1, bytes.count)...])
          if let (type, name) = isTerraform
            ? BlockLabels.ofResource(line) : Self.cloudFormation(line, rest)
          {
            resources.append(
              Resource(
                place: start, type: type, name: name,
                part: origins.part(ofType: type, named: name)))
          }
        }
        start = end + 1
      }
      return resources
    }
  }

  /// Whether a line begins as a resource of Terraform does.
  private static func isTerraform(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    line.count > 2 && bytes[line.lowerBound] == UInt8(ascii: "r")
      && bytes[line.lowerBound + 1] == UInt8(ascii: "e")
  }

  /// Whether a line stands in as logical ids do, and ends as they do.
  private static func isLogical(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    let blank = UInt8(ascii: " ")
    return line.count > 2 && bytes[line.upperBound - 1] == UInt8(ascii: ":")
      && bytes[line.lowerBound] == blank && bytes[line.lowerBound + 1] == blank
      && bytes[line.lowerBound + 2] != blank
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
