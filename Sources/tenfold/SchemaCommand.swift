import ArgumentParser
import Reporting
import Storage

/// `tenfold schema`: the JSON Schema of the answer file, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema (draft-07) of the answer file.",
    discussion: """
      It is made from the questions of the catalog and its overlays. An editor with a YAML language \
      server reads it where the first line of an answer file names it, as that of tenfold new does: \
      # yaml-language-server: $schema=./tenfold-answers.schema.json
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file; `-` is standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup var options: CatalogOptions

  func run() throws {
    let questionnaire = try CatalogOptions.questionnaire(options.tree())
    // It is made from the catalog and from nothing else, so that replacing it loses nothing.
    try Console.write(AnswerSchema(questionnaire).text, to: output, replacing: true)
  }
}
