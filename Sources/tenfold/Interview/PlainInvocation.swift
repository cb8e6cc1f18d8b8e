import Storage

/// The command lines that only name an answer file for an interview, or not even that.
///
/// They are how most sessions begin, and knowing them saves those a fifth of their time to the first
/// frame: the parser of arguments asks the Swift runtime for hundreds of conformances. What it would
/// make of them is the same.
struct PlainInvocation: Equatable {
  let file: String

  /// Nil for whatever needs a parser.
  ///
  /// - Parameters:
  ///   - arguments: The words after the program's name.
  ///   - isTerminal: Whether a person sits there; else the name alone shows the help.
  init?(_ arguments: some Collection<String>, isTerminal: Bool) {
    guard let command = arguments.first else {
      guard isTerminal else { return nil }
      file = Interview.standardFile
      return
    }
    let rest = arguments.dropFirst()
    guard command == "interview", rest.count <= 1 else { return nil }
    let file = rest.first ?? Interview.standardFile
    guard !file.isEmpty, !file.hasPrefix("-"), file != "help" else { return nil }
    self.file = file
  }

  /// The interview.
  ///
  /// - Throws: As `CatalogPlace.tree`.
  func interview() throws -> Interview {
    let project = ProjectOverlay.directory(besides: file)
    return Interview(
      file: file, isPlain: false, tree: try CatalogPlace().tree(project: project),
      project: project)
  }
}
