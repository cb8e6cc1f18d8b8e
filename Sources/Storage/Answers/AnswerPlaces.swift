package import CatalogModel

/// Where answers stand in their file.
///
/// Answers do not keep their places: only documents that point at lines have a use for them.
package struct AnswerPlaces {
  private let root: YAMLNode?
  private let file: String

  /// - Parameters:
  ///   - text: The answer file as it was read.
  ///   - file: The file as places name it.
  package init(_ text: String, file: String) {
    self.file = file
    root = try? AnswerFileReader.document(Array(text.utf8), file: file).get().root
  }

  /// The place of the answer to a question, or of the nearest part of the file around it.
  ///
  /// - Parameter row: The name of a row, where the question is a table.
  /// - Returns: Nil where not even the section of the question is in the file.
  package func place(question: String, row: String? = nil) -> Place? {
    guard var node = root else { return nil }
    var position: YAMLPosition?
    for key in question.split(separator: ".") {
      guard case .mapping(let entries) = node.content,
        let entry = entries.first(where: { $0.key == key })
      else { break }
      position = entry.keyPosition
      node = entry.value
    }
    if let row, case .sequence(let rows) = node.content,
      let found = rows.first(where: { Self.name(of: $0) == row })
    {
      position = found.position
    }
    return position.map { Place(file: file, line: $0.line, column: $0.column) }
  }

  private static func name(of row: YAMLNode) -> String? {
    guard case .mapping(let entries) = row.content,
      case .scalar(let scalar)? = entries.first(where: { $0.key == "name" })?.value.content
    else { return nil }
    return scalar.text
  }
}
