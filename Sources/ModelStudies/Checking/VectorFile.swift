import CatalogModel

/// A file of reference vectors in the format `capacity-test-vectors/1`.
package struct VectorFile: Sendable {
  /// A case: inputs, and what a correct solver gives for them.
  package struct Case: Sendable {
    package let id: String
    package let kind: String
    package let inputs: StudyNode
    package let expected: StudyNode
    /// The whole case, for annotations that a kind needs.
    package let node: StudyNode
  }

  /// The format that is read.
  package static let format = "capacity-test-vectors/1"

  package let cases: [Case]

  /// Reads the container; cases that cannot be read are recorded and left out.
  ///
  /// - Returns: Nil when this is no file of reference vectors.
  package init?(_ root: StudyNode, log: StudyLog) {
    guard root["format"]?.text == Self.format else {
      log.error(
        at: (root["format"] ?? root).place, "this is no file of reference vectors",
        remedy: "its first key should be `format: \(Self.format)`")
      return nil
    }
    guard let list = root["cases"], case .list(let nodes) = list.content else {
      log.error(at: root.place, "the key `cases` should hold a list of cases")
      return nil
    }
    var cases: [Case] = []
    for node in nodes {
      guard case .object = node.content else {
        log.error(at: node.place, "a case should be a mapping, found \(node.summary)")
        continue
      }
      guard let kind = node["kind"]?.text else {
        log.error(at: node.place, "the case has no `kind`")
        continue
      }
      guard let inputs = node["inputs"] ?? Self.empty(node), let expected = node["expected"] else {
        log.error(at: node.place, "the case has no `expected`")
        continue
      }
      cases.append(
        Case(
          id: node["id"]?.text ?? "case \(cases.count + 1)", kind: kind, inputs: inputs,
          expected: expected, node: node))
    }
    self.cases = cases
  }

  private static func empty(_ node: StudyNode) -> StudyNode? {
    StudyNode(.object([]), at: node.place)
  }
}
