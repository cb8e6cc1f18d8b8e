import ArgumentParser
import Storage

/// One of many files to plan, and the folder that its plan goes to.
struct PortfolioJob: Sendable {
  let file: String
  let folder: String?

  init(file: String, out: String?) throws {
    self.file = file
    folder = out.map { "\($0)/\(Self.name(of: file))" }
  }

  /// The path without its endings, and without what leads out of the folder: `services/shop`.
  static func name(of file: String) -> String {
    var name = file
    for ending in [".yaml", ".yml", ".json", ".answers"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return parts.isEmpty ? "plan" : parts.joined(separator: "/")
  }

  /// Refuses two plans in one folder, or one within another, before the first is made.
  static func checkFolders(_ files: [String], out: String?) throws {
    guard out != nil else { return }
    var files = files.map { (name: name(of: $0), file: $0) }
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let names = Dictionary(files.map { ($0.name, $0.file) }) { first, _ in first }
    for (name, file) in files {
      var parent = name
      if let other = names[name], other != file {
        throw ValidationError("'\(file)' and '\(other)' would both be planned into '\(name)'.")
      }
      while let slash = parent.lastIndex(of: "/") {
        parent = String(parent[..<slash])
        if let other = names[parent] {
          throw ValidationError(
            "The plan of '\(file)' would lie within that of '\(other)': rename one of the files.")
        }
      }
    }
  }
}

/// The files that the arguments of a portfolio name, each once.
struct PortfolioFiles {
  let inOrder: [String]

  /// - Throws: Exit code 66 after naming every folder and pattern without an answer file.
  init(_ arguments: [String]) throws {
    var seen: Set<String> = []
    var files: [String] = []
    var empty: [String] = []
    for argument in arguments {
      switch AnswerFileSearch.files(of: argument) {
      case .files(let found): files += found.filter { seen.insert($0).inserted }
      case .nothing: empty.append(argument)
      }
    }
    for argument in empty {
      Console.message(
        "\(argument): there are no answer files; their names end in \(AnswerFileSearch.ending)")
    }
    guard empty.isEmpty else { throw ExitCode(66) }
    inOrder = files
  }
}
