extension PlanCommand {
  /// The command of a line that names a file and at most the folder of `--out` behind it, which is how most
  /// plans are made; nil for whatever needs a parser.
  ///
  /// The parser of arguments asks the Swift runtime for hundreds of conformances, a twentieth of the time
  /// of a small plan. What it would make of these words is the same.
  ///
  /// - Parameter arguments: The words after the program's name.
  static func plain(_ arguments: some Collection<String>) -> PlanCommand? {
    let words = Array(arguments)
    guard words.first == "plan", words.count == 2 || (words.count == 4 && words[2] == "--out")
    else { return nil }
    let values = [words[1]] + words.dropFirst(3)
    guard values.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && $0 != "help" }) else {
      return nil
    }
    var command = PlanCommand()
    command.files = [words[1]]
    command.settings = .plain
    command.out = words.count == 4 ? words[3] : nil
    command.check = false
    command.output = []
    command.templates = nil
    command.samples = nil
    command.flips = false
    command.jobs = nil
    command.shard = nil
    command.format = .text
    // The parser tells what is wrong, and how the command is used.
    guard (try? command.validate()) != nil, (try? command.settings.today.validate()) != nil else {
      return nil
    }
    return command
  }
}

extension PlanningSettings {
  /// Those of a command line without any option about them.
  fileprivate static var plain: PlanningSettings {
    var settings = PlanningSettings()
    settings.options = CatalogOptions()
    settings.options.catalog = nil
    settings.options.overlay = []
    settings.project = ProjectOverlay()
    settings.project.isLeftOut = false
    settings.expectCatalog = nil
    settings.today = Today()
    settings.today.text = nil
    return settings
  }
}
