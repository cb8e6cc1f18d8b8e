import ArgumentParser
import CatalogModel
import Foundation
import Reporting
import Requirements
import Storage

/// `tenfold new`: an answer file to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a commented answer file to start from.",
    discussion: """
      Every question is a comment with what is assumed without an answer: uncomment what you know \
      and change it. About ten answers make a useful plan. Exits with 73 if the file cannot be \
      written.

      Beside a file goes tenfold-answers.schema.json, which its first line names: an editor with a \
      YAML language server then completes keys and marks mistakes while you type. After --output - \
      write it with tenfold schema.
      """)

  @Option(help: ArgumentHelp("Start from a worked example instead.", valueName: "example"))
  var from: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file; `-` is standard output.", valueName: "file"))
  var output = "-"

  @Flag(help: "Include every question, not only the dozen that matter most.")
  var all = false

  @Flag(help: "Replace the file if it exists.")
  var force = false

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if from != nil && all { throw ValidationError("--all has no meaning with --from.") }
  }

  func run() throws {
    let tree = try options.tree()
    let questionnaire = try CatalogOptions.questionnaire(tree)
    let schema = AnswerSchema.fileName
    let text = Modeline.naming("./" + schema, in: try text(questionnaire))
    try Console.write(text, to: output, replacing: force)
    guard output != "-" else { return }
    // Beside the answers, so that the pair can be moved and kept in git.
    let folder = (output as NSString).deletingLastPathComponent
    try Console.write(
      AnswerSchema(questionnaire).text, to: folder.isEmpty ? schema : "\(folder)/\(schema)",
      replacing: true)
  }

  private func text(_ questionnaire: Questionnaire) throws -> String {
    guard let from else {
      return AnswerFileWriter.text(AnswerSheet(), questionnaire, detail: all ? .full : .short)
    }
    let catalog = try options.directory()
    let examples = ExampleFiles(besideCatalog: catalog)
    guard let text = examples.text(from) else {
      let names = examples.names
      let near = Spelling.nearest(to: from, among: names).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError(
        names.isEmpty
          ? "There are no examples beside the catalog, \(catalog.path)."
          : "There is no example '\(from)'.\(near) Known: \(names.joined(separator: ", ")).")
    }
    return text
  }
}
