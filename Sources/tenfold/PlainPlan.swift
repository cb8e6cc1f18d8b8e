extension PlanTask {
  /// The task of a line that names a file and at most the folder of `--out` behind it, which is how most
  /// plans are made; nil for whatever needs a parser.
  ///
  /// The parser of arguments asks the Swift runtime for hundreds of conformances, a twentieth of the time
  /// of a small plan. What it would make of these words is the same.
  ///
  /// - Parameter arguments: The words after the program's name.
  static func plain(_ arguments: some Collection<String>) -> PlanTask? {
    let words = Array(arguments)
    guard words.first == "plan", words.count == 2 || (words.count == 4 && words[2] == "--out")
    else { return nil }
    let values = [words[1]] + words.dropFirst(3)
    guard values.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && $0 != "help" }) else {
      return nil
    }
    // The parser tells what is wrong, and how the command is used.
    guard Today.problem(nil) == nil else { return nil }
    return PlanTask(files: [words[1]], out: words.count == 4 ? words[3] : nil)
  }
}
