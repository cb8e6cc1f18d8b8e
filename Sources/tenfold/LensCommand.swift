import ArgumentParser
import Reporting
import Storage

/// `tenfold lens`: the plan as a custom lens of the Well-Architected Tool.
struct LensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lens",
    abstract: "Export the plan as a custom lens of the Well-Architected Tool.",
    discussion: """
      The questions of the lens are the plan's: are its gates kept, do its decisions run, does the \
      system get over what fails, is the trigger of the next stage watched, which assumptions were \
      measured, which answers are still true. The risk rules follow from what the plan found. \
      Import the file in the Well-Architected Tool, under custom lenses (schemaVersion 2021-11-01).
      """)

  @OptionGroup var input: PlanningInput

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file; `-` is standard output.", valueName: "file"))
  var output = "-"

  @Flag(help: "Replace the file if it exists.")
  var force = false

  func run() throws {
    let context = try input.context()
    let text = LensDocument(
      try input.report(context, .failures), context.questionnaire
    ).json
    try Console.write(text, to: output, replacing: force)
  }
}
