import ArgumentParser

/// The command line: one file per subcommand; it decides nothing itself.
@main
struct Tenfold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenfold",
    abstract: "Which AWS architecture to run now, how far it carries, and what comes next.",
    discussion: """
      Answers about what an application must do and how well go in; scored options, sizes, costs, \
      a growth roadmap from 1 to more than 10 million users, and infrastructure templates come out.

      On a terminal and without a subcommand it opens the interview.
      """,
    version: Version.text,
    subcommands: [
      InterviewCommand.self, NewCommand.self, PlanCommand.self, CheckCommand.self,
      ExplainCommand.self, WhatIfCommand.self, DiffCommand.self, SimulateCommand.self,
      CalibrateCommand.self,
      RiskCommand.self, SchemaCommand.self, MigrateCommand.self, LensCommand.self,
      CatalogCommand.self, TemplatesCommand.self,
      ModelCommand.self,
    ])

  static func main() {
    do {
      let arguments = CommandLine.arguments.dropFirst()
      if let plain = PlainInvocation(arguments, isTerminal: Console.isTerminal) {
        try telling(InterviewCommand.self) { try plain.interview().run() }
      } else if let plan = PlanTask.plain(arguments) {
        try telling(PlanCommand.self) { try plan.run() }
      } else {
        var command = try parseAsRoot()
        let kind = type(of: command)
        try telling(kind) { try command.run() }
      }
    } catch {
      exit(withError: error)
    }
  }

  /// Runs a subcommand; a mistake that only it could find ends like one of parsing, with its usage.
  ///
  /// The library forgets which subcommand it was and would show the usage of the whole program.
  ///
  /// - Parameter command: Made only where there is such a mistake, since the types of its members are not needed
  ///   else.
  private static func telling(
    _ command: @autoclosure () -> any ParsableCommand.Type, _ run: () throws -> Void
  ) throws {
    do {
      try run()
    } catch let mistake as ValidationError {
      let usage = usageString(for: command())
      let name = usage.prefix { $0 != "<" && $0 != "[" }.dropLast()
      Console.message(
        """
        Error: \(mistake.message)
        Usage: \(usage)
          See '\(name) --help' for more information.
        """)
      exit(withError: ExitCode.validationFailure)
    }
  }

  func run() throws {
    guard Console.isTerminal else { throw CleanExit.helpRequest(self) }
    try InterviewCommand.parse([]).run()
  }
}
