import ArgumentParser
import CatalogModel
import Reporting
import Storage

/// The templates that a command works with: those that ship, with a folder of one's own over them.
struct TemplateFolders {
  /// Texts by name, and the names of those that a folder of one's own gave.
  let texts: [String: String]
  let shippedNames: Set<String>
  let ownNames: Set<String>

  /// - Parameter own: A folder whose templates replace those of the same name and add to the others.
  /// - Throws: Exit code 66 where there are no templates, after saying why on standard error.
  init(own: String?) throws {
    var texts = try Self.texts(explicit: nil)
    shippedNames = Set(texts.keys)
    guard let own else {
      self.texts = texts
      ownNames = []
      return
    }
    let added = try Self.texts(explicit: own)
    texts.merge(added) { _, new in new }
    self.texts = texts
    ownNames = Set(added.keys)
  }

  private static func texts(explicit: String?) throws -> [String: String] {
    switch SharedDirectory.locate("Templates", explicit: explicit) {
    case .failure(let list):
      Console.report(list.diagnostics)
      throw ExitCode(66)
    case .success(let directory):
      return FileTree(directory).texts(endingIn: ".mustache")
    }
  }

  /// The templates, looked through.
  ///
  /// - Throws: Exit code 78 for templates that cannot be used, after saying why on standard error.
  func library() throws -> TemplateLibrary {
    do {
      return try TemplateLibrary(texts: texts)
    } catch {
      TemplateFolders.report(error)
      throw ExitCode(78)
    }
  }

  /// A line a problem on standard error.
  static func report(_ error: any Error) {
    for line in "\(error)".split(separator: "\n") {
      Console.message("Templates: error: \(line)")
    }
  }
}
