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
    /// Where its name stands.
    let name: Range<Int>
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
        let labels =
          isTerraform
          ? BlockLabels.ofResource(start..<end, in: bytes) : cloudFormation(start..<end, bytes)
        return labels.map { type, name in
          // One stands behind the other, with nothing between them but what belongs to the language.
          let both =
            min(type.lowerBound, name.lowerBound)..<max(type.upperBound, name.upperBound)
          let part = origins.part(of: UnsafeBufferPointer(rebasing: bytes[both])) {
            (text(bytes, type), text(bytes, name))
          }
          return Resource(place: start, name: name, part: part)
        }
      }
    }
  }

  /// The places of type and name of a resource whose name stands on a line; nil for another line.
  private static func cloudFormation(
    _ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (type: Range<Int>, name: Range<Int>)? {
    let next = min(line.upperBound + 1, bytes.count)
    guard
      BlockLabels.begins(UnsafeBufferPointer(rebasing: bytes[next...]), "    Type: AWS::")
    else { return nil }
    let type = next + 10..<ByteScan.lineEnd(in: bytes, from: next)
    guard ByteScan.first(UInt8(ascii: "<"), in: bytes, type) == type.upperBound else { return nil }
    return (type, line.lowerBound + 2..<line.upperBound - 1)
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[place]), as: UTF8.self)
  }
}
