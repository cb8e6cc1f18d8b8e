import ArgumentParser

/// `tenfold catalog`: the facts that advice rests on.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Show, check and update the facts that advice rests on.",
    subcommands: [
      CatalogListCommand.self, CatalogShowCommand.self, CatalogLintCommand.self,
      CatalogCompileCommand.self, CatalogUpdateCommand.self,
    ])
}
