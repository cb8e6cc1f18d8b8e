import ArgumentParser
import Requirements
import Storage

/// `tenfold migrate`: an answer file in the present version of its format.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Rewrite an answer file in the present version of its format.",
    discussion: """
      Only names of keys and the version change; comments, order and layout stay. Commands read \
      older files as well, and say so; this makes the change for good. A file of the present version \
      stays as it is.
      """)

  @Argument(help: ArgumentHelp("The answer file.", valueName: "file"))
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to this file instead; `-` is standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    let text: String
    do {
      text = try AnswerFileReader.text(file)
    } catch {
      Console.message(error.message)
      throw ExitCode(66)
    }
    let migration = AnswerMigration(text)
    let target = output ?? file
    if target == "-" {
      Console.write(migration?.text ?? text)
      return
    }
    guard let migration else {
      Console.message(
        "\(file): nothing to migrate; the present version is \(AnswerSheet.schemaVersion)")
      return
    }
    try Console.write(migration.text, to: target, replacing: target == file)
    Console.message(
      "\(target): migrated from version \(migration.from) to \(AnswerSheet.schemaVersion)")
  }
}
