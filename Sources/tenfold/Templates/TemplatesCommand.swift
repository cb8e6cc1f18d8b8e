import ArgumentParser

/// `tenfold templates`: what infrastructure is rendered from.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List, show and check the templates that infrastructure is rendered from.",
    discussion: """
      A folder of your own, given with --templates here and to plan, replaces templates of the same \
      name and adds others: TEMPLATE.tf.mustache below terraform/ makes a file of every root, a \
      file below a folder parts/ is there for others to include.
      """,
    subcommands: [
      TemplatesListCommand.self, TemplatesShowCommand.self, TemplatesLintCommand.self,
    ])
}

/// The option that subcommands share.
struct TemplateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of your own, over the templates that ship.", valueName: "folder"))
  var templates: String?
}
