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
      """,
    version: Version.text,
    subcommands: [
      PlanCommand.self, NewCommand.self, CatalogCommand.self,
    ])
}
