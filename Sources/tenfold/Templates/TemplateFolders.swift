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
  /// The folder of one's own as it was given; nil without one.
  let ownFolder: String?
  /// Files of that folder that nothing is made of.
  private let strays: [String]

  /// - Parameter own: A folder whose templates replace those of the same name and add to the others.
  /// - Throws: Exit code 66 where there are no templates, after saying why on standard error.
  init(own: String?) throws {
    var texts = try Self.texts(explicit: nil)
    shippedNames = Set(texts.keys)
    ownFolder = own
    guard let own else {
      self.texts = texts
      ownNames = []
      strays = []
      return
    }
    let added = try Self.texts(explicit: own)
    texts.merge(added) { _, new in new }
    self.texts = texts
    ownNames = Set(added.keys)
    strays = Self.strays(in: own, known: shippedNames)
  }

  /// Everything that is wrong with the templates, found without rendering them.
  func problems() throws -> [TemplateProblem] {
    var problems = strays.map {
      TemplateProblem(
        template: $0, place: nil,
        message: "makes no file: templates end in .mustache and stand below terraform/, "
          + "cloudformation/ or system/, as templates list shows them")
    }
    problems += TemplateLiterals.problems(of: texts)
    do {
      problems += try TemplateVocabulary().problems(of: TemplateLibrary(texts: texts))
    } catch let error as TemplateError {
      problems += error.problems
    }
    return problems.map(named)
  }

  /// A problem with the folder that its template stands in, so that people find the file.
  private func named(_ problem: TemplateProblem) -> TemplateProblem {
    guard let ownFolder, ownNames.contains(problem.template) || strays.contains(problem.template)
    else { return problem }
    let folder = ownFolder.hasSuffix("/") ? String(ownFolder.dropLast()) : ownFolder
    return TemplateProblem(
      template: "\(folder)/\(problem.template)", place: problem.place, message: problem.message)
  }

  private static func strays(in own: String, known: Set<String>) -> [String] {
    guard case .success(let directory) = SharedDirectory.locate("Templates", explicit: own) else {
      return []
    }
    let folders = Set(known.compactMap { $0.split(separator: "/").first.map(String.init) })
    return paths(in: FileTree(directory), below: "").filter { path in
      let isTemplate = path.hasSuffix(".mustache")
      return !isTemplate
        || !folders.contains(path.split(separator: "/").first.map(String.init) ?? "")
    }.sorted()
  }

  private static func paths(in tree: FileTree, below folder: String) -> [String] {
    tree.names(folder).flatMap { name -> [String] in
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      let inside = name.contains(".") ? [] : paths(in: tree, below: path)
      let isFolder = !inside.isEmpty || (!name.contains(".") && tree.bytes(path) == nil)
      return isFolder ? inside : [path]
    }
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
    if ownFolder != nil {
      let problems = try problems()
      if !problems.isEmpty {
        TemplateFolders.report(TemplateError(problems: problems))
        throw ExitCode(78)
      }
    }
    // Those that ship are looked through by the suite; each is again when it is first rendered.
    return TemplateLibrary(lazily: texts)
  }

  /// A line a problem on standard error.
  static func report(_ error: any Error) {
    for line in "\(error)".split(separator: "\n") {
      Console.message("Templates: error: \(line)")
    }
  }
}
