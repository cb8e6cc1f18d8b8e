import CatalogModel
import Foundation
package import ModelStudies

/// Reads model files and files of reference vectors, YAML or JSON, into plain trees with places.
package enum ModelFileReader {
  private static let limits = YAMLLimits(bytes: 16_777_216, separators: 4_000_000)

  /// Why a file could not be opened at all.
  package enum Failure: Error, Hashable, Sendable {
    case missing(path: String)
    case unreadable(path: String)

    /// The message for a person.
    package var message: String {
      switch self {
      case .missing(let path): "\(path): there is no such file"
      case .unreadable(let path): "\(path): the file cannot be read; is it a folder, or protected?"
      }
    }
  }

  /// Reads a file, or standard input where the path is `-`.
  ///
  /// - Returns: The tree, or what is wrong with the file's syntax.
  package static func read(
    _ path: String
  ) throws(Failure) -> Result<StudyNode, DiagnosticList> {
    if path == "-" {
      return parse(try bytes(of: .standardInput, path), file: "standard input")
    }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .missing(path: path)
    }
    guard !isDirectory.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path: path)
    }
    return parse(try bytes(of: handle, path), file: path)
  }

  /// Reads the bytes of a file; messages call it `file`.
  package static func parse(_ bytes: [UInt8], file: String) -> Result<StudyNode, DiagnosticList> {
    YAMLDocument.parse(bytes, file: file, limits: limits).map { StudyNode($0.root, file: file) }
  }

  /// At most one byte more than is allowed, so that a huge file costs nothing to refuse.
  private static func bytes(of handle: FileHandle, _ path: String) throws(Failure) -> [UInt8] {
    var data = Data()
    do {
      while data.count <= limits.bytes,
        let part = try handle.read(upToCount: limits.bytes + 1 - data.count), !part.isEmpty
      {
        data.append(part)
      }
    } catch {
      throw .unreadable(path: path)
    }
    return [UInt8](data)
  }
}

extension StudyNode {
  /// The plain tree of a checked YAML tree; what YAML readers disagree about is a text.
  fileprivate init(_ node: YAMLNode, file: String) {
    let place = Place(file: file, line: node.position.line, column: node.position.column)
    switch node.content {
    case .scalar(let scalar):
      let content: Content =
        switch scalar.kind {
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .null: .null
        case .text, .ambiguous: .text(scalar.text)
        }
      self.init(content, at: place)
    case .sequence(let nodes):
      self.init(.list(nodes.map { StudyNode($0, file: file) }), at: place)
    case .mapping(let entries):
      self.init(
        .object(
          entries.map { entry in
            Member(
              key: entry.key,
              place: Place(
                file: file, line: entry.keyPosition.line, column: entry.keyPosition.column),
              value: StudyNode(entry.value, file: file))
          }), at: place)
    }
  }
}
