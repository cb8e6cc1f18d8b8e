import Foundation

/// The answer files that arguments name: files, patterns, and folders.
package enum AnswerFileSearch {
  /// How the names of answer files end.
  package static let ending = ".answers.yaml"

  /// What an argument stands for.
  package enum Found: Hashable, Sendable {
    case files([String])
    /// A folder or a pattern without any answer file.
    case nothing
  }

  /// Whether an argument may stand for several files.
  package static func isCollective(_ argument: String) -> Bool {
    isFolder(argument) || isPattern(argument)
  }

  /// The files of an argument, sorted by their bytes.
  ///
  /// A folder stands for every file below it that ends in `.answers.yaml`, hidden folders and links to
  /// folders left out; a pattern with `*`, `?` or `[` for the files that match it, as in a shell, where
  /// no file has that very name. Everything else is a file, be it there or not.
  package static func files(of argument: String) -> Found {
    if isFolder(argument) {
      let files = below(argument)
      return files.isEmpty ? .nothing : .files(files)
    }
    guard isPattern(argument) else { return .files([argument]) }
    let files = matches(argument)
    return files.isEmpty ? .nothing : .files(files)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private static func isPattern(_ argument: String) -> Bool {
    argument.contains { "*?[".contains($0) } && !FileManager.default.fileExists(atPath: argument)
  }

  private static func below(_ folder: String) -> [String] {
    var found: [String] = []
    var open = [folder]
    while let next = open.popLast() {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: next)) ?? []
      where !name.hasPrefix(".") {
        let path = next == "." ? name : next.hasSuffix("/") ? next + name : "\(next)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          open.append(path)
        } else if name.hasSuffix(ending) {
          found.append(path)
        }
      }
    }
    return sorted(found)
  }

  private static func matches(_ pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, GLOB_NOSORT, nil, &result) == 0 else { return [] }
    let paths = (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }
    return sorted(paths.filter { !isFolder($0) })
  }

  /// By bytes: no locale decides.
  private static func sorted(_ paths: [String]) -> [String] {
    paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
