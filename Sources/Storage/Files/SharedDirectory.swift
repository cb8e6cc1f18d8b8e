import CatalogModel
import Foundation

/// A folder of data that ships with the program (`Catalog`, `Templates`) and how it is found.
package struct SharedDirectory: Hashable, Sendable {
  /// The path to open files with, without a slash at the end.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// What the search looks at besides the value of the option; a value so that tests choose it.
  package struct Surroundings: Sendable {
    /// The value of a variable of the environment.
    let variable: @Sendable (String) -> String?
    /// The folder that holds the executable; nil where it is not known.
    package let executableDirectory: String?
    package let workingDirectory: String

    package init(
      environment: [String: String], executableDirectory: String?, workingDirectory: String
    ) {
      self.init(
        variable: { environment[$0] }, executableDirectory: executableDirectory,
        workingDirectory: workingDirectory)
    }

    private init(
      variable: @escaping @Sendable (String) -> String?, executableDirectory: String?,
      workingDirectory: String
    ) {
      self.variable = variable
      self.executableDirectory = executableDirectory
      self.workingDirectory = workingDirectory
    }

    /// Those of this process.
    package static var current: Surroundings {
      return Surroundings(
        // Not the whole environment: every command would wait until all of it is a dictionary.
        variable: { getenv($0).map { String(cString: $0) } },
        executableDirectory: executable.map {
          String($0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.startIndex))
        },
        workingDirectory: FileManager.default.currentDirectoryPath)
    }

    /// The path of the program's file without symbolic links.
    ///
    /// The kernel knows it; a bundle would search folders, which every command would wait for.
    private static var executable: String? {
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = readlink("/proc/self/exe", &buffer, buffer.count)
      guard count <= 0 || count == buffer.count else {
        return String(decoding: buffer.prefix(count), as: UTF8.self)
      }
      return Bundle.main.executableURL?.resolvingSymlinksInPath().path
    }
  }

  /// Finds a folder by name.
  ///
  /// In this order: the value of the option, `TENFOLD_<NAME>` in the environment, `../share/tenfold`
  /// beside the executable's folder, the executable's folder and the folders above it, the working
  /// directory. The option and the environment are final: what they name must exist.
  ///
  /// - Parameters:
  ///   - name: `Catalog` or `Templates`.
  ///   - explicit: The value of the command's option, where it was given.
  ///   - surroundings: Of this process, unless a test says otherwise.
  /// - Returns: The folder, or a diagnostic that lists every place that was tried.
  package static func locate(
    _ name: String, explicit: String?, in surroundings: Surroundings = .current
  ) -> Result<SharedDirectory, DiagnosticList> {
    let variable = "TENFOLD_" + name.uppercased()
    if let explicit { return final(explicit, name, option: "--" + name.lowercased()) }
    if let value = surroundings.variable(variable), !value.isEmpty {
      return final(value, name, option: variable)
    }
    let places = candidates(name, surroundings)
    if let found = places.first(where: isDirectory) {
      return .success(SharedDirectory(path: shortened(found, surroundings.workingDirectory)))
    }
    let tried = places.map { "\n    \($0)" }.joined()
    return .failure(
      DiagnosticList([
        Diagnostic(
          .error, at: Place(file: name),
          "no such folder was found; these places were tried:\(tried)",
          remedy: "name it with --\(name.lowercased()) or in \(variable)")
      ]))
  }

  /// A folder that an option names, which must exist.
  package static func existing(
    _ path: String, option: String
  ) -> Result<SharedDirectory, DiagnosticList> {
    final(path, "", option: option)
  }

  private static func candidates(_ name: String, _ surroundings: Surroundings) -> [String] {
    var places: [String] = []
    if let executable = surroundings.executableDirectory {
      let parent = (executable as NSString).deletingLastPathComponent
      places.append("\(parent)/share/tenfold/\(name)")
      var folder = executable
      while true {
        places.append(folder == "/" ? "/\(name)" : "\(folder)/\(name)")
        guard folder != "/", !folder.isEmpty else { break }
        folder = (folder as NSString).deletingLastPathComponent
      }
    }
    let here = "\(surroundings.workingDirectory)/\(name)"
    if !places.contains(here) { places.append(here) }
    return places
  }

  private static func final(
    _ path: String, _ name: String, option: String
  ) -> Result<SharedDirectory, DiagnosticList> {
    var path = path
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    if isDirectory(path) { return .success(SharedDirectory(path: path)) }
    return .failure(
      DiagnosticList([
        Diagnostic(
          .error, at: Place(file: path), "this folder, named by \(option), does not exist",
          remedy: name.isEmpty
            ? "name a folder with files such as planning/ours.yaml"
            : "name the folder \(name) itself")
      ]))
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// The path relative to the working directory where it lies below it, for shorter diagnostics.
  private static func shortened(_ path: String, _ workingDirectory: String) -> String {
    path.hasPrefix(workingDirectory + "/")
      ? String(path.dropFirst(workingDirectory.count + 1)) : path
  }
}
