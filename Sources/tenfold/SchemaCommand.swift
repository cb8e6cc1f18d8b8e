import ArgumentParser
import Reporting
import Storage

/// `tenfold schema`: the JSON Schemas of the answer file, for editors, and of the plan, for programs.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema (draft-07) of the answer file, or of plan.json.",
    discussion: """
      That of the answer file is made from the questions of the catalog and its overlays. An editor with a YAML language \
      server reads it where the first line of an answer file names it, as that of tenfold new does: \
      # yaml-language-server: $schema=./tenfold-answers.schema.json
      """)

  /// What is described.
  enum Document: String, ExpressibleByArgument, CaseIterable {
    case answers, plan
  }

  @Argument(help: "What is described: answers or plan.")
  var document = Document.answers

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file; `-` is standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup var options: CatalogOptions

  func run() throws {
    if document == .plan {
      return try Console.write(PlanSchema().text, to: output, replacing: true)
    }
    let questionnaire = try CatalogOptions.questionnaire(options.tree())
    // It is made from the catalog and from nothing else, so that replacing it loses nothing.
    try Console.write(AnswerSchema(questionnaire).text, to: output, replacing: true)
  }
}
